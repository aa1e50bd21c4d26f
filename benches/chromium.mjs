// The same measurements in headless Chromium: one fresh page for each shop, and the same again with the processor
// slowed to a quarter, as on a cheap phone. Not here: what is measured (measure.mjs, in-page.mjs).
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { ROOT } from '../scripts/setup/paths.mjs';

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Folders that a page may read. */
const OPEN = /^\/(benches|build|dist)\//;

/** Runs `work(page)` on a fresh page of a browser of its own. */
async function withPage(executablePath, address, slower, work) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage();
    if (slower > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(address);
    return await work(page);
  } finally {
    await browser.close();
  }
}

/** Serves the project's folder; a page of it has the fine clock that isolated pages get. */
async function serve() {
  const server = createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = OPEN.test(path) && !path.includes('..') ? join(ROOT, path) : undefined;
    const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
    if (path === '/') return answer.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end('<!doctype html><title>bench</title>');
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return answer.writeHead(404).end();
    answer.writeHead(200, { ...headers, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(answer);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/**
 * Measures each of `jobs` (`{ name, path, shopper, quick }`), those named in `slow` again at a quarter of the speed,
 * and the tracking of a signal into the browser's own local storage.
 */
export async function inChromium(executablePath, jobs, { slow, tracking }) {
  const { address, close } = await serve();
  const ask = (what, argument, slower = 1) => withPage(executablePath, address, slower, (page) =>
    page.evaluate(async ([name, given]) => (await import('/benches/in-page.mjs'))[name](given), [what, argument]));
  try {
    const result = { rank: {}, rank_slow_4x: {} };
    for (const job of jobs) {
      console.error(`  Chromium: ${job.name}`);
      result.rank[job.name] = await ask('measurePage', job);
      if (slow.includes(job.name)) result.rank_slow_4x[job.name] = await ask('measurePage', { ...job, slowed: true }, 4);
    }
    result.track = await ask('trackPage', tracking);
    return result;
  } finally {
    close();
  }
}
