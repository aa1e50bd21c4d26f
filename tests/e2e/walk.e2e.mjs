// Walking in someone's shoes: their year changes their picks and leaves the shopper's own profile alone.
import assert from 'node:assert/strict';
import { ids, settle, stores } from './harness.mjs';

export const tests = [
  ['a household’s year changes the picks, and nothing of the shopper', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    await shopper.go('#/c/Breakfast/Cereal');
    await shopper.openProduct(0);
    await shopper.go('#/');
    const own = await ids(page);
    const kept = await stores(page);

    await shopper.go('#/walk');
    await page.locator('.people button').first().waitFor();
    assert.equal(await page.locator('.people button').count(), 12);
    await page.getByRole('button', { name: /A house with cats/ }).click();
    await page.getByRole('heading', { level: 1, name: 'A house with cats' }).waitFor();
    const start = await ids(page, 'main [aria-label="Their picks"]');
    const next = page.getByRole('button', { name: 'Next basket' });
    for (let at = 0; at < 8; at++) await next.click();
    await settle(page);
    assert.match(await page.locator('.track').innerText(), /2017[\s\S]*8 of 6\d baskets/);
    assert.ok((await page.locator('.basket li').count()) > 0);
    assert.notDeepEqual(await ids(page, 'main [aria-label="Their picks"]'), start);
    await page.locator('input[type=range]').fill('40');
    await settle(page);
    const cats = await page.locator('main [aria-label="Their picks"] .card-title').allInnerTexts();
    assert.ok(cats.filter((title) => /Cat/.test(title)).length >= 3, cats.join());
    assert.match(await page.locator('.player .soft').innerText(), /\d+ of \d+ things they bought/);

    // The whole shop is theirs now, and what is done in it counts for them.
    await shopper.go('#/');
    assert.notDeepEqual(await ids(page), own);
    await page.getByText('Nothing counts for you now').waitFor();
    await shopper.openProduct(0);
    await page.getByRole('button', { name: /^Add / }).first().click();
    assert.deepEqual(await stores(page), kept, 'not a byte of the shopper’s own profile changed');

    await shopper.go('#/');
    await page.locator('.walk-bar').getByRole('button', { name: 'Leave' }).click();
    await settle(page);
    assert.deepEqual(await ids(page), own);
    assert.deepEqual(await stores(page), kept);
  }],

  ['going back in the year gives the same picks as the first time', async (arrive) => {
    const shopper = await arrive({ hash: '#/walk' });
    const { page } = shopper;
    await page.getByRole('button', { name: /The keen bakers/ }).click();
    const slider = page.locator('input[type=range]');
    const at = async (basket) => {
      await slider.fill(String(basket));
      await settle(page);
      return ids(page, 'main [aria-label="Their picks"]');
    };
    const first = await at(20);
    const later = await at(60);
    assert.notDeepEqual(later, first);
    assert.deepEqual(await at(20), first);
    assert.deepEqual(await stores(page), {});
  }],

  ['play runs, pause stops, the end ends', async (arrive) => {
    const shopper = await arrive({ hash: '#/walk' });
    const { page } = shopper;
    await page.getByRole('button', { name: /A sweet tooth/ }).click();
    const count = async () => Number(/(\d+) of \d+/.exec(await page.locator('.track').innerText())[1]);
    await page.getByLabel('Speed').selectOption('fast');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => Number(/(\d+) of \d+/.exec(document.querySelector('.track').innerText)[1]) >= 3);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await count();
    await page.waitForTimeout(500);
    assert.equal(await count(), paused);
    await page.locator('input[type=range]').evaluate((slider) => {
      slider.value = String(Number(slider.max) - 1);
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByRole('button', { name: 'Next basket' }).click();
    assert.ok(await page.getByRole('button', { name: 'Play' }).isDisabled());
  }],
];
