// The overlay where pages and feeds do what nobody expects: it goes on showing what is, and never breaks what it watches.
import assert from 'node:assert/strict';
import { bundled, html, pages } from './page.mjs';
import { catalog as compiled, NOW } from './shops.mjs';

/** Names as nobody should write them, in every place that the overlay draws. */
const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const LONG = 'x'.repeat(400);
const TURNED = '\u202Egnitset\u2066 &amp; "quoted"';
const ROWS = [
  ['a-1', MARKUP, 'https://[not an address', MARKUP, MARKUP], ['a-2', LONG, '/products/a-2', LONG, `${LONG} > ${LONG}`], ['a-3', TURNED, 'javascript:alert(3)', TURNED, TURNED],
  ['a-4', 'Tea', '', 'Leaf', 'Drinks > Tea'], ['a-5', 'Tea & coffee', '//', 'Leaf', 'Drinks'],
];
const FEED = ['id\ttitle\tlink\timage_link\tprice\tavailability\tbrand\tproduct_type', ...ROWS.map(([id, title, link, brand, type]) => [id, title, link, '', '5.00 EUR', 'in_stock', brand, type].join('\t'))].join('\n');

export default async function check({ test, catalog }) {
  const site = await pages({
    '/': html('<main><h1>A shop</h1><ul id="list"></ul><p id="order"></p></main>', '/page.js', '<meta name="viewport" content="width=device-width">'), '/page.js': await bundled('debug-start.ts'),
    '/catalog.nsc': Buffer.from(catalog), '/strange.nsc': Buffer.from(compiled(FEED, 'buyer\tday\titems\nb1\t2026-10-01\ta-1 a-2')), '/icon.svg': '',
  });
  const visit = async ({ from = '/catalog.nsc', path = '/?nearside=debug', ...options } = {}) => {
    const page = await site.visit(path, { reducedMotion: 'reduce', ...options });
    page.on('dialog', (dialog) => (page.faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    await page.evaluate(async ([now, address]) => {
      globalThis.nearside = await shop.open({ catalog: address, config: { shop: 'Corner' }, now: () => now });
      nearside.setLevel('remember');
      globalThis.stop = shop.overlay(nearside);
    }, [NOW, from]);
    await sheet(page).locator('[aria-expanded]').first().waitFor();
    return page;
  };
  const sheet = (page) => page.locator('[data-nearside-debug]');
  const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 120)));
  const lists = (page) => sheet(page).locator('summary').evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent).join(' | ')));
  const view = async (page, name) => {
    await sheet(page).getByRole('button', { name, exact: true }).first().click();
    return sheet(page).locator('.body').first().innerText();
  };
  const VIEWS = ['Lists', 'Shopper', 'Engine', 'Sharing'];
  const done = async (page, told = /^$/) => {
    assert.deepEqual(page.faults.filter((fault) => !told.test(fault)), []);
    await page.context().close();
  };

  try {
    await test('overlay: an engine that is let go, with the overlay open or before: every view still answers', async () => {
      for (const before of [false, true]) {
        const page = await visit();
        if (before) await page.evaluate(() => (stop(), nearside.dispose(), globalThis.stop = shop.overlay(nearside)));
        else await page.evaluate(() => (shop.draw(nearside), nearside.dispose()));
        await settled(page);
        for (const name of VIEWS) assert.ok((await view(page, name)).length > 20, name);
        assert.match(await view(page, 'Engine'), /ready\s+no/);
        await page.evaluate(() => nearside.recommend('home', { count: 3 }));
        await settled(page);
        await view(page, 'Lists');
        assert.match((await lists(page)).join('\n'), /recommend home.*empty/);
        await page.evaluate(() => stop());
        assert.equal(await sheet(page).count(), 0);
        await done(page);
      }
    });

    await test('overlay: erasing while it is open empties what it shows, and the lists follow', async () => {
      const page = await visit();
      await page.evaluate(() => {
        for (let times = 0; times < 4; times++) nearside.track('view', { id: 'sku-2' });
        nearside.state('brand:Leaf', 'like');
        shop.draw(nearside);
      });
      await settled(page);
      assert.match(await view(page, 'Shopper'), /Interests: [1-9][^]*Said: 1/);
      await page.evaluate(() => nearside.erase());
      await settled(page);
      assert.match(await sheet(page).locator('.body').innerText(), /no choice yet[^]*Interests: 0[^]*Said: 0/);
      await view(page, 'Lists');
      assert.ok((await lists(page)).length === 3 && (await lists(page)).every((line) => !line.includes('| personal')), (await lists(page)).join('\n'));
      await done(page);
    });

    await test('overlay: called twice it is there once, and one call takes it away; those of two engines can both be reached', async () => {
      const page = await visit();
      await page.evaluate(() => (globalThis.second = shop.overlay(nearside)));
      await settled(page);
      assert.equal(await sheet(page).count(), 1);
      await page.evaluate(() => nearside.recommend('home', { count: 3 }));
      await settled(page);
      assert.equal((await lists(page)).length, 1);
      await page.evaluate(() => second());
      assert.deepEqual([await sheet(page).count(), await page.evaluate(() => Object.keys(nearside))], [0, []]);
      await page.evaluate(() => (stop(), globalThis.stop = shop.overlay(nearside)));
      await sheet(page).locator('.sheet').waitFor();
      await page.evaluate(async () => {
        globalThis.other = await shop.open({ catalog: '/strange.nsc', storage: 'memory', config: { shop: 'Other' } });
        globalThis.third = shop.overlay(other);
      });
      await sheet(page).nth(1).locator('.sheet').waitFor();
      await sheet(page).nth(1).getByRole('button', { name: 'Hide' }).click();
      await sheet(page).nth(0).getByRole('button', { name: 'Hide' }).click();
      const boxes = await Promise.all([0, 1].map((at) => sheet(page).nth(at).locator('.pill').boundingBox()));
      assert.ok(Math.abs(boxes[0].y - boxes[1].y) >= Math.min(boxes[0].height, boxes[1].height), JSON.stringify(boxes));
      for (const at of [0, 1]) await sheet(page).nth(at).locator('.pill').click();
      await page.evaluate(() => third());
      assert.equal(await sheet(page).count(), 1);
      await page.evaluate(() => nearside.recommend('home', { count: 2 }));
      await settled(page);
      assert.match((await lists(page))[0], /recommend home/);
      await done(page);
    });

    await test('overlay: no items at all, and no catalog: it says so', async () => {
      for (const from of ['/nowhere.nsc', '/icon.svg']) {
        const page = await visit({ from });
        await page.evaluate(() => shop.draw(nearside));
        await settled(page);
        assert.match((await lists(page)).join('\n'), /recommend home.*empty/);
        assert.match(await view(page, 'Engine'), /CATALOG[^]*ready\s+no/);
        for (const name of VIEWS) await view(page, name);
        await done(page, /404|Failed to load/);
      }
    });

    await test('overlay: titles, brands and links as no feed should have them stay texts, are cut nowhere at 320 pixels, and break nothing', async () => {
      for (const viewport of [{ width: 320, height: 480 }, { width: 1000, height: 800 }]) {
        const page = await visit({ from: '/strange.nsc', viewport });
        if (viewport.width === 320) await sheet(page).locator('.pill').click();
        await page.evaluate(() => {
          for (const id of ['a-1', 'a-2', 'a-3']) for (let times = 0; times < 4; times++) nearside.track('view', { id });
          for (const { facet } of nearside.interests()) nearside.state(facet, 'like');
          nearside.recommend('home', { count: 5, filter: 'price < 100', explore: false });
          nearside.recommend('product', { item: 'a-1', count: 2 });
        });
        await settled(page);
        assert.equal((await lists(page)).length, 2);
        for (const at of [0, 1]) await sheet(page).locator('summary').nth(at).click();
        await settled(page);
        const text = await sheet(page).locator('.body').innerText();
        for (const words of ['<img src=x onerror=alert(1)><script>', 'xxxxxxxx', 'gnitset']) assert.ok(text.includes(words), words);
        for (const name of VIEWS) {
          await view(page, name);
          assert.equal(await sheet(page).locator('.body').evaluate((body) => body.scrollWidth - body.clientWidth), 0, `${name} is cut off at ${viewport.width}`);
          assert.equal(await sheet(page).evaluate(({ shadowRoot }) => shadowRoot.querySelectorAll('img,script,a').length), 0);
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
        await done(page);
      }
    });

    await test('overlay: options of any shape: the page has what it would have without it, and every question is shown', async () => {
      const asking = () => {
        const loop = { id: 'sku-1' };
        loop.self = loop;
        const said = [];
        for (const [name, ...given] of [
          ['recommend', 'search', { hits: [loop, { id: 'sku-2', big: 7n }, null, 'sku-3'], count: 3 }], ['recommend', 'home', { cart: undefined, hits: undefined, item: undefined, filter: undefined, count: 2 }],
          ['recommend', 'home', null], ['recommend', 'home', { filter: { facets: 7 } }], ['recommend', 'home', { filter: null, count: 1 }], ['recommend', 'home', { cart: 7 }], ['recommend', Symbol('attic')], ['recommend'],
          ['recommend', 'home', { count: 7n }], ['recommend', 'home', { boost: loop }], ['rerank', [loop, null, 'sku-2', { id: 7n }]], ['rerank', null], ['rank', 'home', null], ['rank', 'search', { hits: [loop] }],
        ]) {
          try {
            const answer = nearside[name](...given);
            said.push(JSON.stringify((answer.items ?? [...answer]).map((one) => one?.id ?? String(one)), (_, value) => (typeof value === 'bigint' ? `${value}n` : value)));
          } catch (error) {
            said.push(error.code ?? error.name);
          }
        }
        return said;
      };
      const without = await visit({ path: '/?nearside=debug' });
      await without.evaluate(() => stop());
      const plain = await without.evaluate(asking);
      await done(without, /knows no/);
      const page = await visit();
      assert.deepEqual(await page.evaluate(asking), plain);
      await settled(page);
      const all = await lists(page);
      assert.ok(all.length >= 12, all.join('\n'));
      for (let at = 0; at < all.length; at++) await sheet(page).locator('summary').nth(at).click();
      await settled(page);
      assert.equal((await lists(page)).length, all.length);
      assert.match(await sheet(page).locator('.body').innerText(), /4 items/);
      await done(page, /knows no/);
    });

    await test('overlay: a page that empties its body has it again with the next list; keys of it are not the page\'s', async () => {
      const page = await visit();
      await page.evaluate(() => {
        document.body.innerHTML = '<main><h1>Another page</h1></main>';
        nearside.recommend('home', { count: 2 });
      });
      await settled(page);
      assert.equal(await sheet(page).count(), 1);
      await page.evaluate(() => {
        globalThis.keys = [];
        addEventListener('keydown', ({ key }) => keys.push(key));
      });
      await sheet(page).locator('summary').first().focus();
      await page.keyboard.press('Escape');
      await sheet(page).locator('.pill').waitFor();
      assert.deepEqual(await page.evaluate(() => keys), [], 'the page closed something too');
      await page.keyboard.press('Enter');
      await sheet(page).locator('.sheet').waitFor();
      await done(page);
    });
  } finally {
    await site.close();
  }
}
