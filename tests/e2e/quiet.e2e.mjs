// Half a year of visits, signing in and out, and what is where on every page.
import assert from 'node:assert/strict';
import { badge, drawn, list, stores } from './harness.mjs';

const CATS = '#/c/Pets/Cat%20food';
const START = Date.parse('2026-11-22T10:00:00Z');

/** A shopper who said yes and looked at two products. */
async function known(arrive) {
  const shopper = await arrive();
  await shopper.choose('remember');
  for (const at of [0, 1]) {
    await shopper.go(CATS);
    await shopper.openProduct(at);
  }
  await shopper.go('#/');
  return shopper;
}

export const tests = [
  ['quiet: one notice in 180 days, after a no and after a yes', async (arrive) => {
    for (const level of ['off', 'remember']) {
      const shopper = await arrive();
      const { page } = shopper;
      await page.clock.setFixedTime(START);
      await page.reload();
      await drawn(page);
      assert.equal(await page.locator('nearside-notice section').count(), 1, 'the one notice');
      await shopper.choose(level);
      await shopper.go(CATS);
      await shopper.openProduct(0);
      const kept = await stores(page);
      for (let day = 12; day <= 180; day += 12) {
        await page.clock.setFixedTime(START + day * 86_400_000);
        await shopper.go('#/');
        await page.reload();
        await drawn(page);
        assert.equal(await page.locator('nearside-notice section').count(), 0, `${level}: asked again on day ${day}`);
      }
      // What was viewed on the first day is past its 90; the choice is not.
      if (level === 'off') assert.deepEqual(await stores(page), kept);
      else assert.match(await badge(page), /^On your device · 0 interests$/m);
    }
  }],

  ['quiet: signing in and out of the shop links nothing and changes not a byte', async (arrive) => {
    const shopper = await known(arrive);
    const { page } = shopper;
    const ours = async () => Object.fromEntries(Object.entries(await stores(page)).filter(([name]) => name.includes('nearside')));
    // A page without picks: what is shown would be noted too.
    await shopper.go('#/privacy');
    await page.waitForTimeout(1500);
    const before = await ours();
    assert.equal(Object.keys(before).length, 1);
    const account = (mail) => page.evaluate((mail) => {
      if (mail === '') return localStorage.removeItem('shop.account'), sessionStorage.removeItem('shop.token');
      localStorage.setItem('shop.account', JSON.stringify({ mail, customer: 4711 }));
      sessionStorage.setItem('shop.token', 'c0ffee4711');
    }, mail);
    for (const mail of ['ada@mail.example', 'omar@mail.example', '']) {
      await account(mail);
      await page.reload();
      await drawn(page);
      assert.deepEqual(await ours(), before, mail);
    }
    await account('ada@mail.example');
    await shopper.go(CATS);
    await shopper.openProduct(2);
    const after = JSON.stringify(await ours());
    assert.notEqual(after, JSON.stringify(before), 'what is viewed is noted as before');
    for (const own of ['ada', 'mail.example', '4711', 'c0ffee']) assert.ok(!after.includes(own), own);

    // Erasing is of ours alone: nobody is signed out by it.
    const panel = await shopper.openPanel();
    await panel.locator('#erase').click();
    await panel.getByRole('group').getByRole('button', { name: /Erase/ }).click();
    await shopper.closePanel();
    assert.deepEqual(Object.keys(await stores(page)).sort(), ['local shop.account', 'session shop.token']);
  }],

  ['quiet: the badge is on every page, reasons are on lists, products and the cart', async (arrive) => {
    const shopper = await known(arrive);
    const { page } = shopper;
    const seen = async (name, reasons) => {
      await page.locator('nearside-badge button').waitFor();
      assert.equal(await page.locator('nearside-badge').count(), 1, name);
      const said = await page.locator('nearside-reason').evaluateAll((all) => all.map((one) => one.shadowRoot?.querySelector('button')?.textContent.trim() ?? ''));
      assert.ok(said.filter(Boolean).length >= reasons, `${name}: ${said.length} reasons`);
    };
    await seen('home', 4);
    await shopper.go(CATS);
    await seen('aisle', 4);
    await shopper.openProduct(3);
    await seen('product', 1);
    await page.getByRole('button', { name: /^Add / }).first().click();
    await shopper.go('#/search/cat%20food');
    await seen('search', 4);
    const { chip } = (await list(page))[0];
    assert.match(chip, /cat food/i, 'the first result says why it is the first');
    await shopper.go('#/cart');
    await seen('cart', 1);
    for (const hash of ['#/privacy', '#/walk', '#/c/Nowhere']) {
      await shopper.go(hash);
      await seen(hash, 0);
    }
  }],

  ['quiet: before a choice every page asks, every list says why, and after it no page asks', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    const PAGES = ['#/', '#/c/Pets', CATS, '#/p/995242', '#/search/coffee', '#/cart', '#/privacy', '#/walk', '#/c/Nowhere'];
    for (const hash of PAGES) {
      await shopper.go(hash);
      await page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).waitFor();
      assert.equal(await page.locator('nearside-notice').count(), 1, hash);
      for (const grid of await page.locator('main .grid').all()) {
        const bare = await grid.evaluate((list) => [...list.querySelectorAll('.card')].filter((card) => !card.querySelector('nearside-reason')?.shadowRoot.querySelector('.chip:not([hidden])')).length);
        assert.equal(bare, 0, `${hash}: ${await grid.getAttribute('aria-label')}`);
      }
      await shopper.openPanel();
      await shopper.closePanel();
    }
    await shopper.go(CATS);
    await page.getByRole('button', { name: /^Add / }).first().click();
    await shopper.go('#/cart');
    assert.equal(await page.locator('nearside-notice section').count(), 1);
    await shopper.choose('remember');
    for (const hash of PAGES) {
      await shopper.go(hash);
      assert.equal(await page.locator('nearside-notice section').count(), 0, hash);
    }
  }],
];
