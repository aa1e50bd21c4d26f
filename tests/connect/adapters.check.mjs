// The adapters of Typesense and Meilisearch as their makers ship them, in Chromium, against servers that answer as these do.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundled, html, pages } from './page.mjs';
import { searches } from './searches.mjs';
import { DOG, isDog, NOW, PRODUCTS, ROOT } from './shops.mjs';

const BODY = '<div id="box"></div><div id="brands"></div><div id="sort"></div><div id="hits"></div><div id="pages"></div>';
const own = (from = 0, to = 20) => PRODUCTS.slice(from, to).map(({ objectID }) => objectID);
const sorted = (ids) => ids.toSorted();
/** What an adapter itself says of a search that failed. */
const SAID = /^error: .*(503|down|Not Ready|has failed)/i;

export default async function check({ test, catalog }) {
  const engines = searches();
  const site = await pages({
    '/': html(BODY, '/page.js'), '/page.js': await bundled('adapters-start.ts', { alias: { preact: join(ROOT, 'node_modules/instantsearch.js/node_modules/preact') } }),
    '/catalog.nsc': Buffer.from(catalog), '/icon.svg': '', ...engines.files,
  });

  /** The page of a shop whose shopper chose a level and looked at some things; `ours: false`: as it was without us. */
  const visit = async (name, { level = 'remember', likes = DOG, ours = true, given = {}, aborts = false } = {}) => {
    engines.asked.length = 0;
    const page = await site.visit('/');
    await page.evaluate(async ([engine, now, chosen, liked, mine, more, ends]) => {
      const opened = await shop.open({ catalog: '/catalog.nsc', now: () => now });
      if (chosen) opened.setLevel(chosen);
      for (const id of liked) for (let times = 0; times < 4; times++) opened.track('view', { id });
      Object.assign(globalThis, { nearside: opened, running: shop.start(engine, mine ? opened : undefined, {}, ends ? { httpClient: shop.onlyTheLast() } : more) });
    }, [name, NOW, level, likes, ours, given, aborts]);
    await page.locator('#hits article').first().waitFor();
    return page;
  };
  const shown = (page) => page.locator('#hits article').evaluateAll((hits) => hits.map((hit) => hit.dataset.id));
  /** Once InstantSearch has its answers and has drawn them. */
  const settled = (page) => page.evaluate(() => new Promise((done) => {
    const look = () => (['idle', 'error'].includes(running.search.status) ? requestAnimationFrame(() => setTimeout(done, 30)) : setTimeout(look, 10));
    setTimeout(look, 30);
  }));
  const type = async (page, words) => {
    await page.locator('#box input').fill(words);
    await settled(page);
  };
  /** What lies around the list. */
  const around = (page) => page.evaluate(() => ['#brands', '#sort', '#pages'].map((one) => document.querySelector(one).innerHTML));

  /** A walk through everything that asks: words, a brand, other brands, page 2, an order. Each list that was shown. */
  const walk = async (page) => {
    const lists = [];
    const look = async () => lists.push({ ids: await shown(page), around: await around(page), names: Object.fromEntries(await page.locator('#hits article').evaluateAll((hits) => hits.map((hit) => [hit.dataset.id, hit.querySelector('a').innerHTML]))) });
    await look();
    await page.locator('#pages a', { hasText: /^2$/ }).click();
    await settled(page);
    await look();
    await type(page, 'thing 1');
    await look();
    await type(page, '');
    await page.locator('#brands').getByRole('checkbox', { name: /Paws/ }).check();
    await settled(page);
    await look();
    await page.locator('#brands input[type=search]').fill('be');
    await page.locator('#brands').getByText('Bean').waitFor();
    await settled(page);
    await look();
    await page.locator('#brands input[type=search]').fill('');
    await page.locator('#sort select').selectOption({ label: 'Cheapest' });
    await settled(page);
    await look();
    return lists;
  };

  try {
    for (const name of ['typesense', 'meilisearch']) {
      await test(`${name}: a walk is asked to the byte what it was asked before; facets, pages and highlights are the same, the order is the shopper's`, async () => {
        const before = await visit(name, { ours: false });
        const plain = await walk(before);
        const asked = [...engines.asked];
        const page = await visit(name);
        const mine = await walk(page);
        assert.deepEqual(engines.asked, asked);
        assert.ok(asked.length >= 6, asked.length);
        assert.deepEqual(plain[0].ids, own());
        assert.deepEqual(plain[1].ids, own(20, 40));
        for (const [at, { ids, around: rest, names }] of mine.entries()) {
          assert.deepEqual(sorted(ids), sorted(plain[at].ids));
          assert.deepEqual([rest, names], [plain[at].around, plain[at].names]);
        }
        assert.match(Object.values(mine[2].names).join(), /<(mark|em)[^>]*>Thing 1<\/(mark|em)>/);
        assert.match(mine[0].names['sku-3'], /^(<span[^>]*>)+&lt;img src=x onerror=alert\(1\)&gt;/);
        for (const at of [0, 1]) assert.ok(mine[at].ids.slice(0, 4).every(isDog), `list ${at}: ${mine[at].ids}`);
        assert.deepEqual([mine, plain].map((lists) => lists[3].ids.slice(0, 3).filter(isDog).length), [3, 1], 'of one brand');
        assert.deepEqual(mine.at(-1).ids, plain.at(-1).ids, 'an order that was asked for');
        assert.deepEqual([before.faults, page.faults], [[], []]);
        for (const one of [before, page]) await one.context().close();
      });

      await test(`${name}: before a choice and at off it is the shop's own order; a hit says its reason`, async () => {
        for (const level of [null, 'off']) {
          const page = await visit(name, { level });
          assert.deepEqual(await shown(page), own());
          await page.context().close();
        }
        const page = await visit(name);
        assert.match(await page.locator('#hits article small').first().innerText(), /^(Dog food|Paws)$/);
        assert.equal(await page.evaluate((id) => nearside.explain(id).personal, (await shown(page))[0]), true);
        // A click is told with the hits as the adapter made them.
        const [first] = await shown(page);
        await page.locator('#hits article a').first().click();
        await settled(page);
        assert.deepEqual(await page.evaluate(() => nearside.signals().filter(({ signal }) => signal === 'click').map(({ item }) => item)), [first]);
        await page.context().close();
      });

      await test(`${name}: what the shopper says acts at once and asks nobody; the adapter's own answers stay as they were`, async () => {
        const page = await visit(name);
        const [first, requests] = [await shown(page), engines.asked.length];
        await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), first[0]);
        await settled(page);
        assert.equal((await shown(page)).at(-1), first[0]);
        assert.deepEqual(sorted(await shown(page)), sorted(own()));
        await page.evaluate(() => nearside.setLevel('off'));
        await settled(page);
        assert.deepEqual(await shown(page), own(), 'off is the shop\'s own order');
        assert.equal(engines.asked.length, requests);
        assert.deepEqual(page.faults, []);
        await page.context().close();
      });

      await test(`${name}: a search that fails leaves list and page working, and is not asked again by us`, async () => {
        const page = await visit(name);
        const first = await shown(page);
        await type(page, 'broken');
        assert.equal(await page.evaluate(() => running.search.status), 'error');
        assert.equal((await page.evaluate(() => running.errors)).length, 1);
        assert.deepEqual(await shown(page), first);
        const requests = engines.asked.length;
        await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), first[0]);
        await settled(page);
        assert.equal(engines.asked.length, requests, 'what the shopper said asked the server that is down');
        await type(page, 'thing 1');
        assert.equal((await shown(page)).length, 10 + 1);
        assert.deepEqual(page.faults.filter((fault) => !SAID.test(fault)), []);
        await page.context().close();
      });

      await test(`${name}: answers out of order: the last question's list stays, and what the shopper says asks nobody`, async () => {
        const page = await visit(name);
        await page.locator('#box input').fill('slow');
        await page.waitForTimeout(50);
        await page.locator('#box input').fill('thing 1');
        await page.waitForFunction(() => document.querySelectorAll('#hits article').length === 11);
        const first = await shown(page);
        engines.release();
        await settled(page);
        await page.waitForTimeout(100);
        assert.deepEqual(await shown(page), first);
        const requests = engines.asked.length;
        await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), first[0]);
        await settled(page);
        assert.deepEqual([(await shown(page)).at(-1), engines.asked.length], [first[0], requests]);
        assert.deepEqual(sorted(await shown(page)), sorted(first));
        await page.context().close();
      });

      await test(`${name}: what the shopper says while an answer is on its way asks nothing twice`, async () => {
        const page = await visit(name);
        const first = await shown(page);
        const requests = engines.asked.length;
        await page.locator('#box input').fill('slow');
        await page.waitForTimeout(50);
        await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), first[0]);
        await page.waitForTimeout(100);
        engines.release();
        await settled(page);
        assert.equal(engines.asked.length, requests + 1);
        assert.deepEqual(await shown(page), [], 'nothing is called slow');
        await type(page, '');
        assert.equal((await shown(page)).at(-1), first[0]);
        assert.deepEqual(page.faults, []);
        await page.context().close();
      });
    }

    await test('typesense: a search that takes longer than its adapter waits ends as its adapter has it', async () => {
      const page = await visit('typesense', { given: { connectionTimeoutSeconds: 0.3 } });
      const first = await shown(page);
      await type(page, 'slow');
      assert.match((await page.evaluate(() => running.errors)).join(), /timeout/);
      engines.release();
      await page.waitForTimeout(50);
      assert.deepEqual(await shown(page), first);
      await type(page, '');
      assert.deepEqual(await shown(page), first);
      await page.context().close();
    });

    await test('meilisearch: without a primary key hits have no objectID; their id is taken', async () => {
      const page = await visit('meilisearch', { given: { primaryKey: undefined } });
      const [first, ...rest] = await shown(page);
      assert.ok([first, ...rest.slice(0, 3)].every(isDog));
      await page.locator('#hits article a').first().click();
      assert.deepEqual(await page.evaluate(() => nearside.signals().filter(({ signal }) => signal === 'click').map(({ item }) => item)), [first]);
      await page.context().close();
    });

    await test('meilisearch: searches that the shop aborts when the next one starts do no harm', async () => {
      const page = await visit('meilisearch', { aborts: true });
      const first = await shown(page);
      await page.locator('#box input').fill('slow');
      await page.waitForTimeout(50);
      await type(page, 'thing 1');
      engines.release();
      await page.waitForTimeout(100);
      const list = await shown(page);
      assert.equal(list.length, 11);
      await page.evaluate((id) => nearside.state(`item:${id}`, 'never'), list[0]);
      await settled(page);
      assert.equal((await shown(page)).at(-1), list[0]);
      await type(page, '');
      assert.deepEqual(sorted(await shown(page)), sorted(first));
      assert.deepEqual(page.faults.filter((fault) => !SAID.test(fault)), []);
      await page.context().close();
    });

    assert.deepEqual(site.asked.filter((line) => !/^GET \/(page\.js|catalog\.nsc|icon\.svg|dist\/[\w/.-]+)?$|^POST \/(multi_search|multi-search|indexes\/products\/facet-search)/.test(line)), []);
  } finally {
    engines.release();
    await site.close();
  }
}
