// The bytes inside dist/ are the bytes of the module.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../setup/paths.mjs';
import { output } from '../setup/run.mjs';
import { takeApart } from './streams.mjs';
import { encode, moduleText, starter } from './text-code.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nearside-test-'));
after(() => rmSync(folder, { recursive: true }));
const start = await starter(join(folder, 'start.wasm'));

async function assemble(wat) {
  writeFileSync(join(folder, 'module.wat'), wat);
  await output(join(ROOT, 'node_modules/.bin/wasm-as'), [join(folder, 'module.wat'), '-o', join(folder, 'module.wasm'), '--all-features']);
  return new Uint8Array(readFileSync(join(folder, 'module.wasm')));
}

/** The module that a page gets. */
async function roundTrip(wasm) {
  const { wasmBytes } = await import(`data:text/javascript,${encodeURIComponent(moduleText(wasm, start))}`);
  return wasmBytes();
}

const every = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
/** Everything that a number, a declaration or an instruction can look like. */
const MODULE = `(module
  (type $one (func (param i32) (result i32)))
  (memory (export "memory") 3)
  (global $g (mut i32) (i32.const 5))
  (table funcref (elem $table $many $table))
  (data (i32.const 0) "${every}${every}")
  (func $table (export "table") (type $one)
    (block $a (block $b (block $c (br_table $a $b $c $a (local.get 0))) (return (i32.const 300))) (return (i32.const -70000)))
    (i32.const -64))
  (func $many (export "many") (type $one) ${'(local i32 f64)'.repeat(70)} (local $last i32)
    (local.set $last (i32.const 2147483647))
    (f64.store align=1 (i32.const 600) (f64.const 0.1))
    (i64.store offset=100000 (i32.const 600) (i64.const -81985529216486896))
    (memory.copy (i32.const 608) (i32.const 600) (i32.const 8))
    (memory.fill (i32.const 616) (i32.const 7) (i32.const 8))
    (global.set $g (i32.add (global.get $g) (i32.load16_u offset=1 align=1 (local.get 0))))
    (i32.xor (global.get $g) (i32.xor (local.get $last) (i32.trunc_sat_f64_s (f64.load (i32.const 608))))))
  (func (export "through") (param i32 i32) (result i32) (call_indirect (type $one) (local.get 0) (local.get 1)))
  ${Array.from({ length: 1000 }, (_, i) => `(func $f${i} (param i32) (result i32) (i32.add (local.get 0) (i32.const ${i * 7})))`).join('\n')}
  (func (export "far") (result i32) (call $f999 (call $f3 (i32.const 1)))))`;

test('a module comes back, but for how its sizes are written', async () => {
  const wasm = await assemble(MODULE);
  const back = await roundTrip(wasm);
  assert.deepEqual(takeApart(back), takeApart(wasm));
  const [was, is] = await Promise.all([wasm, back].map(async (bytes) => (await WebAssembly.instantiate(bytes)).instance.exports));
  for (const [call, ...args] of [['table', 0], ['table', 1], ['table', 2], ['table', 9], ['many', 3], ['through', 7, 1], ['far']]) assert.equal(is[call](...args), was[call](...args), call);
  assert.deepEqual(new Uint8Array(is.memory.buffer), new Uint8Array(was.memory.buffer));
});
test('the smallest module comes back', async () => {
  const wasm = await assemble('(module (func (export "a") (result i32) (i32.const 42)))');
  assert.equal((await WebAssembly.instantiate(await roundTrip(wasm))).instance.exports.a(), 42);
});
test('what is not known stops the build', async () => {
  assert.throws(() => takeApart(new Uint8Array(8)), /no code/);
  const simd = await assemble('(module (func (export "a") (drop (v128.const i64x2 1 2))))');
  assert.throws(() => takeApart(simd), /0xfd/);
});
test('frequent bytes take one character, the others two', () => {
  const bytes = Uint8Array.from([...new Array(500).fill(200), ...Array.from({ length: 256 }, (_, i) => i)]);
  const { text, alphabet } = encode(bytes);
  assert.ok(text.length < 500 + 512);
  assert.equal(text.slice(0, 500), alphabet[200].repeat(500));
});
test('a byte has the character that it wants', () => assert.equal(encode([1, 1, 2], (byte) => (byte === 1 ? 'z' : undefined)).text.slice(0, 2), 'zz'));
test('the text needs no escape in a string, a template or an inline script', () => {
  const { text, alphabet } = encode(Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) & 255));
  assert.match(text + alphabet, /^[ -~]+$/);
  assert.doesNotMatch(text + alphabet, /["'`\\$<]/);
});
