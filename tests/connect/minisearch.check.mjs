// MiniSearch's own index with our boost: the same documents, other scores, and how far they may move.
import assert from 'node:assert/strict';
import MiniSearch from 'minisearch';
import { boostDocument } from '../../dist/connect.js';
import { DOG, isDog, PRODUCTS, shopper } from './shops.mjs';

const index = (idField = 'objectID', documents = PRODUCTS) => {
  const made = new MiniSearch({ idField, fields: ['name', 'category'], storeFields: ['name', 'sku'] });
  made.addAll(documents);
  return made;
};
const ids = (results) => results.map(({ id }) => id);

export default async function check({ test, catalog }) {
  await test('MiniSearch: while nothing is personal every score is the search\'s own, to the bit', async () => {
    const search = index();
    for (const level of [null, 'off', 'remember']) {
      const nearside = await shopper(catalog, { level });
      const options = { boostDocument: boostDocument(nearside) };
      for (const words of ['thing', 'tea', 'dog food', 'things 7']) {
        assert.deepEqual(search.search(words, { fuzzy: 0.2, prefix: true, ...options }), search.search(words, { fuzzy: 0.2, prefix: true }));
      }
    }
  });

  await test('MiniSearch: what fits the shopper rises, nothing is lost or added, and what fits better by far stays first', async () => {
    const nearside = await shopper(catalog, { likes: DOG });
    const search = index();
    const boost = { boostDocument: boostDocument(nearside) };
    const [plain, mine] = [search.search('thing'), search.search('thing', boost)];
    assert.deepEqual(ids(mine).toSorted(), ids(plain).toSorted());
    assert.ok(ids(mine).slice(0, 12).every(isDog), ids(mine).slice(0, 12).join());
    const before = new Map(plain.map(({ id, score }) => [id, score]));
    for (const { id, score } of mine) {
      const factor = score / before.get(id);
      assert.ok(factor >= 1 / 4 - 1e-12 && factor <= 4 + 1e-12, `${id}: ${factor}`);
      if (isDog(id)) assert.ok(factor > 1.5, `${id}: ${factor}`);
    }
    // A bound of its own.
    const gentle = search.search('thing', { boostDocument: boostDocument(nearside, { most: 1.25 }) });
    assert.ok(gentle.every(({ id, score }) => Math.abs(score / before.get(id) - 1) <= 0.25 + 1e-12));
  });

  await test('MiniSearch: the factor is the personal points as said, no less of what is said never, 1 of what is unknown', async () => {
    const nearside = await shopper(catalog, { likes: DOG });
    const boost = boostDocument(nearside);
    const factors = new Map();
    for (const { objectID } of PRODUCTS) {
      const points = nearside.explain(objectID).reasons.reduce((sum, one) => sum + (one.personal ? one.points : 0), 0);
      const x = points / 4096;
      const y = (x * 1.2) / (1.2 + Math.abs(x));
      const factor = boost(objectID, 'thing');
      assert.equal(factor, (2 + y) / (2 - y), objectID);
      factors.set(points, factor);
    }
    const rising = [...factors].sort(([a], [b]) => a - b).map(([, factor]) => factor);
    assert.ok(rising.length > 3 && rising.every((factor, at) => at === 0 || factor > rising[at - 1]), 'more points, more boost');
    nearside.state('category:Pets > Dog food', 'never');
    assert.equal(boost('sku-2', 'thing'), 1 / 4, 'said a moment ago');
    assert.deepEqual([boost('unknown', 'thing'), boost(undefined, 'thing'), boost(7, 'thing')], [1, 1, 1]);
    assert.ok(ids(index().search('dog', { boostDocument: boost })).includes('sku-2'), 'a search is not ours to shorten');
    nearside.dispose();
    assert.equal(boostDocument(nearside)('sku-2', 'thing'), 1, 'without an engine');
  });

  await test('MiniSearch: rules of nearside.json for searches do not touch the factor, and ids may be mapped', async () => {
    const nearside = await shopper(catalog, { likes: DOG, config: { placements: { search: { filter: 'price > 1000', boost: { where: 'price > 0', by: 50 }, minimum: 9, exclude: [{ group: 'viewed' }], pin: { 0: 'sku-3' } } } } });
    const free = await shopper(catalog, { likes: DOG });
    const documents = PRODUCTS.map(({ objectID, ...rest }, at) => ({ ...rest, row: at, sku: objectID }));
    const mapped = boostDocument(nearside, { id: (_, stored) => stored?.sku });
    const plain = boostDocument(free);
    for (const { row, sku, name } of documents) assert.equal(mapped(row, 'thing', { sku, name }), plain(sku, 'thing'));
    assert.ok(isDog(index('row', documents).search('thing', { boostDocument: mapped })[0].sku));
  });
}
