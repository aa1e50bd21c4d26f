// React with a server and in Chromium, in its development build, whose every warning fails: no mismatch, no second
// engine, no answer that is new without a change.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundled, html, pages } from './page.mjs';
import { OTHER, ours } from './react.mjs';
import { DOG, isDog, NOW, PRODUCTS, ROOT } from './shops.mjs';

const GOODS = PRODUCTS.slice(0, 20).map(({ objectID, name }) => ({ id: objectID, name }));
const CONFIG = { shop: 'Corner' };
const CSS = '.slot{min-block-size:700px;contain:layout}.picks,.goods{margin:0;padding:0;list-style:none}.picks{display:grid;grid-template-columns:repeat(4,1fr)}.picks li{block-size:140px}.goods li{block-size:24px}.level,.interests{block-size:32px;margin:0}nearside-notice{display:block;min-block-size:640px}nearside-badge{min-block-size:48px}';

async function onServer() {
  const folder = join(ROOT, 'build/connect');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `server-${process.pid}.mjs`);
  await build({
    entryPoints: [join(ROOT, 'tests/connect/pages/react-server.tsx')], bundle: true, format: 'esm', platform: 'node', outfile, jsx: 'automatic', jsxImportSource: 'react', logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"development"' }, plugins: [ours()], ...OTHER, banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile);
  }
}

export default async function check({ test, catalog }) {
  const said = [];
  const { error, warn } = console;
  const { drawn, reactVersion } = await onServer();
  const props = { products: GOODS, nearside: { catalog: '/catalog.nsc', config: CONFIG, elements: true } };

  let markup = '';
  await test(`React ${reactVersion}: a server draws the given order and an empty room, opens nothing and warns of nothing`, async () => {
    console.error = console.warn = (...words) => said.push(words.join(' '));
    try {
      markup = drawn(props);
    } finally {
      Object.assign(console, { error, warn });
    }
    assert.deepEqual(said, []);
    assert.deepEqual([...markup.matchAll(/<li data-id="(sku-\d+)"/g)].map(([, id]) => id), GOODS.map(({ id }) => id));
    assert.match(markup, /<ul class="picks" aria-busy="true"><\/ul>/);
    assert.match(markup, /<p class="level">none/);
  });

  const site = await pages({
    '/': () => html(`<div id="app">${markup}</div>`, '/page.js', '<link rel="stylesheet" href="/list.css">'),
    '/alone': html('<div id="app"></div>', '/page.js', '<link rel="stylesheet" href="/list.css">'),
    '/page.js': await bundled('react-start.tsx', { plugins: [ours()], external: [], ...OTHER }), '/list.css': CSS, '/catalog.nsc': Buffer.from(catalog), '/icon.svg': '',
  });
  const start = (page, more = {}, options = {}) => page.evaluate(([products, nearside, now, given]) => {
    globalThis.root = shop.start(products, { ...nearside, now: () => now }, given);
  }, [GOODS, { ...props.nearside, ...more }, NOW, options]);
  const ids = (page, list) => page.locator(`.${list} li`).evaluateAll((all) => all.map(({ dataset }) => dataset.id));
  const ready = (page) => page.locator('.picks[aria-busy=false]').waitFor({ state: 'attached' });
  const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const clean = async (page) => assert.deepEqual([...page.faults, ...(await page.evaluate(() => shop.faults))], []);
  const asked = () => site.asked.filter((line) => line.includes('/catalog.nsc')).length;
  const own = GOODS.map(({ id }) => id);

  try {
    await test('React: what the server drew is taken over without a mismatch; then the list is there, and one engine was opened', async () => {
      const page = await site.visit('/');
      const before = asked();
      await start(page);
      assert.deepEqual(await ids(page, 'goods'), own);
      await ready(page);
      assert.equal((await ids(page, 'picks')).length, 8);
      assert.deepEqual(await ids(page, 'goods'), own, 'before a choice it is the shop\'s order');
      assert.equal(asked() - before, 1, 'the catalog was fetched again');
      assert.equal(await page.evaluate(() => shop.engines.filter(Boolean).length), 1);
      await page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).waitFor();
      await clean(page);
      await page.context().close();
    });

    await test('React: who comes back finds the server\'s order first, then their own; nothing on the page shifts', async () => {
      const page = await site.visit('/');
      await start(page);
      await ready(page);
      await page.evaluate((likes) => {
        const engine = shop.engines.at(-1);
        engine.setLevel('remember');
        for (const id of likes) for (let times = 0; times < 4; times++) engine.track('view', { id });
      }, DOG);
      await page.reload();
      await page.evaluate(() => {
        globalThis.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) => [value, sources.map(({ node }) => node?.className ?? node?.nodeName)]))).observe({ type: 'layout-shift', buffered: true });
      });
      await start(page);
      await ready(page);
      await settled(page);
      assert.ok((await ids(page, 'goods')).slice(0, 4).every(isDog));
      assert.ok((await ids(page, 'picks')).filter(isDog).length >= 4);
      assert.deepEqual((await ids(page, 'goods')).toSorted(), own.toSorted());
      assert.equal(await page.locator('.interests').innerText() > 0, true);
      assert.match(await page.locator('.picks nearside-reason').first().locator('button').innerText(), /\w/);
      const shifts = await page.evaluate(() => shifts);
      assert.ok(shifts.reduce((sum, [value]) => sum + value, 0) < 0.1, JSON.stringify(shifts));
      await clean(page);
      await page.context().close();
    });

    await test('React: what the shopper says is drawn at once, what is noted moves nothing, and no answer is new without a change', async () => {
      const page = await site.visit('/alone');
      const opened = asked();
      await start(page, {}, { hydrate: false });
      await ready(page);
      assert.deepEqual([asked() - opened, await page.evaluate(() => shop.engines.filter(Boolean).length)], [1, 1], 'effects that are tried twice open one engine');
      await page.locator('.level button', { hasText: 'remember' }).click();
      await settled(page);
      assert.match(await page.locator('.level').innerText(), /^remember remember/);
      const before = await page.evaluate(() => Object.fromEntries(Object.entries(shop.seen).map(([name, { answers }]) => [name, answers.length])));
      await page.locator('.again').click();
      await page.locator('.again').click();
      await settled(page);
      const after = await page.evaluate(() => Object.fromEntries(Object.entries(shop.seen).map(([name, { answers }]) => [name, answers.length])));
      assert.deepEqual(after, before, 'an answer was new without a change');
      const [goods, picks] = [await ids(page, 'goods'), await ids(page, 'picks')];
      await page.evaluate((likes) => {
        for (const id of likes) for (let times = 0; times < 4; times++) shop.engines.at(-1).track('view', { id });
      }, DOG);
      await settled(page);
      assert.deepEqual([await ids(page, 'goods'), await ids(page, 'picks')], [goods, picks], 'the list moved while it was looked at');
      assert.ok(Number(await page.locator('.interests').innerText()) > 0, 'interests are told after every change');
      await page.evaluate(() => shop.engines.at(-1).state('category:Pets > Dog food', 'like'));
      await settled(page);
      assert.ok((await ids(page, 'goods')).slice(0, 4).every(isDog));
      await page.evaluate((id) => shop.engines.at(-1).state(`item:${id}`, 'never'), DOG[0]);
      await settled(page);
      assert.equal((await ids(page, 'goods')).at(-1), DOG[0]);
      assert.ok(!(await ids(page, 'picks')).includes(DOG[0]));
      await page.locator('.level button', { hasText: 'off' }).click();
      await settled(page);
      assert.deepEqual([await ids(page, 'goods'), await ids(page, 'picks')], [own, picks]);
      assert.ok((await page.evaluate(() => shop.seen.picks.drawn)) < 60, 'drawn over and over');
      await clean(page);
      await page.context().close();
    });

    await test('React: an engine of its own is let go with the provider; one that was given is not, and a promise is enough', async () => {
      const page = await site.visit('/alone');
      await start(page, {}, { hydrate: false });
      await ready(page);
      assert.equal(await page.evaluate(async () => {
        root.unmount();
        await new Promise((done) => setTimeout(done, 20));
        return shop.engines.find(Boolean).ready;
      }), false, 'it is still open');
      for (const promise of [true, false]) {
        assert.deepEqual(await page.evaluate(async ([products, config, later]) => {
          const engine = await shop.open({ catalog: '/catalog.nsc', config });
          shop.engines.length = 0;
          globalThis.root = shop.start(products, { nearside: later ? Promise.resolve(engine) : engine }, { hydrate: false });
          await new Promise((done) => setTimeout(done, 100));
          const shown = document.querySelectorAll('.picks li').length;
          const same = shop.engines.includes(engine);
          root.unmount();
          await new Promise((done) => setTimeout(done, 20));
          const open = engine.ready;
          engine.dispose();
          return [shown, same, open];
        }, [GOODS, CONFIG, promise]), [8, true, true]);
      }
      await clean(page);
      await page.context().close();
    });

    await test('React: an engine that is open before the page is taken over waits until it is', async () => {
      const page = await site.visit('/');
      await page.evaluate(async ([products, config, likes]) => {
        const engine = await shop.open({ catalog: '/catalog.nsc', config });
        engine.setLevel('remember');
        for (const id of likes) for (let times = 0; times < 4; times++) engine.track('view', { id });
        shop.start(products, { nearside: engine });
      }, [GOODS, CONFIG, DOG]);
      await ready(page);
      assert.ok((await ids(page, 'goods')).slice(0, 4).every(isDog));
      await clean(page);
      await page.context().close();
    });

    await test('React: without a catalog, and with an engine that never comes, the shop stands as its server drew it', async () => {
      const page = await site.visit('/');
      await start(page, { catalog: new Uint8Array([1, 2, 3]) });
      await ready(page);
      assert.deepEqual([await ids(page, 'goods'), await ids(page, 'picks')], [own, []]);
      await clean(page);
      const other = await site.visit('/');
      await other.evaluate(([products]) => void shop.start(products, { nearside: new Promise(() => {}) }), [GOODS]);
      await settled(other);
      assert.deepEqual(await ids(other, 'goods'), own);
      assert.equal(await other.locator('.picks[aria-busy=true]').count(), 1);
      await clean(other);
      await page.context().close();
      await other.context().close();
    });
  } finally {
    await site.close();
  }
}
