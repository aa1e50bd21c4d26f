// What a developer writes first: objects, `map`, `sort`; and what a good one writes next: columns of numbers and one
// loop. Both are exact, and get the very weights and priors of our engine. Not here: libraries (rivals/*.mjs).

/** Every product scored, all of them sorted. */
export function mapSort(products, weights) {
  return products
    .map((product) => {
      let score = product.popularity;
      for (const facet of product.facets) score += weights.get(facet) ?? 0;
      return { product, score };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 24)
    .map(({ product }) => product.id);
}

/** Facets of all items as one column of numbers a slot, and a table of points: what `scan` reads. */
export function columns(products) {
  const numbers = new Map();
  const slots = products.reduce((most, { facets }) => Math.max(most, facets.length), 0);
  const rows = new Uint16Array(products.length * slots);
  const priors = Int32Array.from(products, ({ popularity }) => popularity);
  products.forEach(({ facets }, item) => facets.forEach((facet, slot) => {
    let number = numbers.get(facet);
    if (number === undefined) numbers.set(facet, number = numbers.size + 1); // 0 is none
    rows[item * slots + slot] = number;
  }));
  return { numbers, slots, rows, priors };
}

/** One pass over the numbers; the best 24 are kept in order. */
export function scan({ numbers, slots, rows, priors }, weights) {
  const points = new Int32Array(numbers.size + 1);
  for (const [facet, own] of weights) {
    const number = numbers.get(facet);
    if (number !== undefined) points[number] = own;
  }
  const [best, scores] = [new Int32Array(24), new Int32Array(24).fill(-2_147_483_648)];
  let bar = -2_147_483_648;
  for (let item = 0, at = 0; item < priors.length; item++) {
    let score = priors[item];
    for (const end = at + slots; at < end; at++) score += points[rows[at]];
    if (score <= bar) continue; // of equals, the earlier stays
    let place = 23;
    for (; place > 0 && scores[place - 1] < score; place--) {
      scores[place] = scores[place - 1];
      best[place] = best[place - 1];
    }
    scores[place] = score;
    best[place] = item;
    bar = scores[23];
  }
  return best;
}
