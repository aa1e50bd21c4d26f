// Serving what a project built, as a careful shop would. Not here: the servers that tools bring along (child.mjs).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** Only this origin, nothing inline; `wasm-unsafe-eval` is what WebAssembly needs. */
const policy = (hashes) => [
  "default-src 'none'", ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' '), "worker-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "base-uri 'none'",
].join('; ');

/** Serves `folder` on this machine; what is not there is 404, never another page. `inline`: what its pages have inside may run. */
export async function serveFolder(folder, { inline = false } = {}) {
  const allowed = policy(inline ? readdirSync(folder).filter((name) => name.endsWith('.html')).flatMap((name) => hashes(readFileSync(join(folder, name), 'utf8'))) : []);
  const files = sirv(folder, { dev: true, setHeaders: (response) => response.setHeader('Content-Security-Policy', allowed) });
  const server = createServer((request, response) => files(request, response, () => response.writeHead(404).end()));
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/** A policy's words for the scripts inside a page. */
const hashes = (html) => [...html.matchAll(/<script[^>]*>([^]+?)<\/script>/g)].map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
