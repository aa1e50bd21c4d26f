// One-letter names for what the module and its glue call each other. Not here: any other optimization.
// wasm-bindgen's names hold a hash each, in both files; nobody reads them after the build.
import { readFileSync, writeFileSync } from 'node:fs';
import { SetupError } from '../setup/run.mjs';

/** The pass of wasm-opt that shortens the module's side and prints what it did. */
export const PASS = '--minify-imports-and-exports-and-modules';

/** Renames the glue's side, as the pass said. A name that is not found stops the build. */
export function shortenGlue(path, printed) {
  writeFileSync(path, shorten(readFileSync(path, 'utf8'), JSON.parse(printed)));
}

/** The glue's text with each name replaced wherever it stands for the module's import or export. */
export function shorten(glue, { imports, exports }) {
  const swap = (pattern, pairs, stop) => {
    const names = new Map(pairs);
    const unseen = new Set(names.keys());
    const unknown = new Set();
    glue = glue.replace(pattern, (all, before, name, after) => {
      unseen.delete(name);
      if (!names.has(name)) unknown.add(name);
      return before + (names.get(name) ?? name) + after;
    });
    const wrong = stop === 'unseen' ? unseen : unknown;
    if (wrong.size > 0) throw new SetupError(`wasm-bindgen's glue and module do not agree on ${[...wrong].join(', ')}. See scripts/build/short-names.mjs.`);
  };
  swap(/^(\s+)(\w+)(: function)/gm, imports.map(([, from, to]) => [from, to]), 'unseen'); // what the module asks for is given
  swap(/()"(\.\/\w+\.js)"(: )/g, imports.map(([module]) => [module, 'a']), 'unseen');
  swap(/(\bwasm\.)(\w+)()/g, exports, 'unknown'); // what the glue asks for is there
  return glue;
}
