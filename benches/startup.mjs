// `node benches/startup.mjs KIND PATH`: one cold start in one process of its own. KIND `nsc`: compile the module, open
// the catalog, first list. KIND `json`: parse the products, first list by `map` and `sort`. Both start with what a
// server sent, already in memory. Prints milliseconds of wall clock and of processor. Not here: medians (../scripts/bench.mjs).
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ROOT } from '../scripts/setup/paths.mjs';
import { mapSort } from './rivals/by-hand.mjs';

const [kind, path, stored] = process.argv.slice(2);
const bytes = readFileSync(join(ROOT, path));
const marks = {};
let last;
const mark = (name) => {
  const [wall, { user, system }] = [performance.now(), process.cpuUsage()];
  if (last) marks[name] = { ms: wall - last.wall, cpu_ms: (user + system - last.cpu) / 1000 };
  last = { wall: performance.now(), cpu: Object.values(process.cpuUsage()).reduce((a, b) => a + b) };
};

if (kind === 'nsc') {
  const [wasm, glue, ours] = [readFileSync(join(ROOT, 'build/wasm/nearside.wasm')), await import(pathToFileURL(join(ROOT, 'build/wasm/nearside.js'))), await import('./ours.mjs')];
  const profile = readFileSync(join(ROOT, stored), 'utf8');
  mark();
  const Shop = await ours.start(glue, wasm);
  mark('compile');
  const shop = ours.openShop(Shop, bytes);
  mark('open');
  shop.import(profile);
  mark('profile');
  ours.withReasons(shop);
  mark('first_list');
  ours.withReasons(shop);
  mark('second_list');
} else {
  const weights = new Map(JSON.parse(readFileSync(join(ROOT, stored), 'utf8')));
  mark();
  const products = JSON.parse(bytes.toString('utf8'));
  mark('parse');
  for (const product of products) {
    const { category, brand, tags } = product;
    product.facets = [...category.map((_, depth) => `category:${category.slice(0, depth + 1).join(' > ')}`), `brand:${brand}`, ...tags.map((tag) => `label:${tag}`)];
  }
  mark('encode');
  mapSort(products, weights);
  mark('first_list');
  mapSort(products, weights);
  mark('second_list');
}
console.log(JSON.stringify(marks));
