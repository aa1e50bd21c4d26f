// docs/merchants.md does what it says: its settings are sound and act, and its holdout can be read from reports.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { memoryStore, openCollector } from '../../dist/collector.js';
import { bytes, coins, report, today, TYPE } from '../collector/reports.mjs';
import { DOG, PRODUCTS, shopper } from './shops.mjs';

const text = readFileSync(new URL('../../docs/merchants.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, block]) => JSON.parse(block));

export default async function check({ test, catalog }) {
  const [settings, holdout, difference] = blocks;

  await test('merchants: the settings of the page are sound, and each acts', async () => {
    const nearside = await shopper(catalog, { config: settings, likes: DOG });
    assert.deepEqual(nearside.health.problems, []);
    const free = await shopper(catalog, { likes: DOG });
    assert.equal(nearside.recommend('home').items.length, 12);
    nearside.track('cart', { ids: ['sku-2'] });
    assert.ok(!nearside.recommend('home').items.some(({ id }) => id === 'sku-2'));
    assert.deepEqual(nearside.recommend('product', { item: 'sku-0' }).items, [], 'nothing goes with it: the row is left out');
    assert.equal(free.recommend('product', { item: 'sku-0', count: 6 }).items.length, 6);
    const beside = nearside.recommend('product', { item: '701' }).items;
    assert.ok(beside.length >= 3 && beside.length <= 6 && beside.every(({ inStock }) => inStock), String(beside.length));
    assert.ok(nearside.recommend('cart', { cart: ['701', '702'] }).items.every(({ price, inStock }) => price < 20 && inStock));
    assert.equal(nearside.recommend('category', { count: 3 }).items.length, 3, 'what a call says, holds');
  });

  await test('merchants: every setting that the page names is one, and a fault in it is said', async () => {
    const named = [...text.matchAll(/^\| [^|]+ \| `(\w+)`/gm)].map(([, name]) => name).filter((name) => name !== 'promoted');
    assert.deepEqual([...new Set(named)].sort(), ['boost', 'count', 'diversity', 'exclude', 'explore', 'fallback', 'filter', 'kind', 'minimum', 'pin']);
    const values = { count: 5, minimum: 2, filter: 'in_stock', boost: { where: 'price < 20', by: 2 }, pin: { 0: 'sku-1' }, exclude: ['sku-7'], diversity: 1, fallback: ['sku-3'], kind: 'similar', explore: false };
    for (const name of named) {
      const nearside = await shopper(catalog, { config: { shop: 'Corner', placements: { product: { [name]: values[name] } } } });
      assert.deepEqual(nearside.health.problems, [], name);
    }
    const pinned = await shopper(catalog, { config: { shop: 'Corner', placements: { home: { pin: { 0: 'sku-33' }, exclude: ['sku-0'] } } } });
    const ids = pinned.recommend('home', { count: PRODUCTS.length }).items.map(({ id }) => id);
    assert.equal(ids[0], 'sku-33');
    assert.ok(!ids.includes('sku-0'));
    await assert.rejects(shopper(catalog, { config: { shop: 'Corner', placements: { home: { filters: 'in_stock' } } } }), /BAD_CONFIG.*filters/);
  });

  await test('merchants: in the arm without, every list is everybody\'s, a given one too', async () => {
    const nearside = await shopper(catalog, { likes: DOG });
    const everybody = await shopper(catalog, { level: null });
    const given = PRODUCTS.map(({ objectID }) => objectID);
    assert.notDeepEqual(nearside.rerank(given), given);
    nearside.hidden = true; // As the module of counts does for the time of a report (tests/sharing.rs).
    assert.deepEqual(nearside.rerank(given), given);
    const ids = (engine) => engine.recommend('home').items.map(({ id }) => id);
    assert.deepEqual(ids(nearside), ids(everybody));
  });

  await test('merchants: the holdout of the page is a question, and 4,000 reports to its collector read as it says', async () => {
    const collector = await openCollector({ config: holdout, store: memoryStore() });
    const day = await today();
    const coin = coins(1);
    for (let at = 0; at < 4000; at++) {
      const made = report({ name: 'arm.picks/1', arms: true, size: 2, ones: 1 }, coin, day);
      const arm = made.attributes[1][1];
      // As a browser does: of two cells the true one three times in four.
      const truth = coin() < (arm === 'with' ? 0.6 : 0.2) ? 1 : 0;
      const shown = coin() < 0.75 ? truth : 1 - truth;
      made.cells = made.cells.map((_, cell) => Number(cell === shown));
      const answer = await collector.receive(new Request('http://shop/v1/metrics', { method: 'POST', headers: TYPE, body: bytes(made) }));
      assert.equal(answer.status, 200, await answer.text());
    }
    const { differences: [read] } = await collector.results();
    assert.equal(read.question, difference.question);
    assert.ok(read.low > 0.2 && read.low < 0.4 && read.high > 0.4 && read.high < 0.6, JSON.stringify(read));
    const rounded = (value) => Math.round(value * 100) / 100;
    assert.deepEqual({ ...read, share: rounded(read.share), low: rounded(read.low), high: rounded(read.high) }, difference);
  });
}
