// The elements' page and the demo shop, as they are served to everyone, with a witness in front of each page's own
// scripts. Not here: what is built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADERS, serve } from '../../scripts/serve.mjs';
import { SITE } from '../../scripts/setup/paths.mjs';
import { POLICY, serve as serveElements } from '../elements/build.mjs';

const here = (name) => readFileSync(new URL(name, import.meta.url));
const witnessed = (html) => html.replace('<head>', '<head><script src="/witness.js"></script>');

/** The test page of the elements. `/frame?…` shows it in a frame: no window is as narrow as a telephone. */
export async function elements() {
  const { server, origin, close } = await serveElements();
  const page = witnessed(readFileSync(new URL('../elements/page.html', import.meta.url), 'utf8'));
  const heard = inFront(server, {
    '/': [page, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }],
    '/frame': [({ search }) => `<!doctype html><script src="/witness.js"></script><title>frame</title><link rel="icon" href="data:,"><iframe width="320" height="640" src="/${search}"></iframe>`, { 'content-type': 'text/html' }],
  });
  return { origin, heard, close: () => (server.closeAllConnections(), close()) };
}

/**
 * The demo shop on an origin of its own: nothing that an earlier check kept is there. `before` is script that runs
 * before the shop's.
 */
export async function shop({ before = '' } = {}) {
  const { server, address } = await serve(SITE, 0);
  const page = witnessed(readFileSync(join(SITE, 'index.html'), 'utf8'));
  const heard = inFront(server, { '/': [page, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }] }, before);
  return { origin: address.replace(/\/$/, ''), heard, close: () => (server.closeAllConnections(), server.close()) };
}

/** Answers for some paths before the server does; the answer is the list of all requests, `METHOD address`. */
function inFront(server, pages, before = '') {
  const heard = [];
  const answers = { '/witness.js': [`${here('witness.js')}${before}`, { 'content-type': 'text/javascript' }], ...pages };
  const [behind] = server.listeners('request');
  server.removeListener('request', behind);
  server.on('request', (request, response) => {
    heard.push(`${request.method} ${request.url}`);
    const url = new URL(request.url, 'http://localhost');
    const [body, headers] = answers[url.pathname] ?? [];
    if (body === undefined) return behind(request, response);
    response.writeHead(200, { ...headers, 'cache-control': 'no-store' }).end(typeof body === 'function' ? body(url) : body);
  });
  return heard;
}
