// Which files of dist/ a page loads, from what esbuild wrote down. Not here: how large they are.

/** What is loaded in place of the module's bytes, by pages that forbid WebAssembly. */
const INSTEAD = 'build/wasm/javascript.js';

/** The output that pages load which forbid WebAssembly. */
export function instead(outputs) {
  return Object.keys(outputs).find((path) => outputs[path].entryPoint === INSTEAD);
}

/**
 * The outputs that `entry` imports, and what those import. With `lazy`, also those of `import()`, but for the one
 * that is loaded `instead`; of the languages among them only the largest, because a page shows one.
 */
export function reachable(outputs, entry, { lazy }) {
  const found = [entry];
  for (const path of found) {
    for (const { path: next, kind, external } of outputs[path].imports) {
      if (external || found.includes(next) || outputs[next].entryPoint === INSTEAD) continue;
      if (lazy || kind !== 'dynamic-import') found.push(next);
    }
  }
  const languages = found.filter((path) => /^www\/locales\//.test(outputs[path].entryPoint ?? '') && path !== entry);
  const [, ...others] = languages.sort((a, b) => outputs[b].bytes - outputs[a].bytes || (a < b ? -1 : 1));
  return found.filter((path) => !others.includes(path));
}
