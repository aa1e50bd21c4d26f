// A small module with everything that wasm2js does not know, translated and run.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { asModule, translate, withHelp } from './javascript.mjs';

const MODULE = `(module
  (import "a" "wide" (func $wide (param i64) (result externref)))
  (table $f 1 1 funcref)
  (table $v 4 externref)
  (memory $m 1)
  (export "memory" (memory $m))
  (export "values" (table $v))
  (func (export "keep") (param $x externref) (result i32)
    (local $at i32)
    (local.set $at (table.grow $v (ref.null extern) (i32.const 2)))
    (table.set $v (i32.add (local.get $at) (i32.const 1)) (local.get $x))
    (local.get $at))
  (func (export "kept") (param $at i32) (result externref) (table.get $v (local.get $at)))
  (func (export "widen") (result externref) (call $wide (i64.const -81985529216486896)))
  (func (export "grow") (result i32) (memory.grow (i32.const 1)))
  (func (export "stop") (unreachable)))`;

const folder = mkdtempSync(join(tmpdir(), 'nearside-test-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'module.wat'), MODULE);
writeFileSync(join(folder, 'made.mjs'), await translate(join(folder, 'module.wat'), folder));
const { javascript } = await import(pathToFileURL(join(folder, 'made.mjs')));
let moves = 0;
const made = javascript({ a: { wide: (number) => String(number) } }, () => moves++);

test('JavaScript values are kept in a table that both sides see', () => {
  const value = { a: 'value' };
  assert.equal(made.keep(value), 4);
  assert.equal(made.kept(5), value);
  assert.equal(made.values.get(5), value);
  made.values.set(0, value);
  assert.equal(made.kept(0), value);
  assert.equal(made.keep(null), 6);
});
test('a number of 64 bits reaches JavaScript whole', () => assert.equal(made.widen(), '-81985529216486896'));
test('a memory that moves says so', () => {
  const before = made.memory.buffer;
  assert.equal(made.grow(), 1);
  assert.equal(moves, 1);
  assert.notEqual(made.memory.buffer, before);
  assert.equal(made.memory.buffer.byteLength, 2 * 65_536);
});
test('a trap has the name that WebAssembly gives it', () => {
  assert.equal(new WebAssembly.RuntimeError().name, 'RuntimeError');
  assert.throws(made.stop, { name: 'RuntimeError' });
});
test('what is not known stops the build', () => {
  const table = ' (import "a" "b" (func $b))\n (table $v 4 externref)\n (export "$" (table $v))\n';
  assert.doesNotThrow(() => withHelp(table));
  assert.throws(() => withHelp(`${table} (table.fill $v)`), /table\.fill/);
  assert.throws(() => withHelp(`${table} (result f64 i32)`), /result f64 i32/);
  assert.throws(() => withHelp(`${table} (tuple.make 2`), /tuple\.make/);
  assert.throws(() => withHelp(`${table} (import "a" "b" (func $b (param i32 i64)))\n`), /64-bit/);
  assert.throws(() => withHelp(''), /misses a table/);
  assert.throws(() => asModule('export {}', { table: {}, wide: [] }), /misses/);
});
