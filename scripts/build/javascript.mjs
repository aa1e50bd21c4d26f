// build/wasm/nearside.wasm → build/wasm/javascript.js: the same module for pages that forbid WebAssembly, by
// binaryen's wasm2js. Not here: when it is loaded (www/load.ts).
// wasm2js knows no second table, which wasm-bindgen uses for JavaScript's own values. It is handed to JavaScript first,
// as an array.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD, ROOT } from '../setup/paths.mjs';
import { output, SetupError } from '../setup/run.mjs';
import { FEATURES } from '../wasm.mjs';
import { whenChanged } from './stamp.mjs';

/** What JavaScript does for the translated module, under one import. */
const HELP = 'help';

const LOWERED = ['--llvm-memory-copy-fill-lowering', '--llvm-nontrapping-fptoint-lowering', '--signext-lowering'];

const TYPES = `// Written by scripts/build.mjs; do not edit.
/** Instantiates the module in JavaScript: its imports in, its exports out. \`moved\` is called when its memory has moved. */
export function javascript(imports: WebAssembly.Imports, moved: () => void): object;
`;

/** Translates the browser's module, unless it is unchanged. */
export async function buildJavaScript() {
  await whenChanged('JavaScript build of the module', {
    inputs: ['build/wasm/nearside.wasm', 'scripts/build/javascript.mjs', 'scripts/wasm.mjs', 'package-lock.json'],
    outputs: ['build/wasm/javascript.js', 'build/wasm/javascript.d.ts'],
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nearside-javascript-'));
    try {
      writeFileSync(join(BUILD, 'wasm/javascript.js'), await translate(join(BUILD, 'wasm/nearside.wasm'), folder));
      writeFileSync(join(BUILD, 'wasm/javascript.d.ts'), TYPES);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** The script for a module, made in a folder for passing files. */
export async function translate(wasm, folder) {
  const [low, text, plain, script] = ['low.wasm', 'low.wat', 'plain.wat', 'made.js'].map((name) => join(folder, name));
  const binaryen = (tool, ...args) => output(join(ROOT, 'node_modules/.bin', tool), [...args, ...FEATURES]);
  await binaryen('wasm-opt', wasm, ...LOWERED, '-o', low);
  await binaryen('wasm-dis', low, '-o', text);
  const { wat, ...seam } = withHelp(readFileSync(text, 'utf8'));
  writeFileSync(plain, wat);
  await binaryen('wasm2js', plain, '-O', '-o', script);
  return asModule(readFileSync(script, 'utf8'), seam);
}

/**
 * The module's text without its table of JavaScript values; what the table was called and how large it was; and the
 * imports that take a 64-bit number.
 */
export function withHelp(wat) {
  const [line, name, size] = need(/^ \(table (\$\w+) (\d+) externref\)\n/m, wat, 'a table of JavaScript values');
  const [exported, called] = need(new RegExp(`^ \\(export "([\\w$]+)" \\(table \\${name}\\)\\)\\n`, 'm'), wat, 'that table as an export');
  const helpers = new Map();
  const help = (helper, type) => {
    helpers.set(helper, ` (import "${HELP}" "${helper}" (func $help_${helper} ${type}))\n`);
    return `(call $help_${helper}`;
  };
  const TABLE = { get: '(param i32) (result externref)', set: '(param i32 externref)', grow: '(param externref i32) (result i32)' };
  wat = wat.replace(line, '').replace(exported, '')
    .replace(new RegExp(`\\(table\\.(get|set|grow) \\${name}(?!\\w)`, 'g'), (_, what) => help(what, TABLE[what]));
  const left = /\(tuple\.\w+|\(result(?: \w+){2,}\)|\(table\.\w+/.exec(wat);
  if (left) throw new SetupError(`The JavaScript build knows no \`${left[0]}\`. See scripts/build/javascript.mjs.`);
  const wide = Array.from(wat.matchAll(/^ \(import "[\w$]+" "([\w$]+)" \(func \S+ (?=[^\n]*i64)(.*)\)\)$/gm), ([, import_, type]) => {
    if (!type.startsWith('(param i64)') || type.includes('i64', 8)) throw new SetupError(`The import ${import_} has 64-bit numbers where none are expected: ${type}.`);
    return import_;
  });
  return {
    wat: wat.replace(/^ \(import/m, `${[...helpers.values()].join('')} (import`),
    table: { called, size: Number(size) },
    wide,
  };
}

/** wasm2js' script as a module that starts when it is called. */
export function asModule(script, { table, wide }) {
  const swap = (from, to) => {
    need(from, script, String(from));
    script = script.replace(from, to);
  };
  swap(/^(import \* as \w+ from '\w+';\n)+/, '');
  swap(/\nvar retasmFunc = asmFunc\([^]*$/, '\n');
  // As WebAssembly.RuntimeError is called, so that both are known by their name.
  swap("throw new Error('abort')", "throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' })");
  // Views of an array buffer that was left behind do not know it.
  swap(/(\n *)buffer = newBuffer;/, `$&$1${HELP}.moved();`);
  const numbers = wide.map((name) => `${name}: (low, high) => a.${name}(BigInt(high) << 32n | BigInt(low >>> 0)),`);
  return `// Written by scripts/build.mjs; do not edit. See scripts/build/javascript.mjs.
${script}
export function javascript({ a }, moved) {
  const values = new Array(${table.size});
  const exports = asmFunc({
    ${HELP}: {
      moved,
      get: (at) => values[at],
      set: (at, value) => { values[at] = value; },
      grow: (value, by) => values.push(...new Array(by).fill(value)) - by,
    },
    a: { ...a, ${numbers.join(' ')} },
  });
  exports.${table.called} = { get: (at) => values[at], set: (at, value) => { values[at] = value; } };
  return exports;
}
`;
}

function need(pattern, text, what) {
  const found = typeof pattern === 'string' ? text.includes(pattern) && [pattern] : pattern.exec(text);
  if (!found) throw new SetupError(`The JavaScript build misses ${what}. See scripts/build/javascript.mjs.`);
  return found;
}
