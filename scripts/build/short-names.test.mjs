// Both sides have to agree on every name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shorten } from './short-names.mjs';

const glue = `
function imports() {
    const import0 = {
        __proto__: null,
        __wbg_new_37eb: function(arg0) { return wasm.memory.buffer; },
        __wbg_new_37eb45: function() { wasm.free(1); wasm.free_all(); },
    };
    return { __proto__: null, "./nearside_bg.js": import0 };
}`;
const names = {
  imports: [['./nearside_bg.js', '__wbg_new_37eb', 'a'], ['./nearside_bg.js', '__wbg_new_37eb45', 'b']],
  exports: [['memory', '$'], ['free', 'x'], ['free_all', 'y']],
};

test('each name is replaced as a whole', () => {
  const short = shorten(glue, names);
  assert.match(short, /^\s+a: function\(arg0\) \{ return wasm\.\$\.buffer; \}/m);
  assert.match(short, /^\s+b: function\(\) \{ wasm\.x\(1\); wasm\.y\(\); \}/m);
  assert.match(short, /, a: import0 \}/);
});
test('an import that the glue does not give stops the build', () => {
  assert.throws(() => shorten(glue, { ...names, imports: [...names.imports, ['./nearside_bg.js', 'gone', 'c']] }), /gone/);
});
test('an export that the glue wants and the module lacks stops the build', () => {
  assert.throws(() => shorten(glue, { ...names, exports: names.exports.slice(1) }), /memory/);
});
test('an export that the glue leaves alone is no fault', () => {
  assert.equal(shorten(glue, { ...names, exports: [...names.exports, ['__abort_handler', 'z']] }), shorten(glue, names));
});
test('names that become names of others are not replaced twice', () => {
  const short = shorten(glue, { ...names, exports: [['free', 'memory'], ['memory', 'z'], ['free_all', 'y']] });
  assert.match(short, /wasm\.memory\(1\)/);
  assert.match(short, /wasm\.z\.buffer/);
});
