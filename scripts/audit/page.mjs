// A page in headless Chromium, and the few files it may fetch. Not here: what it does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../setup/paths.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const EMPTY = '<!doctype html><link rel="icon" href="data:,"><title>audit</title>';

/** Answers a path with one of these files of the project, or with an empty page. */
export const files = (paths) => (path) => {
  if (path === '/') return { type: 'text/html', body: EMPTY };
  return paths[path] && { type: TYPES[extname(path)] ?? 'application/octet-stream', body: readFileSync(join(ROOT, paths[path])) };
};

export const launch = (executablePath) => chromium.launch({ executablePath, headless: true, args: FLAGS });

/** A server of what `answer(path, request)` gives, or 404: `{ address, close }`. */
export async function server(answer) {
  const listening = createServer(async (request, response) => {
    const found = await answer(new URL(request.url, 'http://x').pathname, request);
    if (!found) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': found.type, 'cache-control': found.cache ?? 'no-store' }).end(found.body);
  });
  await new Promise((ready) => listening.listen(0, '127.0.0.1', ready));
  return { address: `http://localhost:${listening.address().port}/`, close: () => (listening.closeAllConnections(), listening.close()) };
}

/** Does something on an empty page. */
export async function inPage(executablePath, answer, work) {
  const [site, browser] = [await server(answer), await launch(executablePath)];
  try {
    const page = await browser.newPage();
    await page.goto(site.address);
    return await work(page);
  } finally {
    await browser.close();
    site.close();
  }
}
