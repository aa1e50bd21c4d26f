// The end of wasm-bindgen's glue: how the module is started. Ours takes the module's exports, whoever made them,
// so that WebAssembly and the JavaScript build share the glue. Not here: the names inside it (short-names.mjs).
import { readFileSync, writeFileSync } from 'node:fs';
import { SetupError } from '../setup/run.mjs';

/** Where wasm-bindgen's own way to start begins, in the glue and in its types. */
const STARTS = { '.js': '\nlet wasmModule, wasmInstance, wasm;\n', '.d.ts': '\nexport type InitInput =' };

const TYPES = `
/** What the module asks for. */
export function imports(): WebAssembly.Imports;
/** Starts with what the module gives. */
export function begin(exports: object): void;
/** The module's memory has moved: views of it are made anew. */
export function moved(): void;
`;

/** Gives the glue at `path` (without its end) our way to start. */
export function ownStart(path) {
  for (const [end, replaced] of [['.js', glueWithOwnStart], ['.d.ts', typesWithOwnStart]]) {
    writeFileSync(path + end, replaced(readFileSync(path + end, 'utf8')));
  }
}

/** For browsers without `encodeInto`; whoever runs what esbuild leaves us has that too. */
const SHIM = /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{[^]*?^\}\n/m;

/** Nobody encodes without room to grow, or disposes of it by a symbol; and every browser that runs modules can tell what is garbage. */
const UNUSED = [SHIM, /^ {4}if \(realloc === undefined\) \{[^]*?^ {4}\}\n/m, /^if \(Symbol\.dispose\).*\n/m, /\(typeof FinalizationRegistry === 'undefined'\)\n {4}\? .*\n {4}: /];

/** A text from JavaScript goes letter by letter as long as they are of ASCII: at some thousands, the encoder takes half as long. */
const PASS_TEXT = /^function passStringToWasm0\(arg, malloc, realloc\) \{[^]*?^\}\n/m;
const ENCODED = `function passStringToWasm0(arg, malloc, realloc) {
    const most = arg.length * 3;
    let ptr = malloc(most, 1) >>> 0;
    WASM_VECTOR_LEN = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + most)).written;
    if (most) ptr = realloc(ptr, most, WASM_VECTOR_LEN, 1) >>> 0;
    return ptr;
}
`;

/** Numbers in memory, which a call gave or takes: by a view that is there anyway, instead of one for this alone. */
const DATA_VIEW = /^let cachedDataViewMemory0 = null;\nfunction getDataViewMemory0\(\) \{[^]*?^\}\n/m;
const GET = /\bgetDataViewMemory0\(\)\.getInt32\((\w+) \+ 4 \* (\w+), true\)/g;
const SET = /\bgetDataViewMemory0\(\)\.setU?[Ii]nt32\((\w+|\(\w+ >>> 0\)) \+ 4 \* (\w+), (\w+), true\)/g;

export function glueWithOwnStart(glue) {
  const kept = withoutDataView(UNUSED.reduce((text, part) => text.replace(part, ''), before(glue, '.js')).replace(PASS_TEXT, ENCODED));
  const start = /^ {4}(wasm\.__wbindgen_start\(\));$/m.exec(glue)?.[1];
  const views = Array.from(kept.matchAll(/^let (cached\w+Memory0) = null;$/gm), ([, name]) => name);
  const imports = /^function (__wbg_get_imports)\(/m.exec(kept)?.[1];
  if (!start || !imports || views.length === 0) throw unknown();
  return `${kept}
let wasm;
function begin(exports) {
    wasm = exports;
    ${start};
}
function moved() {
    ${views.join(' = ')} = null;
}

export { ${imports} as imports, begin, moved };
`;
}

function withoutDataView(glue) {
  const own = glue.includes('function getInt32ArrayMemory0()');
  const bare = glue.replace(DATA_VIEW, (made) => (own ? '' : whole(made)))
    .replace(GET, 'getInt32ArrayMemory0()[$1 / 4 + $2]')
    .replace(SET, 'getInt32ArrayMemory0()[$1 / 4 + $2] = $3');
  return bare.includes('DataViewMemory0()') ? glue : bare;
}

/** A view of whole numbers, in place of one that can do more. */
const whole = (made) => `let cachedInt32ArrayMemory0 = null;
function getInt32ArrayMemory0() {
    if (!cachedInt32ArrayMemory0?.byteLength) cachedInt32ArrayMemory0 = new Int32Array(${/new DataView\((.*)\)/.exec(made)[1]});
    return cachedInt32ArrayMemory0;
}
`;

export const typesWithOwnStart = (types) => before(types, '.d.ts') + TYPES;

function before(text, end) {
  const at = text.indexOf(STARTS[end]);
  if (at < 0) throw unknown();
  return text.slice(0, at);
}

const unknown = () => new SetupError("wasm-bindgen's glue ends in another way than it did. See scripts/build/glue.mjs.");
