// The built package in a JavaScript that has no WebAssembly at all. Not here: equal lists (tests/golden).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

delete globalThis.WebAssembly;
const { open } = await import('../../dist/index.js');
const catalog = new Uint8Array(readFileSync(new URL('../catalog/golden.nsc', import.meta.url)));

test('the JavaScript build runs, says so, and ranks personally', async () => {
  const nearside = await open({ catalog, storage: 'memory' });
  assert.equal(nearside.health.runs, 'javascript');
  assert.deepEqual(nearside.health.problems, []);
  nearside.setLevel('remember');
  const [{ id }] = nearside.recommend('home').items.slice(-1);
  assert.ok(nearside.track('purchase', { id }));
  assert.ok(nearside.recommend('home').items.some(({ personal }) => personal));
  assert.throws(() => nearside.recommend('nowhere'), { code: 'BAD_OPTION' });
});

test('a trap stops the engine, not the page, and once it begins anew', async () => {
  let now = Date.now;
  const nearside = await open({ catalog, storage: 'memory', now: () => now() });
  const heard = [];
  nearside.addEventListener('problem', ({ detail }) => heard.push(detail.code));
  // Thrown amid a call, under the name that both builds give a trap.
  const trap = () => {
    now = () => { throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' }); };
    assert.deepEqual(nearside.recommend('home').items, []);
    now = Date.now;
    assert.deepEqual(nearside.recommend('home').items, [], 'its state is not known');
    assert.deepEqual(nearside.rerank(['b', 'a']), ['b', 'a']);
  };
  const changed = new Promise((resolve) => nearside.addEventListener('change', resolve, { once: true }));
  trap();
  assert.deepEqual(heard, ['INTERNAL'], 'and says so once');
  await changed;
  assert.equal(nearside.recommend('home').items.length, 24);
  trap();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(nearside.recommend('home').items, [], 'what stops twice would stop again');
  assert.deepEqual(heard, ['INTERNAL', 'INTERNAL']);
});
