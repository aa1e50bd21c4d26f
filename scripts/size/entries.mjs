// What every file of dist/ that a page can load is, and when it is loaded. Not here: how large it is.

/** By source: what it is, and when a page asks for it. */
const KNOWN = [
  [/^www\/index\.ts$/, 'the API', 'with the import of nearside'],
  [/^www\/url\.ts$/, 'the API, with the module as a file', 'with the import of nearside/url, over index.js'],
  [/^www\/slim\.ts$/, 'the API, with the module from the caller', 'with the import of nearside/slim, over index.js'],
  [/^www\/fetched\.ts$/, 'the engine\'s glue alone', 'by the first open() of url and slim'],
  [/^www\/iife\.ts$/, 'the API and the glue as one classic script', 'with its address'],
  [/^www\/start\.ts\?again$/, 'another glue', 'after a fault of ours stopped the module'],
  [/^www\/load\.ts$/, 'the engine: WebAssembly as text, and its glue', 'by the first open()'],
  [/^build\/wasm\/javascript\.js$/, 'the engine as JavaScript', 'by open(), only where the page forbids WebAssembly'],
  [/^www\/counts\/index\.ts$/, 'what is shared: WebAssembly as text, the ledger, the request', 'at level share, or when a panel asks'],
  [/^www\/elements\/index\.ts$/, 'notice, badge and reason chip', 'with the import of nearside/elements'],
  [/^www\/elements\/panel\/sheet\.tsx$/, 'the panel', 'when it is opened'],
  [/^www\/elements\/contrast\.ts$/, 'mends colors that cannot be read', 'only where a shop sets colors'],
  [/^www\/elements\/reason-open\.tsx$/, 'why this item: the open reason', 'when a chip is opened'],
  [/^www\/ceilings\/index\.ts$/, 'what consent managers and the browser allow', 'with the import of nearside/ceilings'],
  [/^www\/listen\/index\.ts$/, 'what the shop\'s own events say', 'with the import of nearside/listen'],
  [/^www\/connect\/index\.ts$/, 'the shopper\'s order in what a shop already uses to search and list', 'with the import of nearside/connect'],
  [/^www\/react\/index\.ts$/, 'provider and hooks for React, without React', 'with the import of nearside/react'],
  [/^www\/debug\/index\.ts$/, 'whether the overlay for merchants is asked for', 'with the import of nearside/debug'],
  [/^www\/debug\/sheet\.tsx$/, 'the overlay for merchants', 'only where the address has ?nearside=debug'],
  [/^www\/rights\/index\.ts$/, 'a file to take along, one that is brought, a receipt', 'when one is asked for'],
  [/^www\/rights\/policy\.ts$/, 'the policy page and its JSON', 'with the import of nearside/policy'],
  [/^www\/dap\/index\.ts$/, 'reports in two halves, without @divviup/dap', 'with the import of nearside/dap'],
  [/^www\/locales\/(\w+)\.ts$/, 'one language', 'with the first text in it'],
  [/^www\/elements\/panel\/share\/index\.tsx$/, 'what is shared', 'with the panel, where the shop asks for counts'],
  [/^www\/locales\/share\/(\w+)\.ts$/, 'what is shared, in one language', 'with it'],
];

/** A line for each output of the bundle, the entries first: `{ name, what, when }`. */
export function entries(outputs) {
  const lines = Object.entries(outputs).map(([name, { entryPoint, inputs }]) => {
    const source = entryPoint ?? largest(inputs);
    const [, what, when] = (entryPoint && KNOWN.find(([pattern]) => pattern.test(entryPoint))) || [, entryPoint ? source : `shared: ${source}`, loadedBy(outputs, name)];
    return { name, what, when };
  });
  return lines.sort((a, b) => Number(a.name.includes('/chunks/')) - Number(b.name.includes('/chunks/')));
}

/** The source that gave an output most of its bytes. */
function largest(inputs) {
  return Object.keys(inputs).reduce((most, path) => (inputs[path].bytesInOutput > inputs[most].bytesInOutput ? path : most));
}

/** In words, who imports an output that has no words of its own. */
function loadedBy(outputs, name) {
  const importers = Object.keys(outputs).filter((path) => outputs[path].imports.some((one) => one.path === name));
  const names = importers.map((path) => path.replace(/^.*\//, '').replace(/(-[A-Z0-9]+)?\.js$/, ''));
  return names.length > 0 ? `with ${[...new Set(names)].join(', ')}` : 'with its import';
}
