// What a page feels: opening the catalog, the first list, later lists, noting a signal. Beside it the same
// personal ranking as a developer would write it: objects, `map`, `sort`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const DAY = 86_400_000;
const START = Date.UTC(2017, 0, 1);

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

/** The median of `rounds` calls, in milliseconds. */
function time(rounds, call) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    call(round);
    times.push(performance.now() - start);
  }
  return median(times);
}

export async function measure(root) {
  const { open } = await import(pathToFileURL(join(root, 'dist/index.js')));
  const catalog = new Uint8Array(readFileSync(join(root, 'build/site/catalog.nsc')));
  const [columns, ...rows] = readFileSync(join(root, 'build/shop/feed.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  const products = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));

  let now = START;
  const opened = performance.now();
  const engine = await open({ catalog, storage: 'memory', now: () => now });
  const first = performance.now();
  engine.recommend('home');
  const listed = performance.now();
  const opening = [];
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    (await open({ catalog, storage: 'memory', now: () => now })).dispose();
    opening.push(performance.now() - start);
  }

  // A grocery year: 40 baskets of 10 items, walking through the catalog in wide steps.
  engine.setLevel('remember');
  for (let basket = 0; basket < 40; basket++) {
    now = START + basket * 9 * DAY;
    const ids = Array.from({ length: 10 }, (_, k) => products[(basket * 7919 + k * 104729 * (1 + basket % 4)) % products.length].id);
    engine.track('purchase', { ids });
  }
  const interests = engine.interests();
  const noting = time(200, (round) => engine.track('view', { id: products[(round * 7919) % products.length].id }));
  const listing = time(200, () => engine.recommend('home', { count: 24 }));
  const shelf = engine.recommend('home', { count: 200 }).items.slice(0, 48);
  const reranking = time(200, () => engine.rerank(shelf));

  // By hand: the same interests as a Map of weights, every product scored and all of them sorted.
  const weights = new Map(interests.map(({ facet, points }) => [facet, points]));
  const byHand = time(9, () =>
    products
      .map((product) => {
        const path = product.product_type.split(' > ');
        const keys = path.map((_, depth) => `category:${path.slice(0, depth + 1).join(' > ')}`);
        keys.push(`brand:${product.brand}`, `size:${product.size}`);
        return { product, score: keys.reduce((sum, key) => sum + (weights.get(key) ?? 0), 0) };
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, 24),
  );
  const signals = engine.health.signals;
  engine.dispose();
  return {
    items: products.length,
    facets: interests.length,
    signals,
    milliseconds: {
      'first open(): compile, open, fold': first - opened,
      'first recommend(), before any choice': listed - first,
      'open() again, module compiled': median(opening),
      'track(), after a year': noting,
      'recommend(24), after a year': listing,
      'rerank(48), after a year': reranking,
      'by hand: map + sort on objects': byHand,
    },
    ratio: byHand / listing,
  };
}
