// What the module holds and nobody can reach or read → traps, before wasm-opt: it then drops their callers'
// arguments and all that only they used. Not here: any other optimization.
//
// - Words of panics. Nothing prints them: the browser sees the trap behind them, and still does.
// - Files that panics would name. They stay as zeros, so that all else lies where it lay.
// - Calls from JavaScript's closures. wasm-bindgen compiles them into every module; ours gives JavaScript none.
// - `Display` of the library's types, once nothing formats through it: only panics did.
import { SetupError } from '../setup/run.mjs';

/** Rust's own library. Our code and other crates are left alone. */
const LIBRARY = /^"?<?(core|alloc|std)\[[0-9a-f]+\]::/;
const CLOSURE = /^"?(wasm_bindgen::convert::closures::_::invoke|js_sys::futures::jspi)\b/;
const DISPLAY = /^"?<.+ as core\[[0-9a-f]+\]::fmt::(Display|Debug)>::fmt/;
/** Everything that formats a value it does not know goes through this. */
const FORMAT = /\(call \$"?core\[[0-9a-f]+\]::fmt::write"?[\s)]/;
/**
 * Lines with what lies in memory, and in them the files that a panic happened in: of the library, a crate or ours.
 * Signs that are escaped are found too, so that no file's name begins within one.
 */
const DATA = /^ \(data .*$/gm;
const FILES = /\\[0-9a-f]{2}|\\.|((?:\/rustc\/[0-9a-f]{40}\/library|js-sys-[\d.]+\/src|src)\/[\w/-]+?\.rs)/g;
/** How the glue would hand a closure to JavaScript. */
const GIVES_CLOSURES = /make(Mut)?Closure|CLOSURE_DTORS/;

/**
 * The module's text (of wasm-dis, with names), quiet; and how many functions became traps. `glue` is wasm-bindgen's.
 */
export function quiet(wat, glue) {
  const closures = !GIVES_CLOSURES.test(glue);
  const parts = functions(wat);
  let traps = 0;
  const trap = (part) => {
    traps++;
    part.text = `${part.head}\n  (unreachable)\n )`;
  };
  for (const part of parts) {
    if (part.name && ((LIBRARY.test(part.name) && neverReturns(part)) || (closures && CLOSURE.test(part.name)))) trap(part);
  }
  if (!parts.some(({ text }) => FORMAT.test(text))) {
    for (const part of parts) {
      if (part.name && DISPLAY.test(part.name) && !parts.some((other) => other !== part && other.text.includes(`(call $${part.name}`))) trap(part);
    }
  }
  if (traps === 0) throw new SetupError('The module names no function that only panics use. Is its name section gone? See scripts/build/quiet.mjs.');
  return { wat: parts.map(({ text }) => text).join('\n').replace(DATA, (line) => line.replace(FILES, (found, file) => (file ? '\\00'.repeat(file.length) : found))), traps };
}

/** The text in pieces: one for each function (`name`, first line `head`, all of it `text`), and what is between. */
function functions(wat) {
  const parts = [];
  let between = [];
  let open;
  for (const line of wat.split('\n')) {
    if (open) {
      open.lines.push(line);
      if (line !== ' )') continue;
      parts.push({ name: open.name, head: open.lines[0], text: open.lines.join('\n') });
      open = undefined;
    } else {
      const name = /^ \(func \$("(?:[^"\\]|\\.)*"|[^\s()]+)/.exec(line)?.[1];
      if (name) {
        if (between.length > 0) parts.push({ text: between.join('\n') });
        between = [];
        open = { name, lines: [line] };
      } else {
        between.push(line);
      }
    }
  }
  return [...parts, { text: [...(open?.lines ?? []), ...between].join('\n') }];
}

/** Whether a function has no result, no `return`, and ends in a trap: all it can do is to end the module. */
function neverReturns({ head, text }) {
  return !head.includes('(result') && !/\(return[\s)]/.test(text) && /\n {2}\(unreachable\)\n \)$/.test(text);
}
