// Promise 11, outside Rust: the compiler as wasm in Node writes the recorded catalog byte for byte, and the built
// package gives 1,000 households the recorded lists in Node and in Chromium, as WebAssembly and, where that is
// refused, as JavaScript. `tests/golden.rs` does so natively.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { chromium } from 'playwright-core';
import { inputs } from './inputs.mjs';
import { checksum, makeLists } from './lists.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const recorded = Object.fromEntries(readFileSync(join(root, 'tests/golden/sums.txt'), 'utf8').trim().split('\n').map((line) => line.split(' ')));
const folder = mkdtempSync(join(tmpdir(), 'nearside-golden-'));
const { feed, orders, households } = inputs();
let passed = 0;
let failed = 0;

async function test(name, made, wanted) {
  try {
    const is = await made();
    if (is !== wanted) throw new Error(`made ${is}, recorded ${wanted}`);
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.message}`);
  }
}

const sumOfText = (text) => checksum(new TextEncoder().encode(text));
const path = join(folder, 'catalog.nsc');

await test('the compiler in Node writes the recorded catalog', () => {
  writeFileSync(join(folder, 'feed.tsv'), feed);
  writeFileSync(join(folder, 'orders.tsv'), orders);
  execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'compile', 'feed.tsv', '--baskets', 'orders.tsv', '-o', path], { cwd: folder, stdio: 'ignore' });
  return checksum(readFileSync(path));
}, recorded.catalog);

await test(`${households.length} households get the recorded lists in Node`, async () => {
  const { open } = await import('../../dist/index.js');
  return sumOfText(await makeLists(open, new Uint8Array(readFileSync(path)), households));
}, recorded.lists);

await test(`${households.length} households get the recorded lists in a Node without WebAssembly`, () => new Promise((done, failed) => {
  const worker = new Worker(new URL('refused.mjs', import.meta.url), { workerData: { catalog: new Uint8Array(readFileSync(path)), households } });
  worker.on('message', (text) => done(sumOfText(text)));
  worker.on('error', failed);
}), recorded.lists);

/** Serves the package; `/refused` is a page whose policy forbids WebAssembly. */
function serve() {
  const types = { '.js': 'text/javascript', '.html': 'text/html', '.json': 'application/json', '.nsc': 'application/octet-stream' };
  const files = { '/': undefined, '/refused': undefined, '/catalog.nsc': path, '/lists.js': join(root, 'tests/golden/lists.js') };
  return createServer((request, answer) => {
    const at = request.url ?? '/';
    const file = at in files ? files[at] : at.startsWith('/dist/') && !at.includes('..') ? join(root, at) : null;
    if (file === null) return answer.writeHead(404).end();
    answer.writeHead(200, {
      'content-type': `${types[extname(file ?? 'page.html')] ?? 'application/octet-stream'}; charset=utf-8`,
      ...(at === '/refused' ? { 'content-security-policy': "default-src 'self'" } : {}),
    });
    if (file) createReadStream(file).pipe(answer);
    else answer.end('<!doctype html><title>golden</title>');
  });
}

const server = serve();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const [at, where, runs] of [['/', 'Chromium', 'wasm'], ['/refused', 'a Chromium page that forbids WebAssembly', 'javascript']]) {
  await test(`${households.length} households get the recorded lists in ${where}`, async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}${at}`);
    return sumOfText(await page.evaluate(async ([given, on]) => {
      const [{ open }, { makeLists }] = await Promise.all([import('/dist/index.js'), import('/lists.js')]);
      const catalog = new Uint8Array(await (await fetch('/catalog.nsc')).arrayBuffer());
      return makeLists(open, catalog, given, on);
    }, [households, runs]));
  }, recorded.lists);
}
await browser.close();
server.close();

rmSync(folder, { recursive: true });
console.log(`golden: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
