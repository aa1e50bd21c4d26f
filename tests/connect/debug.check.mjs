// The overlay for merchants in Chromium, under a policy with no Trusted Types at all: it is there when it is asked for, it
// shows what is, and the page, its storage and its traffic are as they were.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { start as startShop, stores } from '../e2e/harness.mjs';
import { bundled, html, pages } from './page.mjs';
import { DOG, NOW } from './shops.mjs';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const BODY = '<main><h1>A shop</h1><ul id="list"></ul><p id="order"></p></main>';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CONFIG = { shop: 'Corner', placements: { category: { diversity: 0.3 } } };

export default async function check({ test, catalog }) {
  const site = await pages({ '/': html(BODY, '/page.js', '<meta name="viewport" content="width=device-width">'), '/page.js': await bundled('debug-start.ts'), '/catalog.nsc': Buffer.from(catalog), '/icon.svg': '' }, POLICY);
  const visit = async (path, { config = CONFIG, late = false, show, ...options } = {}) => {
    const page = await site.visit(path, { reducedMotion: 'reduce', ...options });
    await page.evaluate(async ([now, likes, given, afterwards, shown]) => {
      const nearside = await shop.open({ catalog: '/catalog.nsc', config: given, now: () => now });
      nearside.setLevel('remember');
      for (const id of likes) for (let times = 0; times < 4; times++) nearside.track('view', { id });
      globalThis.nearside = nearside;
      globalThis.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
      if (afterwards) shop.draw(nearside);
      globalThis.stop = shop.overlay(nearside, { config: given, ...(shown === undefined ? {} : { show: shown }) });
      if (!afterwards) shop.draw(nearside);
    }, [NOW, DOG, config, late, show]);
    return page;
  };
  const sheet = (page) => page.locator('[data-nearside-debug]');
  const clean = async (page) => assert.deepEqual([...page.faults, ...(await page.evaluate(() => violations))], []);
  const lists = (page) => sheet(page).locator('summary').evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent).join(' | ')));
  const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 120)));
  const shown = (page) => page.evaluate(() => [[...document.querySelectorAll('#list li')].map((card) => card.dataset.id), document.querySelector('#order').textContent]);

  try {
    await test('overlay: without its address nothing is there, nothing is loaded and the engine is untouched', async () => {
      for (const path of ['/', '/?nearside=debugger', '/?other=debug', '/#?nearside=debug']) {
        const before = site.asked.length;
        const page = await visit(path);
        await settled(page);
        assert.equal(await sheet(page).count(), 0);
        assert.deepEqual(await page.evaluate(() => Object.keys(nearside)), []);
        assert.deepEqual(site.asked.slice(before).filter((line) => line.includes('chunks/debug')), []);
        await page.context().close();
      }
    });

    let plain;
    await test('overlay: the page\'s lists, each with what was asked, what is at work, and terms that add up; the lists are as they were', async () => {
      const other = await visit('/');
      plain = await shown(other);
      await other.context().close();
      for (const late of [false, true]) {
        const page = await visit('/?nearside=debug', { late });
        await sheet(page).locator('summary').nth(2).waitFor();
        assert.deepEqual(await shown(page), plain, 'somebody watches, and the lists are others');
        const all = await lists(page);
        assert.equal(all.length, 3, all.join('\n'));
        for (const [at, words] of [[0, /rerank.*3 items, \d moved/], [1, /recommend category.*category = "Drinks".*4 items/], [2, /recommend home.*6 items.*personal/]]) assert.match(all[at], words);
        await sheet(page).locator('summary').nth(1).click();
        await sheet(page).locator('summary').nth(2).click();
        await settled(page);
        const text = await sheet(page).locator('details').nth(2).innerText();
        for (const words of ['"where":"brand = \\"Leaf\\""', '{"1":"sku-3"}', 'boosted', '6 of 6', 'no item of an earlier list', '<img src=x onerror=alert(1)>', 'Promoted']) assert.ok(text.includes(words), `${words} is not in\n${text}`);
        assert.ok((await sheet(page).locator('details').nth(1).innerText()).includes('diversity (nearside.json)'));
        const rows = await sheet(page).locator('details').nth(2).locator('.item').evaluateAll((items) => items.map((item) => ({ id: item.querySelector('code').textContent, score: item.querySelector('.head>span:not(.soft,.badge)').textContent, terms: [...item.querySelectorAll('.term')].map((term) => term.textContent.match(/[+−][\d.]+$/)[0]) })));
        assert.deepEqual(rows.map(({ id }) => id), plain[0].slice(0, 6));
        const number = (words) => Number(words.replace('−', '-'));
        for (const { score, terms } of rows) assert.ok(Math.abs(number(score) - terms.reduce((sum, term) => sum + number(term), 0)) < 0.005 * (terms.length + 1), `${score} is not ${terms}`);
        await sheet(page).getByRole('button', { name: /^Show Thing \d+ on the page$/ }).last().click();
        assert.equal(await page.evaluate(() => document.getAnimations().filter(({ effect }) => effect.target.matches('#list li')).length), 1, 'it is pointed at');
        await clean(page);
        await page.context().close();
      }
    });

    await test('overlay: it stores nothing, sends nothing and loads one file of ours; asked again a list is one list', async () => {
      const page = await visit('/?nearside=debug');
      const before = await stores(page);
      const from = site.asked.length;
      await sheet(page).locator('summary').nth(2).waitFor();
      for (const name of ['Shopper', 'Engine', 'Sharing', 'Lists']) await sheet(page).getByRole('button', { name, exact: true }).click();
      for (let times = 0; times < 3; times++) await page.evaluate(() => nearside.dispatchEvent(new CustomEvent('change', { detail: { what: 'settings' } })));
      await settled(page);
      assert.deepEqual((await lists(page)).map((line) => /(\d)×/.exec(line)?.[1]), ['4', '4', '4']);
      assert.deepEqual(await stores(page), before);
      assert.deepEqual(site.asked.slice(from).filter((line) => !/^GET \/dist\/chunks\/debug-\w+\.js$/.test(line)), []);
      assert.equal(await page.evaluate(() => nearside.signals().some(({ signal }) => signal !== 'view')), false);
      await clean(page);
      await page.context().close();
    });

    await test('overlay: shopper, engine and problems as the engine says; a list that is asked wrongly fails as before, and says so', async () => {
      const page = await visit('/?nearside=debug');
      await sheet(page).getByRole('button', { name: 'Shopper', exact: true }).click();
      const shopper = await sheet(page).locator('.body').innerText();
      for (const words of ['remember', 'Dog food', 'on this device']) assert.ok(shopper.includes(words), shopper);
      await page.evaluate(() => nearside.state('brand:Leaf', 'less'));
      await settled(page);
      assert.match(await sheet(page).locator('.body').innerText(), /Said: 1\s+Leaf/);
      await sheet(page).getByRole('button', { name: 'Engine', exact: true }).click();
      assert.match(await sheet(page).locator('.body').innerText(), /wasm[^]*72 items[^]*catalog\.nsc/);
      assert.equal(await page.evaluate(() => {
        try {
          nearside.recommend('attic');
        } catch ({ code }) {
          return code;
        }
      }), 'BAD_OPTION');
      await page.evaluate(() => nearside.setCeiling('shop', 'off'));
      await page.evaluate(() => nearside.setLevel('remember'));
      await settled(page);
      assert.match(await sheet(page).locator('.body').innerText(), /CEILING/);
      await sheet(page).getByRole('button', { name: 'Lists', exact: true }).click();
      assert.match((await lists(page)).join('\n'), /recommend attic.*attic/);
      await sheet(page).getByRole('button', { name: 'Sharing', exact: true }).click();
      assert.match(await sheet(page).locator('.body').innerText(), /asks nothing/);
      await page.evaluate(() => stop());
      assert.equal(await sheet(page).count(), 0);
      assert.deepEqual(await page.evaluate(() => Object.keys(nearside)), [], 'the engine is as it was');
      await clean(page);
      await page.context().close();
    });

    await test('overlay: what would leave is shown where a shop asks, without making anything below level share', async () => {
      const page = await visit('/?nearside=debug', { config: { ...CONFIG, counts: { questions: { funnel: { purpose: 'How far visits get' } } } } });
      await sheet(page).getByRole('button', { name: 'Sharing', exact: true }).click();
      const before = await stores(page);
      await sheet(page).getByRole('button', { name: 'Load it' }).click();
      await sheet(page).getByText('funnel/1').waitFor();
      assert.match(await sheet(page).locator('.body').innerText(), /nothing at this level[^]*0 reports[^]*How far visits get/);
      assert.deepEqual(await stores(page), before);
      await clean(page);
      await page.context().close();
    });

    await test('overlay: by keyboard, at 320 pixels, dark, from right to left, without a finding of axe', async () => {
      for (const [name, options, dir] of [['wide', {}], ['dark', { colorScheme: 'dark' }], ['narrow', { viewport: { width: 320, height: 480 } }], ['rtl', { viewport: { width: 1000, height: 700 } }, 'rtl'], ['forced', { forcedColors: 'active' }]]) {
        const page = await visit('/?nearside=debug', options);
        if (dir) await page.evaluate((way) => (document.documentElement.dir = way), dir);
        await page.evaluate(() => (document.documentElement.style.colorScheme = 'light dark'));
        const toggle = sheet(page).locator('[aria-expanded]');
        await toggle.waitFor();
        assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'it took the focus');
        if (name === 'narrow') assert.equal(await toggle.getAttribute('aria-expanded'), 'false', 'it covers a small page unasked');
        for (let tabs = 0; tabs < 30 && !(await toggle.evaluate((button) => button.matches(':focus'))); tabs++) await page.keyboard.press('Tab');
        if (name === 'narrow') await page.keyboard.press('Enter');
        await sheet(page).locator('summary').nth(2).waitFor();
        for (let tabs = 0; tabs < 12 && !(await sheet(page).locator('summary').first().evaluate((one) => one.matches(':focus'))); tabs++) await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await settled(page);
        assert.equal(await sheet(page).locator('details').first().evaluate(({ open }) => open), true, name);
        await sheet(page).locator('summary').last().click();
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${name}: sideways`);
        assert.equal(await sheet(page).locator('.body').evaluate((body) => body.scrollWidth - body.clientWidth), 0, `${name}: cut off`);
        const { x, width } = await sheet(page).locator('.sheet').boundingBox();
        if (dir) assert.ok(x < 40, 'at the end of the page, which is left');
        else if (name === 'wide') assert.ok(x + width > page.viewportSize().width - 40);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => axe.run('[data-nearside-debug]', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${name} ${id}: ${target.flat().join(' ')} ${any[0]?.message ?? ''}`)), []);
        await sheet(page).locator('summary').last().focus();
        await page.keyboard.press('Escape');
        assert.equal(await sheet(page).locator('.sheet').count(), 0);
        assert.equal(await toggle.evaluate((button) => button.matches(':focus')), true, 'the focus is lost');
        await clean(page);
        await page.context().close();
      }
    });
  } finally {
    await site.close();
  }

  const stage = await startShop();
  try {
    await test('overlay: the demo shop has it at /?nearside=debug, and nowhere else', async () => {
      for (const [path, count] of [['/?nearside=debug#/', 1], ['/#/', 0]]) {
        const page = await stage.browser.newPage();
        const faults = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
        await page.goto(stage.address + path);
        await page.locator('main .grid .card').first().waitFor();
        if (count) await page.locator('[data-nearside-debug] summary', { hasText: 'recommend home' }).waitFor();
        assert.equal(await page.locator('[data-nearside-debug]').count(), count);
        assert.deepEqual(faults, []);
        await page.close();
      }
    });
  } finally {
    await stage.close();
  }
}
