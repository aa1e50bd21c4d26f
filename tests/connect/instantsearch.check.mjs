// InstantSearch with its own widgets in Chromium, and Algolia's clients 4 and 5 in Node: orders change, nothing else.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { liteClient } from 'algoliasearch/lite';
import algoliasearch4 from 'algoliasearch-4';
import { personalize } from '../../dist/connect.js';
import { bundled, html, pages } from './page.mjs';
import { DOG, isDog, NOW, PRODUCTS, ROOT, shopper } from './shops.mjs';

const BODY = '<div id="box"></div><div id="brands"></div><div id="sort"></div><div id="hits"></div><div id="pages"></div>';
const own = (from = 0, to = 20) => PRODUCTS.slice(from, to).map(({ objectID }) => objectID);
const sorted = (ids) => ids.toSorted();

export default async function check({ test, catalog }) {
  await clients({ test, catalog });
  const site = await pages({ '/': html(BODY, '/page.js'), '/page.js': await bundled('search-start.ts', { alias: { preact: join(ROOT, 'node_modules/instantsearch.js/node_modules/preact') } }), '/catalog.nsc': Buffer.from(catalog), '/icon.svg': '' });

  /** A page whose shopper chose a level and looked at some things. */
  const visit = async ({ level = 'remember', likes = [], late = 'open', options = {}, infinite = false } = {}) => {
    const page = await site.visit('/');
    await page.evaluate(async ([products, now, chosen, liked, promise, given, endless]) => {
      const opened = await shop.open({ catalog: '/catalog.nsc', now: () => now });
      if (chosen) opened.setLevel(chosen);
      for (const id of liked) for (let times = 0; times < 4; times++) opened.track('view', { id });
      const never = new Promise((resolve, reject) => promise === 'fails' && reject(new Error('no engine')));
      Object.assign(globalThis, { nearside: opened, running: await shop.start(products, promise === 'open' ? opened : never, given, endless) });
    }, [PRODUCTS, NOW, level, likes, late, options, infinite]);
    await page.locator('#hits article').first().waitFor();
    return page;
  };
  const shown = (page) => page.locator('#hits article').evaluateAll((hits) => hits.map((hit) => hit.dataset.id));
  /** Once InstantSearch has nothing left to do. */
  const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 30)), 30)));
  const searches = (page) => page.evaluate(() => shop.heard.searches);
  const go = async (page, number) => {
    await page.locator('#pages').getByRole('link', { name: String(number), exact: false }).filter({ hasText: new RegExp(`^${number}$`) }).click();
    await settled(page);
  };

  try {
    await test('InstantSearch: before a choice, at off, and without an engine, the list is the shop\'s own', async () => {
      for (const state of [{ level: null }, { level: 'off' }, { late: 'never' }, { late: 'fails' }]) {
        const page = await visit(state);
        assert.deepEqual(await shown(page), own(), JSON.stringify(state));
        assert.deepEqual(page.faults, []);
        await page.context().close();
      }
    });

    await test('InstantSearch: each page by itself is in the shopper\'s order, and over all pages everything is there once', async () => {
      const page = await visit({ likes: DOG });
      const all = [];
      for (const number of [1, 2, 3]) {
        if (number > 1) await go(page, number);
        const ids = await shown(page);
        assert.deepEqual(sorted(ids), sorted(own((number - 1) * 20, number * 20)));
        assert.ok(ids.slice(0, 4).every(isDog), `page ${number}: ${ids.slice(0, 6)}`);
        all.push(...ids);
      }
      assert.deepEqual(sorted(all), sorted(own(0, 60)));
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    await test('InstantSearch: an order that was asked for, and indices that are not named, stay as they are', async () => {
      const page = await visit({ likes: DOG });
      await page.locator('#sort select').selectOption('products_price_asc');
      await settled(page);
      const cheapest = PRODUCTS.toSorted((a, b) => a.price - b.price).slice(0, 20).map(({ objectID }) => objectID);
      assert.deepEqual(await shown(page), cheapest);
      await page.context().close();
      const other = await visit({ likes: DOG, options: { indices: ['articles'] } });
      assert.deepEqual(await shown(other), own());
      await other.context().close();
    });

    await test('InstantSearch: search box, brands with several requests at once, and a search for brands work as before', async () => {
      const page = await visit({ likes: DOG });
      await page.locator('#brands').getByRole('checkbox', { name: /Paws/ }).check();
      await settled(page);
      const paws = PRODUCTS.filter(({ brand }) => brand === 'Paws').map(({ objectID }) => objectID);
      assert.deepEqual(sorted(await shown(page)), sorted(paws));
      assert.ok(isDog((await shown(page))[0]));
      assert.match(await page.locator('#brands').innerText(), /Leaf\s*15/, 'the other brands\' counts come from a request of their own');
      await page.locator('#brands input[type=search]').fill('Be');
      await page.waitForFunction(() => shop.heard.facetSearches > 0);
      await settled(page);
      assert.match(await page.locator('#brands').innerText(), /Bean/);
      await page.locator('#box input').fill('tea');
      await settled(page);
      assert.deepEqual(await page.locator('#hits article').count() > 0, true);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    await test('InstantSearch: what the shopper says acts at once and asks nobody; what is noted moves nothing', async () => {
      const page = await visit({ likes: DOG });
      const [before, first] = [await searches(page), await shown(page)];
      // A click on a hit, which widgets tell without being asked to; then what a button says.
      await page.locator('#hits article a').first().click();
      await page.locator('#hits article').nth(3).locator('button').click();
      await settled(page);
      const noted = await page.evaluate(() => nearside.signals().filter(({ signal }) => signal !== 'view').map(({ signal, item }) => [signal, item]).sort());
      assert.deepEqual(noted, [['cart', first[3]], ['click', first[0]], ['click', first[3]]].sort(), 'a button in a card is also a click on the card');
      assert.deepEqual(await page.evaluate(() => shop.heard.events.filter(({ eventType }) => eventType !== 'view').map(({ eventType }) => eventType).sort()), ['click', 'click', 'conversion'], 'the shop\'s own analytics hear them too');
      assert.deepEqual([await searches(page), await shown(page)], [before, first], 'the list moved under the pointer');
      await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), first[0]);
      await settled(page);
      const now = await shown(page);
      assert.equal(now.at(-1), first[0], 'never goes last');
      assert.deepEqual(sorted(now), sorted(first));
      assert.equal(await searches(page), before, 'the server was asked again');
      await page.evaluate(() => nearside.setLevel('off'));
      await settled(page);
      assert.deepEqual(await shown(page), own(), 'off is the shop\'s own order');
      assert.equal(await searches(page), before);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    await test('InstantSearch: infinite hits have each page in the shopper\'s order, everything once, and keep what is drawn', async () => {
      const page = await visit({ likes: DOG, infinite: true });
      await page.locator('.ais-InfiniteHits-loadMore').click();
      await settled(page);
      const all = await shown(page);
      assert.deepEqual(sorted(all), sorted(own(0, 40)));
      assert.ok(all.slice(0, 4).every(isDog) && all.slice(20, 24).every(isDog), all.join());
      await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), all[0]);
      await settled(page);
      assert.deepEqual(await shown(page), all);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    await test('InstantSearch: a middleware that was taken out hears and moves nothing', async () => {
      const page = await visit({ likes: DOG });
      await page.evaluate(() => running.stop());
      const first = await shown(page);
      await page.locator('#hits article a').first().click();
      await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), first[0]);
      await settled(page);
      assert.deepEqual(await shown(page), first);
      assert.equal(await page.evaluate(() => nearside.signals().some(({ signal }) => signal === 'click')), false);
      await page.context().close();
    });
    assert.deepEqual(site.asked.filter((line) => !line.startsWith('GET ')), []);
  } finally {
    await site.close();
  }
}

async function clients({ test, catalog }) {
  const found = (indexName, hits) => ({ index: indexName, hits, nbHits: hits.length, page: 0, nbPages: 1, hitsPerPage: 20, params: 'query=', query: '', processingTimeMS: 1, _private: { kept: true } });

  await test('Algolia\'s clients 4 and 5: as a list, as { requests }, several at once; the rest of the client is as it was', async () => {
    const nearside = await shopper(catalog, { likes: DOG });
    const sent = [];
    const requester = { send(request) {
      sent.push(request.url);
      const { requests } = JSON.parse(request.data);
      return Promise.resolve({ status: 200, isTimedOut: false, content: JSON.stringify({ results: requests.map(({ indexName }) => found(indexName, PRODUCTS.slice(0, 20))) }) });
    } };
    const asked = ['products', 'articles', 'products_price_desc'].map((indexName) => ({ indexName, params: { query: '' } }));
    for (const [name, client, forms] of [
      ['5', liteClient('APP', 'KEY', { requester }), [asked, { requests: asked.map(({ indexName }) => ({ indexName, query: '' })) }]],
      ['4', algoliasearch4('APP', 'KEY', { requester }), [asked]],
    ]) {
      const ours = personalize(client, nearside, { when: ({ indexName }) => indexName === 'products' });
      const byName = personalize(client, nearside);
      for (const requests of forms) {
        const [plain, mine, others] = [await client.search(requests), await ours.search(requests), await byName.search(requests)];
        assert.deepEqual(plain.results[0].hits.map(({ objectID }) => objectID), own(), 'the cache of the client was changed');
        assert.ok(mine.results[0].hits.slice(0, 4).every(({ objectID }) => isDog(objectID)), name);
        const set = ({ hits, ...rest }) => ({ ...rest, hits: hits.toSorted((a, b) => a.objectID.localeCompare(b.objectID)) });
        assert.deepEqual(set(mine.results[0]), set(plain.results[0]));
        assert.deepEqual(mine.results.slice(1), plain.results.slice(1));
        assert.notDeepEqual(others.results[1], plain.results[1]);
        assert.deepEqual(others.results[2], plain.results[2], 'sorted by price');
      }
      assert.equal(ours.appId, client.appId);
      assert.ok('transporter' in ours && ours.transporter === client.transporter);
      assert.equal(typeof ours.addAlgoliaAgent, 'function');
      ours.addAlgoliaAgent('a shop', '1');
      await ours.clearCache();
      if (name === '4') assert.equal(ours.initIndex('products').indexName, 'products');
    }
    assert.ok(sent.length > 0);
  });

  await test('search clients: classes with private fields, answers of any shape, errors; and no hit is ever lost', async () => {
    const nearside = await shopper(catalog, { likes: DOG });
    class Client {
      #answers = [];
      say(...answers) { this.#answers.push(...answers); return this; }
      async search() {
        const answer = this.#answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      }
    }
    const client = new Client();
    const ours = personalize(client, nearside);
    for (const answer of [undefined, null, 7, {}, { results: null }, { results: [null, undefined, 7, {}, { hits: 7 }, { hits: [] }, { facetHits: [1, 2] }] }]) {
      ours.say(answer);
      assert.deepEqual(await ours.search([]), answer);
    }
    ours.say(new Error('the server is down'));
    await assert.rejects(ours.search([]), /down/);
    let seed = 7;
    const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const strange = [{ objectID: 'unknown' }, { objectID: '' }, {}, { objectID: 7 }, { objectID: null }, { objectID: 'gid://shopify/Product/701' }, { objectID: 'a\nb' }];
    for (let round = 0; round < 300; round++) {
      const hits = Array.from({ length: random(40) }, () => (random(4) ? PRODUCTS[random(60)] : strange[random(strange.length)])).map((hit, at) => ({ ...hit, at }));
      ours.say({ results: [{ hits, nbHits: 1000 }] });
      const { results: [{ hits: now }] } = await ours.search([{ indexName: 'products' }]);
      assert.deepEqual(now.toSorted((a, b) => a.at - b.at), hits);
    }
  });
}
