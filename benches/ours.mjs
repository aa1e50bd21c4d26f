// Our engine as the benches call it: the one place that knows the flat calls of `src/browser`. Runs in Node and in a
// browser. Not here: clocks (timing.mjs), or data (shops.mjs).

/** The day that every bench takes for today. */
export const NOW = Date.UTC(2026, 10, 22);
/** A list without variety, which is what other ways of ranking can be asked for too. */
const PLAIN = 'category';

/** Starts the module; gives its class of engines. */
export async function start({ imports, begin, Shop }, wasm) {
  const { instance } = await WebAssembly.instantiate(wasm, imports());
  begin(instance.exports);
  return Shop;
}

/** An engine on these bytes, with nothing kept. */
export function openShop(Shop, bytes) {
  return new Shop(bytes, '', true);
}

/** Gives a shop a shopper: what was viewed, and if the shop has some, what was bought. */
export function makeProfile(shop, { viewed, bought = [] }) {
  shop.set_level('remember', NOW);
  for (const basket of bought) track(shop, 'purchase', basket);
  for (const id of viewed) track(shop, 'view', [id]);
}

/** Notes one signal. */
export function track(shop, word, ids) {
  return shop.track(word, ids, NOW);
}

/** The list as numbers: `[item, score, item, score …]`, best first. */
export function rank(shop, count = 24, placement = PLAIN) {
  if (shop.rank) return shop.rank(placement, count, NOW);
  const flat = shop.recommend(placement, count, false, NaN, NaN, [], 0, [], undefined, [], NOW);
  const list = [];
  for (let at = 1; at < flat.length; at += 3 + flat[at + 2] * 6) list.push(flat[at], flat[at + 1]);
  return list;
}

/** The same list with reasons, as flat numbers: what `recommend()` makes objects of. */
export function withReasons(shop, placement = 'home') {
  return shop.recommend(placement, 24, false, NaN, NaN, [], 0, [], undefined, [], NOW);
}

/** Points of each interest, by facet key: the weights that the other ways of ranking get. */
export function weights(shop) {
  return new Map(JSON.parse(shop.interests(NOW)).map(({ facet, points }) => [facet, points]));
}

/** The id of an item by its number. */
export function idOf(shop, item) {
  return shop.card(item).split('\n', 1)[0];
}

/** What every item scores for somebody who is not known, by item number. Asked of a shop without a profile. */
export function priors(shop) {
  const scores = new Int32Array(shop.items());
  const list = rank(shop, scores.length);
  for (let at = 0; at < list.length; at += 2) scores[list[at]] = list[at + 1];
  return scores;
}
