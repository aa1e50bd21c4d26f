// Synthetic shops of any size, as feeds and baskets that our own compiler reads. Deterministic. Shaped like shops:
// categories, brands, tags and sales follow Zipf laws; brands, tags and prices cluster by category. Two shapes are
// there to be hard: `hard` (brand, tags and price do not depend on the category) and `broad` (the shopper looked at
// items from anywhere). Not here: the profile's signals (profile.mjs), or what is measured.
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { whenChanged } from '../scripts/build/stamp.mjs';
import { BUILD } from '../scripts/setup/paths.mjs';
import { output } from '../scripts/setup/run.mjs';

const TAGS = 5;
const VIEWS = 60;
const FACETS = 200;
/** Prices in cents, by band. */
const BANDS = [199, 399, 699, 999, 1499, 1999, 2999, 4999, 7999, 12999, 24999, 49999];

/** A stream of numbers in 0..1 (mulberry32). */
export function noise(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Draws 0..n-1, the k-th in proportion to 1 / (k + 1)^s. */
function zipf(n, s, random) {
  const sums = new Float64Array(n);
  let sum = 0;
  for (let k = 0; k < n; k++) sums[k] = sum += (k + 1) ** -s;
  return () => {
    const at = random() * sum;
    let [low, high] = [0, n - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const within = (x, low, high) => Math.max(low, Math.min(high, Math.round(x)));
const word = (kind, number) => `${kind} ${number.toString(36)}`;

/** A shop in numbers: by item its leaf category, brand, band and tags; and the items that were looked at. */
export function makeShop({ items, hard = false, broad = false }) {
  const random = noise(7 + items);
  const leaves = within(items / 50, 20, 4000);
  const middles = within(leaves / 6, 6, 700);
  const tops = within(middles / 4, 3, 20);
  const brands = within(items / 25, 20, 8000);
  const tags = within(items / 10, 100, 12000);
  const leafOf = zipf(leaves, 0.8, random);
  const [someBrand, someTag, anyTag] = [zipf(60, 0.7, random), zipf(60, 0.8, random), zipf(tags, 1, random)];
  const draw = (n) => Array.from({ length: middles }, () => Array.from({ length: 60 }, () => Math.floor(random() * n)));
  const [brandsOf, tagsOf] = [draw(brands), draw(tags)];
  const bandOf = Array.from({ length: leaves }, () => random() * BANDS.length);
  const shop = { items, tops, middles, leaf: new Uint16Array(items), brand: new Uint16Array(items), band: new Uint8Array(items), tags: new Uint16Array(items * TAGS) };
  for (let item = 0; item < items; item++) {
    const leaf = leafOf();
    const middle = leaf % middles;
    shop.leaf[item] = leaf;
    shop.brand[item] = hard ? Math.floor(brands * random() * random()) : brandsOf[middle][someBrand()];
    shop.band[item] = hard ? Math.floor(random() * BANDS.length) : within(bandOf[leaf] + (random() + random() + random() - 1.5) * 3, 0, BANDS.length - 1);
    const own = new Set();
    while (own.size < TAGS) own.add(!hard && random() < 0.8 ? tagsOf[middle][someTag()] : anyTag());
    shop.tags.set([...own], item * TAGS);
  }
  // Mostly from three middle categories; of a broad shopper from anywhere.
  const favorite = [leafOf(), leafOf(), leafOf()].map((leaf) => leaf % middles);
  // Some are looked at again, so that about FACETS facets make an interest in a shop of any size.
  shop.viewed = [];
  const facets = new Set();
  for (let tries = 0; shop.viewed.length < VIEWS; tries++) {
    const enough = facets.size >= FACETS;
    const item = enough ? shop.viewed[Math.floor(random() * shop.viewed.length)] : Math.floor(random() * items);
    if (!enough && !broad && !favorite.includes(shop.leaf[item] % middles) && tries % 40 !== 0 && tries < 40_000) continue;
    shop.viewed.push(item);
    for (const facet of facetsOf(describe(shop, item))) facets.add(facet);
  }
  return shop;
}

/** What a shop knows of one item, in words. */
export function describe(shop, item) {
  const leaf = shop.leaf[item];
  const middle = leaf % shop.middles;
  return {
    id: `g${100_000 + item}`,
    category: [word('dept', middle % shop.tops), word('cat', middle), word('sub', leaf)],
    brand: word('brand', shop.brand[item]),
    price: BANDS[shop.band[item]] / 100,
    tags: Array.from(shop.tags.subarray(item * TAGS, item * TAGS + TAGS), (tag) => word('tag', tag)),
  };
}

/** The keys of all facets that count for an item: parents included, price bands left out. */
export function facetsOf({ category, brand, tags }) {
  return [...category.map((_, depth) => `category:${category.slice(0, depth + 1).join(' > ')}`), `brand:${brand}`, ...tags.map((tag) => `label:${tag}`)];
}

function writeLines(path, lines) {
  const file = openSync(path, 'w');
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

function* feed(shop) {
  yield ['id', 'title', 'link', 'availability', 'price', 'brand', 'product_type', ...Array.from({ length: TAGS }, (_, k) => `custom_label_${k}`)].join('\t');
  for (let item = 0; item < shop.items; item++) {
    const { id, category, brand, price, tags } = describe(shop, item);
    yield [id, `Thing ${id}`, `/p/${id}`, 'in_stock', `${price.toFixed(2)} USD`, brand, category.join(' > '), ...tags].join('\t');
  }
}

/** Orders, so that popularity is a long tail. Who sells what has nothing to do with the order of the feed. */
function* baskets(shop) {
  const random = noise(11 + shop.items);
  const places = zipf(shop.items, 0.9, random);
  const step = 2_654_435_761; // a prime: each place is another item
  yield 'items';
  for (let basket = 0; basket < Math.min(shop.items, 200_000); basket++) {
    yield Array.from({ length: 4 }, () => `g${100_000 + (places() * step) % shop.items}`).join(' ');
  }
}

/** The catalog of a synthetic shop: compiled once, by the native compiler. Returns its bytes and the shop in numbers. */
export async function synthetic(shape, compiler) {
  const { items, hard, broad } = shape;
  const name = `${items}${hard ? '-hard' : ''}`;
  const folder = join(BUILD, 'bench', name);
  const shop = makeShop(shape);
  const path = (file) => `build/bench/${name}/${file}`;
  await whenChanged(`Bench shop ${name}`, { inputs: ['benches/shops.mjs', 'src/catalog'], outputs: [path('catalog.nsc')] }, async () => {
    mkdirSync(folder, { recursive: true });
    writeLines(join(folder, 'feed.tsv'), feed(shop));
    writeLines(join(folder, 'baskets.tsv'), baskets(shop));
    // Without neighbors and cards: the comparison is about facets, and a shop may draw from its own data.
    await output(compiler, ['compile', path('feed.tsv'), '--baskets', path('baskets.tsv'), '--neighbors', '0', '--no-cards', '-o', path('catalog.nsc')]);
  });
  return { name: `${name}${broad ? '-broad' : ''}`, shop, path: path('catalog.nsc'), bytes: new Uint8Array(readFileSync(join(folder, 'catalog.nsc'))) };
}
