// A shop and its shopper, ready for any bench in Node: a synthetic one of any size, or the real one of the demo.
// Not here: how a synthetic shop is made (shops.mjs), or clocks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../scripts/setup/paths.mjs';
import { idOf, makeProfile, openShop, priors, ranked, start, weights } from './ours.mjs';
import { describe, facetsOf, makeShop } from './shops.mjs';

/** The module as the package ships it, without the text around it. */
export async function loadShop() {
  return start(await import(pathToFileURL(join(ROOT, 'build/wasm/nearside.js'))), readFileSync(join(ROOT, 'build/wasm/nearside.wasm')));
}

/** The catalog's bytes and the signals of one shopper. Of the real shop, with a year of baskets. */
export function shopAndShopper({ path, shape }) {
  const bytes = new Uint8Array(readFileSync(join(ROOT, path)));
  if (!shape) return { bytes, ...realShopper() };
  const shop = makeShop(shape);
  return { bytes, shopper: { viewed: shop.viewed.map((item) => describe(shop, item).id) }, products: () => syntheticProducts(shop), isSynthetic: true };
}

function* syntheticProducts(shop) {
  for (let item = 0; item < shop.items; item++) {
    const own = describe(shop, item);
    yield { ...own, facets: facetsOf(own) };
  }
}

/** 20 baskets of 8 items and 60 views, walking through the feed in wide steps. */
function realShopper() {
  const [head, ...lines] = readFileSync(join(ROOT, 'build/shop/feed.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  const at = Object.fromEntries(head.map((name, place) => [name, place]));
  const id = (k) => lines[(k * 7919) % lines.length][at.id];
  const products = function* () {
    for (const cells of lines) {
      const own = { id: cells[at.id], category: cells[at.product_type].split(' > '), brand: cells[at.brand], price: parseFloat(cells[at.price]), tags: [cells[at.custom_label_0]].filter(Boolean), size: cells[at.size] };
      yield { ...own, facets: [...facetsOf(own), `size:${own.size}`] };
    }
  };
  return {
    shopper: { viewed: Array.from({ length: 60 }, (_, k) => id(k)), bought: Array.from({ length: 20 }, (_, basket) => Array.from({ length: 8 }, (_, k) => id(1000 + basket * 8 + k))) },
    products,
  };
}

/**
 * What other ways of ranking are given: products as objects with facet keys and our prior, the weights of our
 * interests, and the ids of the right 24.
 */
export function comparison(Shop, { bytes, shopper, products, isSynthetic }) {
  const blank = openShop(Shop, bytes);
  const scores = priors(bytes);
  const list = [...products()].map((product) => ({ ...product, item: blank.find(product.id) }));
  for (const product of list) product.popularity = scores[product.item];
  if (isSynthetic && ranked(blank).some(({ item, score }) => scores[item] !== score)) throw new Error('priors are not what the engine takes them for; see ours.mjs');
  blank.free();
  // As in our catalog, so that equals come in the same order.
  list.sort((a, b) => a.item - b.item);
  const known = openShop(Shop, bytes);
  makeProfile(known, shopper);
  const own = weights(known);
  const right = ranked(known).map(({ item }) => idOf(known, item));
  known.free();
  return { products: list, weights: own, right };
}

/** How many of the right ones are in a list. */
export function found(list, right) {
  return right.filter((id) => list.includes(id)).length;
}
