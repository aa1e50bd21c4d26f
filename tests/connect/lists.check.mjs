// Lists of shops that draw on a server: their shapes, their elements in Chromium, and Shopify's recommendations.
import assert from 'node:assert/strict';
import { rerank, shopifyRecommendations } from '../../dist/connect.js';
import { bundled, html, pages } from './page.mjs';
import { DOG, isDog, NOW, PRODUCTS, shopper } from './shops.mjs';

const CARDS = PRODUCTS.slice(0, 20).map(({ objectID }) => objectID);
const BODY = `<ul id="list"><li class="ad">Sale</li>${CARDS.map((id, at) => `<li class="card"${at % 2 ? ` data-product-id="${id}"` : ''}>${at % 2 ? '' : `<form data-id="${id}"></form>`}<a href="#${id}">${id}</a> <input aria-label="${id}"></li>${at === 9 ? '<li class="ad">More</li>' : ''}`).join(' ')}</ul>`;
const HEAD = '<link rel="stylesheet" href="/list.css">';
const CSS = '#list{display:grid;grid-template-columns:repeat(4,1fr);margin:0;padding:0;list-style:none}#list>*{block-size:120px}';

export default async function check({ test, catalog }) {
  await test('lists: products of Next Commerce, Medusa, Saleor and Vendure, by number, by gid and by a mapping', async () => {
    const nearside = await shopper(catalog, { likes: ['703', '705', '707'] });
    const numbers = Array.from({ length: 12 }, (_, at) => 701 + at);
    const wanted = rerank(nearside, numbers.map((id) => ({ id }))).map(({ id }) => id);
    assert.notDeepEqual(wanted, numbers);
    assert.deepEqual(wanted.toSorted(), numbers);
    for (const [shape, id] of [
      [(n) => ({ id: `gid://shopify/Product/${n}`, handle: `bowl-${n}`, priceRange: {} })],
      [(n) => ({ id: `prod_${n}`, handle: `bowl-${n}`, external_id: String(n) }), (product) => product.external_id],
      [(n) => ({ id: `UHJvZHVjdDo${n}`, slug: `bowl-${n}` }), (product) => product.slug.replace('bowl-', '')],
      [(n) => ({ productId: String(n), sku: `B-${n}` }), (product) => product.productId],
    ]) {
      const given = numbers.map(shape);
      const kept = structuredClone(given);
      const now = rerank(nearside, given, id);
      assert.deepEqual(now.map((product) => given.indexOf(product) + 701), wanted);
      assert.deepEqual(given, kept, 'what was given was changed');
    }
    assert.deepEqual(rerank(nearside, []), []);
    const strange = [{}, { id: null }, { id: '' }, { id: 'unknown' }, { id: 'gid://shopify/Product/' }];
    assert.deepEqual(rerank(nearside, strange), strange);
    nearside.setLevel('off');
    assert.deepEqual(rerank(nearside, numbers.map((id) => ({ id }))).map(({ id }) => id), numbers);
  });

  await test('Shopify: in place of a product and with it, in the shape of the answer, without what is sold out, free or in the cart', async () => {
    const nearside = await shopper(catalog, {});
    const related = shopifyRecommendations(nearside, { product_id: 701 });
    assert.equal(related.intent, 'related');
    assert.equal(related.products.length, 10);
    const ids = related.products.map(({ id }) => id);
    assert.ok(ids.every((id) => typeof id === 'number' || isDog(id)), 'its department, where its shelf has too few');
    for (const id of [701, 705, 707]) assert.ok(!ids.includes(id), `${id}: the open one, sold out, free`);
    const one = related.products.find(({ id }) => id === 703);
    assert.deepEqual(one, {
      id: one.id, title: `Bowl ${one.id - 701}`, handle: `bowl-${one.id}`, url: `https://shop.example/products/bowl-${one.id}/?variant=1`, available: true,
      price: (9 + one.id - 701) * 100 + 50, price_min: (9 + one.id - 701) * 100 + 50, price_max: (9 + one.id - 701) * 100 + 50, price_varies: false,
      featured_image: `/i/${one.id}.svg`, images: [`/i/${one.id}.svg`],
    });
    const complementary = shopifyRecommendations(nearside, { product_id: 'gid://shopify/Product/701', intent: 'complementary', limit: 4 });
    assert.equal(complementary.intent, 'complementary');
    assert.ok(complementary.products.length > 0 && complementary.products.length <= 4);
    assert.ok(complementary.products.every(({ id }) => id % 2 === 0), 'bowls, which go with beds');
    nearside.track('cart', { ids: ['703'] });
    assert.ok(!shopifyRecommendations(nearside, { product_id: 701 }).products.some(({ id }) => id === 703));
    assert.equal(shopifyRecommendations(nearside, { product_id: 701, limit: 1 }).products.length, 1);
    const food = shopifyRecommendations(nearside, { product_id: 'sku-2', limit: 99 }).products;
    assert.ok(food.length === 10 && food.every(({ id }) => id !== 'sku-2' && isDog(id)), 'its own shelf');
    for (const limit of [0, -3, NaN, 'x']) assert.ok(shopifyRecommendations(nearside, { product_id: 701, limit }).products.length <= 1, `limit ${limit}`);
    for (const product_id of [1, null, undefined, '', 'gid://x', {}]) assert.deepEqual(shopifyRecommendations(nearside, { product_id }), { intent: 'related', products: [] });
    nearside.dispose();
    assert.deepEqual(shopifyRecommendations(nearside, { product_id: 701 }), { intent: 'related', products: [] });
  });

  const site = await pages({ '/': html(BODY, '/page.js', HEAD), '/list.css': CSS, '/page.js': await bundled('list-start.ts'), '/catalog.nsc': Buffer.from(catalog), '/icon.svg': '' });
  try {
    const visit = async () => {
      const page = await site.visit('/');
      await page.evaluate(async ([now, likes]) => {
        const nearside = await shop.open({ catalog: '/catalog.nsc', now: () => now });
        nearside.setLevel('remember');
        for (const id of likes) for (let times = 0; times < 4; times++) nearside.track('view', { id });
        Object.assign(globalThis, { nearside, list: document.querySelector('#list'), shifts: [] });
        globalThis.observer = new PerformanceObserver((seen) => shifts.push(...seen.getEntries().filter(({ hadRecentInput }) => !hadRecentInput).map(({ value }) => value)));
        observer.observe({ type: 'layout-shift', buffered: true });
      }, [NOW, DOG]);
      return page;
    };
    const shown = (page) => page.locator('#list > *').evaluateAll((all) => all.map((child) => child.querySelector('a')?.textContent ?? child.textContent));

    await test('reorder: the same elements at the same places, those that are no products where they were', async () => {
      const page = await visit();
      const before = await shown(page);
      assert.equal(await page.evaluate(() => {
        globalThis.nodes = [...list.querySelectorAll('*')];
        nodes.forEach((node, at) => (node.mark = at));
        return shop.reorder(list, nearside);
      }), true);
      const now = await shown(page);
      assert.deepEqual([now[0], now[11]], ['Sale', 'More']);
      assert.deepEqual(now.toSorted(), before.toSorted());
      assert.ok(now.slice(1, 5).every(isDog), now.join());
      assert.deepEqual(now.filter((id) => id.startsWith('sku')), await page.evaluate((ids) => nearside.rerank(ids), CARDS));
      assert.equal(await page.evaluate(() => [...list.querySelectorAll('*')].every((node) => nodes[node.mark] === node) && list.querySelectorAll('*').length === nodes.length), true, 'an element is new');
      assert.equal(await page.evaluate(() => (nearside.setLevel('off'), shop.reorder(list, nearside))), false, 'in its own order it stays');
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    await test('reorder: who has the focus keeps it and what was typed, wherever in the list; no event of it is fired', async () => {
      for (const id of [CARDS[0], CARDS[9], CARDS[17], CARDS.at(-1)]) {
        const page = await visit();
        await page.getByLabel(id, { exact: true }).pressSequentially('half a wo');
        const [moved, focused, value, lost] = await page.evaluate(() => {
          const field = document.activeElement;
          let left = 0;
          field.addEventListener('blur', () => left++);
          const done = shop.reorder(list, nearside);
          return [done, document.activeElement === field, field.value, left];
        });
        assert.deepEqual([moved, focused, value, lost], [true, true, 'half a wo', 0], id);
        const now = (await shown(page)).filter((one) => one.startsWith('sku'));
        assert.deepEqual(now, await page.evaluate((ids) => nearside.rerank(ids), CARDS), id);
        await page.context().close();
      }
    });

    await test('reorder: cards of one size leave the page as high as it was; only chosen children move', async () => {
      const page = await visit();
      const [before, after] = await page.evaluate(async () => {
        const height = () => document.documentElement.scrollHeight;
        const first = height();
        shop.reorder(list, nearside, { items: '.card' });
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return [first, height()];
      });
      assert.equal(after, before);
      assert.equal(await page.evaluate(() => shop.reorder(list, nearside, { items: '.nothing' })), false);
      assert.equal(await page.evaluate(() => shop.reorder(document.createElement('ul'), nearside)), false);
      assert.deepEqual(page.faults, []);
      assert.ok((await page.evaluate(() => shifts.reduce((sum, one) => sum + one, 0))) < 0.1, 'the page moved');
      await page.context().close();
    });
  } finally {
    await site.close();
  }
}
