// Promise 11, outside Rust: the compiler as wasm in Node writes the recorded catalog byte for byte, and the built
// package gives 1,000 households the recorded lists in Node and in Chromium, as WebAssembly and, where that is
// refused, as JavaScript. `tests/golden.rs` does so natively, `tests/engines` in Firefox and WebKit.
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { chromium } from 'playwright-core';
import { inputs } from './inputs.mjs';
import { checksum, makeLists } from './lists.js';
import { makeReports } from './reports.js';
import { compiled, PAGES, recorded, REPORTS, serve, sumOfText } from './serve.mjs';

const { households, ...shop } = inputs();
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

let catalog = new Uint8Array();
await test('the compiler in Node writes the recorded catalog', () => {
  catalog = new Uint8Array(compiled(shop));
  return checksum(catalog);
}, recorded.catalog);

await test(`${households.length} households get the recorded lists in Node`, async () => {
  const { open } = await import('../../dist/index.js');
  return sumOfText(await makeLists(open, catalog, households));
}, recorded.lists);

await test(`${households.length} households get the recorded lists in a Node without WebAssembly`, () => new Promise((done, failed) => {
  const worker = new Worker(new URL('refused.mjs', import.meta.url), { workerData: { catalog, households } });
  worker.on('message', (text) => done(sumOfText(text)));
  worker.on('error', failed);
}), recorded.lists);

await test('reports have the recorded bytes in Node', async () => {
  const glue = await import('../../build/wasm/counts.js');
  return sumOfText(await makeReports(readFileSync(new URL('../../build/wasm/counts.wasm', import.meta.url)), glue));
}, recorded.reports);

const server = await serve(catalog, households);
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const all = [...PAGES.map(([path, where]) => [path, `${households.length} households get the recorded lists in Chromium${where}`, recorded.lists]), [REPORTS, 'reports have the recorded bytes in Chromium', recorded.reports]];
for (const [path, name, wanted] of all) {
  await test(name, async () => {
    const page = await browser.newPage();
    await page.goto(server.origin + path);
    await page.waitForFunction(() => globalThis.made ?? globalThis.broken, undefined, { timeout: 120_000 });
    const { made, broken } = await page.evaluate(() => ({ made: globalThis.made, broken: globalThis.broken }));
    if (broken) throw new Error(broken);
    return sumOfText(made);
  }, wanted);
}
await browser.close();
server.close();

console.log(`golden: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
