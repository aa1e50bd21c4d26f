// What a search answers that no index should: the search goes on, with the answer as it came.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open } from '../../dist/index.js';
import { boostDocument, personalize } from '../../dist/connect.js';

const catalog = new Uint8Array(readFileSync(new URL('../catalog/golden.nsc', import.meta.url)));
const nearside = await open({ catalog, storage: 'memory' });
const hits = nearside.recommend('home').items.map(({ id }) => ({ objectID: id }));
const round = {};
round.round = round;

for (const [name, given, requests, options] of [
  ['a hit that is null', [null, ...hits], [{}]],
  ['a hit that is undefined', [undefined, ...hits], [{}]],
  ['a request that is null', hits, [null]],
  ['a request that is no JSON', hits, [round]],
  ['a number too large for JSON', hits, [{ page: 1n }]],
  ['a shop’s function that throws', hits, [{}], { id: (hit) => hit.product.id }],
]) {
  test(name, async () => {
    const answer = { results: [{ hits: given, nbHits: given.length }] };
    const { results: [result] } = await personalize({ search: async () => answer }, nearside, options).search(requests);
    assert.equal(result.hits.length, given.length);
    assert.deepEqual(new Set(result.hits), new Set(given));
  });
}

test('a list with holes comes back whole', () => {
  const list = hits.slice(0, 4).map(({ objectID: id }) => ({ id }));
  delete list[1];
  const order = nearside.rerank(list);
  assert.equal(order.length, 4);
  assert.deepEqual(new Set(order), new Set([...list]));
});

test('a search that fails, fails as it did', async () => {
  const down = new Error('down');
  await assert.rejects(personalize({ search: async () => { throw down; } }, nearside).search([{}]), down);
});

test('a bound that bounds nothing counts as left out', () => {
  const [{ objectID: id }] = hits;
  nearside.setLevel('remember');
  for (let time = 0; time < 5; time++) nearside.track('purchase', { id });
  const usual = boostDocument(nearside)(id);
  assert.ok(usual !== 1 && boostDocument(nearside, { most: 9 })(id) !== usual, `${usual} is personal`);
  for (const most of [1, 0, -2, NaN, Infinity, '9']) assert.equal(boostDocument(nearside, { most })(id), usual, String(most));
});
