// Only what nobody can reach or read becomes a trap.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quiet } from './quiet.mjs';

const func = (name, ...body) => ` (func $${name} (param $0 i32)\n${body.map((line) => `  ${line}\n`).join('')} )`;
const panic = func('"core[12ab]::panicking::panic_fmt"', '(call $print', ' (local.get $0)', ')', '(unreachable)');
const display = func('"<usize as core[12ab]::fmt::Display>::fmt"', '(call $digits', ')');
const closure = func('wasm_bindgen::convert::closures::_::invoke::h1', '(nop)');
const module = (...parts) => ['(module', ...parts, ')', ''].join('\n');
const trapped = (name) => new RegExp(`${name.replace(/[[\]|]/g, '\\$&')}"? \\(param \\$0 i32\\)\\n  \\(unreachable\\)\\n \\)`);

test('words of panics go', () => assert.match(quiet(module(panic), '').wat, trapped('panicking::panic_fmt')));
test('what returns stays, and what is not the library', () => {
  const returns = func('"core[12ab]::slice::copy"', '(if', ' (return)', ')', '(unreachable)');
  const ours = func('nearside::engine::stop', '(call $say', ')', '(unreachable)');
  const { wat, traps } = quiet(module(panic, returns, ours), '');
  assert.equal(traps, 1);
  assert.ok(wat.includes(returns) && wat.includes(ours));
});
test('closures go, unless the glue gives some to JavaScript', () => {
  assert.match(quiet(module(panic, closure), '').wat, trapped('invoke::h1'));
  assert.ok(quiet(module(panic, closure), 'function makeMutClosure(').wat.includes(closure));
});
test('Display goes once nothing formats or calls it', () => {
  assert.match(quiet(module(panic, display), '').wat, trapped('fmt::Display>::fmt'));
  const formats = func('nearside::say', '(call $"core[12ab]::fmt::write"', ')');
  assert.ok(quiet(module(panic, display, formats), '').wat.includes(display));
  const calls = func('nearside::say', '(call $"<usize as core[12ab]::fmt::Display>::fmt"', ')');
  assert.ok(quiet(module(panic, display, calls), '').wat.includes(display));
});
test('a panic that formats does not keep Display', () => {
  const formats = func('"core[12ab]::panicking::panic_bounds_check"', '(call $"core[12ab]::fmt::write"', ')', '(unreachable)');
  assert.match(quiet(module(formats, display), '').wat, trapped('fmt::Display>::fmt'));
});
test('files that panics would name become zeros, in memory alone', () => {
  const zeros = (file) => '\\00'.repeat(file.length);
  const files = [`/rustc/${'0a'.repeat(20)}/library/core/src/slice/index.rs`, 'src/rank/pool.rs', 'js-sys-0.3.107/src/futures/jspi.rs'];
  const said = func('src/rank/pool.rs', '(nop)');
  const { wat } = quiet(module(panic, said, ` (data $x (i32.const 8) "shop${files.join('\\1c')}at/most.rs \\00\\"\\5c")`), '');
  assert.ok(wat.includes(`"shop${files.map(zeros).join('\\1c')}at/most.rs \\00\\"\\5c"`), wat);
  assert.ok(wat.includes(said));
});
test('everything else is as it was', () => {
  const rest = module(' (memory $0 17)', panic, func('a', '(nop)'), ' (data $x "\\00 (func $b")');
  assert.equal(quiet(rest, '').wat, rest.replace('  (call $print\n   (local.get $0)\n  )\n', ''));
});
test('a module without names stops the build', () => assert.throws(() => quiet(module(func('12', '(unreachable)')), ''), /name section/));
