// Which files of dist/ a page loads, from what esbuild wrote down. Not here: how their bytes are counted.

/**
 * What most pages never load: the module as JavaScript, where WebAssembly is forbidden; another glue, after a fault
 * of ours stopped the module; shards, of a large catalog;
 * what makes a file to take along; what is shared, and what the panel shows of it. Each has a budget of its own.
 */
const APART = {
  javascript: 'build/wasm/javascript.js', again: 'www/start.ts?again', shards: 'www/shards.ts', rights: 'www/rights/index.ts', counts: 'www/counts/index.ts',
  share: 'www/elements/panel/share/index.tsx',
};

/** The outputs of what most pages never load, by name. */
export function apart(outputs) {
  const of = (entry) => Object.keys(outputs).find((path) => outputs[path].entryPoint === entry);
  return Object.fromEntries(Object.entries(APART).map(([name, entry]) => [name, of(entry)]));
}

/**
 * The outputs that `entry` imports, and what those import. With `lazy`, also those of `import()`, but for what
 * stands `apart`; of the languages in one folder only the largest by `weigh`, because a page shows one.
 */
export function reachable(outputs, entry, { lazy, weigh = (path) => outputs[path].bytes }) {
  const found = [entry];
  for (const path of found) {
    for (const { path: next, kind, external } of outputs[path].imports) {
      if (external || found.includes(next) || Object.values(APART).includes(outputs[next].entryPoint)) continue;
      if (lazy || kind !== 'dynamic-import') found.push(next);
    }
  }
  const folder = (path) => /^www\/locales\/(\w+\/)*/.exec(outputs[path].entryPoint ?? '')?.[0];
  const weight = new Map(found.map((path) => [path, weigh(path)]));
  const before = (a, b) => weight.get(b) - weight.get(a) || (a < b ? -1 : 1);
  return found.filter((path) => path === entry || !folder(path) || path === found.filter((one) => one !== entry && folder(one) === folder(path)).sort(before)[0]);
}
