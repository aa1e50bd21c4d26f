// What a shop could install instead, each asked for the same thing as closely as it can be asked: the 24 items with
// the most points, given our weights and priors. `asked` says how. Each is made ready by `make(given)`, which returns
// the call that is timed; the call returns ids. Not here: processes and clocks (run.mjs).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** One word for a facet, so that no library cuts it in two. */
const token = (facet) => facet.toLowerCase().replace(/[^a-z0-9]/g, '');
const textOf = ({ facets }) => facets.map(token).join(' ');
const searchFor = ({ weights }) => [...weights.keys()].map(token).join(' ');

const WIDE = 64;

/**
 * Facets as directions in 64 dimensions: each a fixed pattern of signs. An item is the sum of its facets, the shopper
 * the sum of the weighted ones: what an embedding does when there is nothing to learn from.
 */
function vectors({ products, weights }) {
  const signs = new Map();
  const sign = (facet) => {
    let own = signs.get(facet);
    if (!own) {
      let state = 0x811c9dc5;
      for (let k = 0; k < facet.length; k++) state = Math.imul(state ^ facet.charCodeAt(k), 0x01000193);
      own = Float32Array.from({ length: WIDE }, () => ((state = Math.imul(state ^ (state >>> 13), 0x5bd1e995) + 1) & 0x4000 ? 1 : -1));
      signs.set(facet, own);
    }
    return own;
  };
  const sum = (pairs) => {
    const out = new Float32Array(WIDE);
    for (const [facet, weight] of pairs) sign(facet).forEach((one, k) => { out[k] += one * weight; });
    const length = Math.hypot(...out) || 1;
    return out.map((x) => x / length);
  };
  return { items: products.map(({ facets }) => sum(facets.map((facet) => [facet, 1]))), shopper: sum([...weights]) };
}

/** Facet numbers by item, for a library of tensors. */
async function tensors(tf, { products, weights }) {
  const { columns } = await import('./by-hand.mjs');
  const { numbers, slots, rows, priors } = columns(products);
  const points = new Float32Array(numbers.size + 1);
  for (const [facet, own] of weights) if (numbers.has(facet)) points[numbers.get(facet)] = own;
  const [table, all, prior] = [tf.tensor1d(points), tf.tensor2d(Int32Array.from(rows), [products.length, slots], 'int32'), tf.tensor1d(Float32Array.from(priors))];
  return () => tf.tidy(() => {
    const scores = tf.add(tf.sum(tf.gather(table, all), 1), prior);
    return Array.from(tf.topk(scores, 24).indices.dataSync(), (item) => products[item].id);
  });
}

const topk = 'gather the weights of all items, sum, add the prior, topk';

export const LIBRARIES = {
  lodash: {
    asked: 'orderBy the same score, take 24',
    make: ({ products, weights }) => {
      const _ = require('lodash');
      const score = (product) => product.popularity + _.sumBy(product.facets, (facet) => weights.get(facet) ?? 0);
      return () => _.map(_.take(_.orderBy(products, [score], ['desc']), 24), 'id');
    },
  },
  minisearch: {
    asked: 'any of the facets as words, each boosted by its weight, the document by its prior',
    make: ({ products, weights }) => {
      const { default: MiniSearch } = { default: require('minisearch') };
      const index = new MiniSearch({ fields: ['text'], storeFields: ['prior'] });
      index.addAll(products.map((product) => ({ id: product.id, text: textOf(product), prior: product.popularity })));
      const boost = new Map([...weights].map(([facet, own]) => [token(facet), own / 4096]));
      const words = searchFor({ weights });
      const boostDocument = (_id, _word, { prior }) => Math.exp(prior / 4096 / 8);
      return () => index.search(words, { combineWith: 'OR', boostTerm: (word) => boost.get(word) ?? 0, boostDocument }).slice(0, 24).map(({ id }) => id);
    },
  },
  flexsearch: {
    asked: 'any of the facets as words; it knows no weights',
    make: ({ products, weights }) => {
      const { Index } = require('flexsearch');
      const index = new Index({ tokenize: 'strict' });
      for (const product of products) index.add(product.id, textOf(product));
      const words = searchFor({ weights });
      return () => index.search(words, { limit: 24, suggest: true });
    },
  },
  orama: {
    asked: 'any of the facets as words; it knows no weight of a single word',
    make: async ({ products, weights }) => {
      const { create, insertMultiple, search } = await import('@orama/orama');
      const index = create({ schema: { id: 'string', text: 'string' } });
      await insertMultiple(index, products.map((product) => ({ id: product.id, text: textOf(product) })), 5000);
      const words = searchFor({ weights });
      return async () => (await search(index, { term: words, properties: ['text'], limit: 24, threshold: 1 })).hits.map(({ id }) => id);
    },
  },
  'voy-search': {
    asked: 'the items nearest to the shopper, 64 dimensions',
    make: async (given) => {
      const folder = dirname(require.resolve('voy-search/voy_search_bg.wasm'));
      const glue = await import(pathToFileURL(join(folder, 'voy_search_bg.js')));
      const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'voy_search_bg.wasm')), { './voy_search_bg.js': glue });
      glue.__wbg_set_wasm(instance.exports);
      const { items, shopper } = vectors(given);
      const index = new glue.Voy({ embeddings: items.map((embeddings, k) => ({ id: given.products[k].id, title: '', url: '', embeddings: Array.from(embeddings) })) });
      return () => index.search(shopper, 24).neighbors.map(({ id }) => id);
    },
  },
  'tensorflow.js, cpu': {
    asked: topk,
    make: async (given) => {
      const tf = require('@tensorflow/tfjs-core');
      require('@tensorflow/tfjs-backend-cpu');
      await tf.setBackend('cpu');
      return tensors(tf, given);
    },
  },
  'tensorflow.js, wasm': {
    asked: topk,
    make: async (given) => {
      const tf = require('@tensorflow/tfjs-core');
      const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
      setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
      if (!await tf.setBackend('wasm')) throw new Error('its WebAssembly did not start');
      return tensors(tf, given);
    },
  },
};
