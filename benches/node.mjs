// `node benches/node.mjs SPEC`: one shop in one process of its own: our engine, and what is written by hand.
// Prints one line of JSON. Not here: libraries (rivals/run.mjs).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../scripts/setup/paths.mjs';
import { measure } from './measure.mjs';
import { columns, mapSort, scan } from './rivals/by-hand.mjs';
import { comparison, found, loadShop, shopAndShopper } from './shopper.mjs';
import { timed } from './timing.mjs';

const spec = JSON.parse(process.argv[2]);
const Shop = await loadShop();
const { open } = await import(pathToFileURL(join(ROOT, 'dist/index.js')));
const ready = shopAndShopper(spec);
const before = process.memoryUsage().rss;
const result = await measure({ Shop, open, bytes: ready.bytes, shopper: ready.shopper, quick: spec.quick });
result.memory = { catalog_bytes: ready.bytes.length, rss_added_bytes: process.memoryUsage().rss - before };
if (spec.byHand) {
  const { products, weights, right } = comparison(Shop, ready);
  const limits = { rounds: 9, most: spec.quick ? 500 : 3000, warm: 2 };
  const table = columns(products);
  // Our list of the real shop has terms that are written by nobody in an afternoon: there, only time is compared.
  const ofRight = (list) => (ready.isSynthetic ? found(list, right) : undefined);
  result.by_hand = {
    map_sort: { ms: timed(() => mapSort(products, weights), limits), found: ofRight(mapSort(products, weights)) },
    typed_arrays: { ms: timed(() => scan(table, weights), limits), found: ofRight(Array.from(scan(table, weights), (item) => products[item].id)) },
  };
}
console.log(JSON.stringify(result));
