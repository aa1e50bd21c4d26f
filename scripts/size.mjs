// `npm run size`: what a page downloads, file by file and against the budgets. `--json` prints it for machines.
// Not here: speed (bench.mjs).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readCatalog } from './size/catalog.mjs';
import { entries } from './size/entries.mjs';
import { apart, reachable } from './size/reachable.mjs';
import { BUILD, ROOT, SITE } from './setup/paths.mjs';
import { main, SetupError } from './setup/run.mjs';

/** The most that each may be. Brotli bytes, but for the catalog. */
const BUDGETS = [
  ['engine', 60_000, (sizes) => sizes.engine.brotli, 'bytes of brotli: all that `import { open }` needs to rank'],
  ['javascript', 90_000, (sizes) => sizes.javascript.brotli, 'bytes of brotli: the module again, where a page forbids WebAssembly'],
  ['shards', 2_000, (sizes) => sizes.shards.brotli, 'bytes of brotli: more for a catalog that comes in shards'],
  ['ui, first', 8_000, (sizes) => sizes.ui.notice_badge_chip.brotli, 'bytes of brotli: notice, badge and reason chip'],
  ['ui, all', 26_000, (sizes) => sizes.ui.all.brotli, 'bytes of brotli: the panel too, in the longest language'],
  ['share', 5_000, (sizes) => sizes.share.brotli, 'bytes of brotli: more in the panel of a shop that asks for counts, in the longest language'],
  ['rights', 5_000, (sizes) => sizes.rights.brotli, 'bytes of brotli: a file to take along, one that is brought, a receipt'],
  ['listen', 3_000, (sizes) => sizes.listen.brotli, 'bytes of brotli: what the shop\'s own events say, by data layer, Shopify and JSON-LD'],
  ['connect', 2_500, (sizes) => sizes.connect.brotli, 'bytes of brotli: InstantSearch, MiniSearch, lists of a server, Shopify\'s recommendations'],
  ['react', 2_000, (sizes) => sizes.react.brotli, 'bytes of brotli: provider and hooks for React'],
  ['debug', 8_000, (sizes) => sizes.debug.brotli, 'bytes of brotli: the overlay for merchants, where it is asked for'],
  ['counts', 28_000, (sizes) => sizes.counts.brotli, 'bytes of brotli: more at level share: the ledger, the blur, the request'],
  ['catalog', 14, (sizes) => sizes.catalog.bytes_per_item_gzip, 'bytes of gzip per item, without cards, ids and neighbors'],
];

await main(async () => {
  const sizes = measure();
  const over = BUDGETS.filter(([, most, of]) => !(of(sizes) <= most));
  if (process.argv.includes('--json')) console.log(JSON.stringify(sizes));
  else show(sizes);
  if (over.length > 0) throw new SetupError(`Over budget: ${over.map(([name]) => name).join(', ')}.`);
});

function show(sizes) {
  const cells = (row) => row.map((cell, column) => (column === 0 ? cell.padEnd(36) : cell.padStart(9))).join('');
  console.log(cells(['file', 'raw', 'gzip', 'brotli']));
  for (const { name, what, when, raw, gzip, brotli } of sizes.entries) {
    console.log(`${cells([name, raw, gzip, brotli].map((cell) => cell.toLocaleString('en')))}   ${what}; ${when}`);
  }
  console.log();
  for (const [name, most, of, unit] of BUDGETS) console.log(`${of(sizes) <= most ? '✓' : '✗'} ${name.padEnd(10)} ${of(sizes)} of ${most} ${unit}`);
}

function measure() {
  const made = JSON.parse(read(join(BUILD, 'bundle.json'))).outputs;
  const engine = reachable(made, 'dist/index.js', { lazy: true });
  const outside = (paths) => paths.filter((path) => !engine.includes(path));
  const first = sum(outside(reachable(made, 'dist/elements.js', { lazy: false })));
  const weigh = (path) => sum([path]).brotli; // The longest in letters is not the longest to download.
  const panel = reachable(made, 'dist/elements.js', { lazy: true, weigh });
  const all = sum(outside(panel));
  const each = entries(made).map((line) => ({ ...line, ...sum([line.name]) }));
  const rights = sum(outside(reachable(made, 'dist/rights.js', { lazy: true })));
  const listen = sum(reachable(made, 'dist/listen.js', { lazy: true }));
  const connect = sum(reachable(made, 'dist/connect.js', { lazy: true }));
  const react = sum(reachable(made, 'dist/react.js', { lazy: true }));
  const debug = sum(reachable(made, 'dist/debug.js', { lazy: true }));
  const { javascript, shards, counts, share } = apart(made);
  const sharing = sum(outside(reachable(made, counts, { lazy: true })));
  const more = sum(outside(reachable(made, share, { lazy: true, weigh })).filter((path) => !panel.includes(path)));
  return { engine: sum(engine), javascript: sum([javascript]), shards: sum([shards]), counts: sharing, share: more, ui: { ...all, notice_badge_chip: first, all }, rights, listen, connect, react, debug, catalog: readCatalog(read(join(SITE, 'catalog.nsc'), null)), entries: each };
}

/** Each file is compressed by itself, as a server does. */
function sum(paths) {
  const size = { raw: 0, gzip: 0, brotli: 0 };
  for (const path of paths) {
    const bytes = readFileSync(join(ROOT, path));
    size.raw += bytes.length;
    size.gzip += gzipSync(bytes, { level: 9 }).length;
    size.brotli += brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  return size;
}

function read(path, encoding = 'utf8') {
  try {
    return readFileSync(path, encoding);
  } catch {
    throw new SetupError(`${path} is not there yet: \`npm run build\` makes it.`);
  }
}
