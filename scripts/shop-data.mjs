// data/complete-journey → the demo shop's product feed, its baskets and the lists its pages need.
// Usage: node scripts/shop-data.mjs [folder, `build` unless given]. Not here: the catalog (that is `nearside compile`).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pictures } from './shop-data/art.mjs';
import { inventBrands } from './shop-data/brands.mjs';
import { chooseHouseholds } from './shop-data/households.mjs';
import { date, readBaskets, readItems } from './shop-data/read.mjs';
import { readShelves } from './shop-data/shelves.mjs';
import { productList, shopTree } from './shop-data/site.mjs';
import { isCase, isFluid, readableSize } from './shop-data/sizes.mjs';
import { giveTitles } from './shop-data/titles.mjs';

/** The shop's name, which is also its own label. */
const SHOP = 'Corner & Co';
/** Not bought by anyone in the last half year: no longer there. */
const GONE_AFTER = 364 - 26 * 7;

const root = new URL('..', import.meta.url).pathname;
const out = process.argv[2] ?? join(root, 'build');
const data = join(root, 'data/complete-journey');

const items = readItems(join(data, 'items.tsv.gz'));
const baskets = readBaskets(join(data, 'baskets.tsv.gz'));

const sold = new Uint32Array(items.length);
const lastDay = new Int32Array(items.length).fill(-1);
for (const { day, items: bought } of baskets) {
  for (const item of bought) {
    sold[item]++;
    lastDay[item] = Math.max(lastDay[item], day);
  }
}

const shelves = readShelves();
const unnamed = new Set();
for (const [at, item] of items.entries()) {
  item.sold = sold[at];
  item.shelf = shelves.find(item.category, item.type);
  if (!item.shelf) unnamed.add(`${item.department} / ${item.category} :: ${item.type}`);
}
const idle = shelves.unused();
if (unnamed.size || idle.length) {
  throw new Error(`scripts/shop-data/shelves: ${unnamed.size} without a shelf, ${idle.length} never used\n${[...unnamed, ...idle.map((key) => `unused: ${key}`)].join('\n')}`);
}

const brands = inventBrands(items.filter((item) => !item.own).map((item) => item.maker));
for (const [at, item] of items.entries()) {
  item.brand = item.own ? SHOP : brands.get(item.maker);
  item.size = isCase(item.department, item.rawSize, item.price) ? '' : readableSize(item.rawSize, isFluid(item.shelf.path));
  item.inStock = lastDay[at] >= GONE_AFTER;
  // A median of 0.00 says that it is given away or was never rung up by itself: no price to show.
  item.price = item.price > 0 ? item.price.toFixed(2) : undefined;
}
giveTitles(items);

const header = ['id', 'title', 'link', 'image_link', 'availability', 'price', 'brand', 'product_type', 'size', 'custom_label_0'];
const feed = items.map((item) => [
  item.id, item.title, `/#/p/${item.id}`, `/art/${item.shelf.picture}.svg`, item.inStock ? 'in_stock' : 'out_of_stock',
  item.price ? `${item.price} USD` : '', item.brand, item.shelf.path.join(' > '), item.size, item.own ? 'Own label' : '',
].join('\t'));

write('shop/feed.tsv', [header.join('\t'), ...feed, ''].join('\n'));
write('shop/baskets.tsv', ['buyer\tday\titems', ...baskets.map((b) => `${b.household}\t${date(b.day)}\t${b.items.map((item) => items[item].id).join(' ')}`), ''].join('\n'));
write('site/bestsellers.json', JSON.stringify({ shop: SHOP, departments: shopTree(items, sold) }));
write('site/products.tsv', productList(items, sold));
write('site/households.json', JSON.stringify({ from: date(0), households: chooseHouseholds(items, baskets) }));
const art = pictures(join(root, 'www/shop/art.svg'));
for (const name of new Set(items.map((item) => item.shelf.picture))) {
  if (!art.has(name)) throw new Error(`www/shop/art.svg has no picture "${name}"`);
  write(`site/art/${name}.svg`, art.get(name));
}
console.log(`${items.length} products of ${brands.size} brands on ${new Set(items.map((item) => item.shelf.path.join())).size} shelves, ${baskets.length} baskets`);

function write(name, text) {
  const path = join(out, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
