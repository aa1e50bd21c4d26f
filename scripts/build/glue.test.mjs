// The glue starts with whatever exports it is given.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glueWithOwnStart, typesWithOwnStart } from './glue.mjs';

const glue = `
export class Shop { items() { return wasm.shop_items(view()); } }
function __wbg_get_imports() { return { log: () => {} }; }
let cachedUint8ArrayMemory0 = null;
let cachedDataViewMemory0 = null;
function view() { return cachedUint8ArrayMemory0 ??= wasm.memory.buffer; }

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasm = instance.exports;
    wasm.__wbindgen_start();
    return wasm;
}
function initSync(module) { return __wbg_finalize_init(new WebAssembly.Instance(module)); }
export { initSync };
`;

test('the exports may come from anywhere, and a memory may move', async () => {
  const { Shop, imports, begin, moved } = await import(`data:text/javascript,${encodeURIComponent(glueWithOwnStart(glue))}`);
  assert.deepEqual(Object.keys(imports()), ['log']);
  let started = 0;
  const memory = { buffer: 'first' };
  begin({ memory, __wbindgen_start: () => started++, shop_items: (view) => view });
  assert.equal(started, 1);
  assert.equal(new Shop().items(), 'first');
  memory.buffer = 'second';
  assert.equal(new Shop().items(), 'first');
  moved();
  assert.equal(new Shop().items(), 'second');
});
test('numbers in memory are read and written by the view that is there', async () => {
  const more = glue.replace('let cachedDataViewMemory0 = null;\n', `let cachedDataViewMemory0 = null;
function getDataViewMemory0() {
    return cachedDataViewMemory0 ??= new DataView(wasm.memory.buffer);
}
let cachedInt32ArrayMemory0 = null;
function getInt32ArrayMemory0() { return cachedInt32ArrayMemory0 ??= new Int32Array(wasm.memory.buffer); }
export function copied(retptr, arg0) {
    var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, r1, true);
    getDataViewMemory0().setUint32(retptr + 4 * 1, arg0, true);
}
`);
  const made = glueWithOwnStart(more);
  assert.doesNotMatch(made, /DataView/);
  const { begin, copied } = await import(`data:text/javascript,${encodeURIComponent(made)}`);
  const memory = { buffer: Int32Array.of(5, 6, 7, 8).buffer };
  begin({ memory, __wbindgen_start() {} });
  copied(4, 12);
  assert.deepEqual([...new Int32Array(memory.buffer)], [5, 6, 12, 7]);
  // Something else that needs it keeps it.
  assert.match(glueWithOwnStart(more.replace('setInt32((', 'setFloat64((')), /new DataView/);
});
test('nothing of the old way to start is left', () => assert.doesNotMatch(glueWithOwnStart(glue), /WebAssembly|initSync/));
test('glue of another form stops the build', () => {
  assert.throws(() => glueWithOwnStart(glue.replace('let wasmModule, ', 'let ')), /glue/);
  assert.throws(() => glueWithOwnStart(glue.replaceAll('let cached', 'var cached')), /glue/);
  assert.throws(() => typesWithOwnStart('export class Shop {}'), /glue/);
});
