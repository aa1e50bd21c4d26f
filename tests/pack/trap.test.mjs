// What happens when the module itself stops: a fault of ours, which no input is known to cause. So here it is caused from outside.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Each instance's exports, in front of the module's own: a function that is called while `fault` is set traps. */
const instances = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const { instance } = await instantiate(...given);
  const state = { fault: false };
  instances.push(state);
  const exports = new Proxy({}, {
    get: (_, name) => {
      const real = instance.exports[name];
      if (typeof real !== 'function') return real;
      return (...args) => {
        if (state.fault) new WebAssembly.Instance(new WebAssembly.Module(TRAP)).exports.f();
        return real(...args);
      };
    },
  });
  return { instance: { exports } };
};
/** `(module (func (export "f") unreachable))` */
const TRAP = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11);

const { open } = await import('../../dist/index.js');
const catalog = new Uint8Array(readFileSync(new URL('../catalog/golden.nsc', import.meta.url)));
const ids = (nearside) => nearside.recommend('home').items.map(({ id }) => id);
const opened = () => open({ catalog, storage: 'memory', now: () => Date.UTC(2026, 0, 15) });
const changed = (nearside) => new Promise((resolve) => nearside.addEventListener('change', resolve, { once: true }));

test('another instance takes over, and an engine beside it keeps what it knows', async () => {
  const [first, second] = [await opened(), await opened()];
  assert.equal(instances.length, 1);
  const before = ids(first);
  for (const nearside of [first, second]) nearside.setLevel('remember');
  first.setCeiling('shop', 'visit');
  first.setCeiling('tcf', 'off');
  first.setCeiling('tcf', null);
  second.track('purchase', { id: before.at(-1) });
  const known = ids(second);
  assert.notDeepEqual(known, before);

  const again = changed(first);
  instances[0].fault = true;
  assert.deepEqual(first.recommend('home').items, []);
  instances[0].fault = false;
  assert.match(first.health.problems[0].message, /unreachable/);
  await again;
  assert.equal(instances.length, 2);
  assert.deepEqual(ids(first), before, 'a profile in memory is gone with the instance, the catalog is there');
  assert.equal(first.level, null);
  assert.deepEqual(first.ceiling, { level: 'visit', by: 'shop' }, 'what others do not allow is not allowed now');
  assert.deepEqual(ids(second), known);
  assert.equal(first.setLevel('remember'), false);
  assert.ok(first.setLevel('visit'));
  assert.ok(first.track('view', { id: before[0] }));
  assert.deepEqual(second.signals().length, 1, 'two instances, two memories');
});

test('no listener hears of the other instance before all ceilings hold', async () => {
  const nearside = await opened();
  nearside.setCeiling('shop', 'remember');
  nearside.setCeiling('manager', 'off');
  const heard = [];
  nearside.addEventListener('change', () => heard.push(nearside.ceiling?.by));
  const again = changed(nearside);
  instances[0].fault = true;
  nearside.recommend('home');
  instances[0].fault = false;
  await again;
  assert.deepEqual(new Set(heard), new Set(['manager']));
});

test('an engine that was disposed of meanwhile stays so', async () => {
  const nearside = await opened();
  instances[0].fault = true;
  nearside.recommend('home');
  instances[0].fault = false;
  nearside[Symbol.dispose]();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(ids(nearside), []);
  assert.equal(nearside.health.items, 0);
});
