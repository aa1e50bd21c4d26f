// Bodies that are long, slow or broken, and servers that do not compile bytes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mock, test } from 'node:test';
import vm from 'node:vm';
import { memoryStore, openCollector } from '../../dist/collector.js';
import { bytes, coins, report, today, TYPE } from './reports.mjs';

const CONFIG = { counts: { endpoint: '/counts', questions: { funnel: { purpose: 'How far' } } } };
const FUNNEL = { name: 'funnel/1', size: 4, ones: 1 };
const day = await today();
const good = bytes(report(FUNNEL, coins(1), day));
const collector = await openCollector({ config: `\ufeff${JSON.stringify(CONFIG)}`, store: memoryStore() });

/** A body that comes piece by piece. */
const request = (source) => new Request('http://shop.example/counts?x=1', { method: 'POST', headers: TYPE, duplex: 'half', body: new ReadableStream(source, { highWaterMark: 0 }) });
const receive = async (source) => (({ status }, text) => [status, text])(...await collector.receive(request(source)).then(async (answer) => [answer, await answer.text()]));

test('a report may come byte by byte', async () => {
  let at = 0;
  const source = { pull(into) { if (at < good.length) into.enqueue(good.slice(at, ++at)); else into.close(); } };
  assert.deepEqual(await receive(source), [200, '']);
});

test('of a body without end no more than a report may have is read', async () => {
  let given = 0;
  let cancelled = false;
  const source = { pull(into) { given += 1000; into.enqueue(new Uint8Array(1000)); }, cancel() { cancelled = true; } };
  assert.deepEqual(await receive(source), [413, 'TOO_LONG']);
  assert.deepEqual([given, cancelled], [10_000, true]);
  // One that says so beforehand is not read at all.
  const said = request({ pull() { throw new Error('it was read'); } });
  said.headers.set('content-length', '9217');
  assert.equal((await collector.receive(said)).status, 413);
});

test('a body that breaks off is refused, and one that takes too long is left', async () => {
  assert.deepEqual(await receive({ pull(into) { into.error(new Error('gone')); } }), [400, 'BROKEN']);
  let cancelled = false;
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const answer = receive({ pull: () => new Promise(() => {}), cancel() { cancelled = true; } });
    await new Promise((done) => setImmediate(done));
    mock.timers.tick(9_999);
    await new Promise((done) => setImmediate(done));
    assert.equal(cancelled, false);
    mock.timers.tick(1);
    assert.deepEqual(await answer, [408, 'TOO_SLOW']);
    assert.equal(cancelled, true);
  } finally {
    mock.timers.reset();
  }
});

test('the totals are shown wherever they are mounted, and run nothing', async () => {
  const show = (path) => collector.show(new Request(new URL(path, 'http://shop.example')));
  for (const path of ['/', '/shop/counts/']) {
    const page = await show(path);
    const text = await page.text();
    assert.ok(text.includes('<link rel="stylesheet" href="style.css">') && !/<script|style=|\son\w+=/.test(text));
    assert.match(page.headers.get('content-security-policy'), /^default-src 'none'; style-src 'self';/);
  }
  assert.equal((await show('/shop/counts/style.css')).headers.get('content-type'), 'text/css; charset=utf-8');
  assert.equal((await (await show('/shop/counts/counts.json')).json()).questions[0].reports, 1);
  assert.equal((await show('/shop/counts')).status, 404);
  await assert.rejects(collector.results('yesterday'), { code: 'BAD_OPTION', message: /WRONG_DAYS/ });
});

test('where bytes may not be compiled, a module that was is taken', async () => {
  const context = vm.createContext({ Request, Response, URL, TextEncoder, TextDecoder, setTimeout, clearTimeout, atob }, { codeGeneration: { strings: false, wasm: false } });
  const script = new vm.SourceTextModule(readFileSync(new URL('../../dist/collector.js', import.meta.url), 'utf8'), { context });
  await script.link(() => { throw new Error('it imports something'); });
  await script.evaluate();
  const options = { config: CONFIG, store: memoryStore() };
  await assert.rejects(script.namespace.openCollector(options), { code: 'WASM_BLOCKED' });
  const module = new WebAssembly.Module(readFileSync(new URL('../../dist/collector.wasm', import.meta.url)));
  // A worker's own is of the worker's realm.
  Object.setPrototypeOf(module, vm.runInContext('WebAssembly.Module.prototype', context));
  const there = await script.namespace.openCollector({ ...options, module });
  assert.equal((await there.receive(new Request('http://x/counts', { method: 'POST', headers: TYPE, body: good }))).status, 200);
  assert.equal((await there.results()).questions[0].reports, 1);
});
