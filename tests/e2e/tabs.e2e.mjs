// Two tabs of one browser: what both note at the same time is all kept, and what one forgets or chooses holds in the other.
import assert from 'node:assert/strict';
import { drawn, everybodys, list, settle, stores } from './harness.mjs';

const BUTTON = 'Note fifty views of random products';

/** How many notes the page says that its engine sees. */
const seen = (page) => page.locator('.tabs .notes').innerText().then((text) => Number(text.split(' ')[0]));

/** How many notes the profile on the device holds. */
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('nearside')).profile.log.reduce((sum, [, , what]) => sum + what.length, 0));

/** Presses the button in all tabs in the same millisecond, as far as there is such a thing. */
async function pressed(pages) {
  const at = Date.now() + 400;
  await Promise.all(pages.map((page) => page.getByRole('button', { name: BUTTON }).evaluate((button, at) => new Promise((done) => {
    setTimeout(() => {
      while (Date.now() < at);
      button.click();
      done();
    }, at - Date.now() - 20);
  }), at)));
}

/** Both tabs say this number, and so does the device. */
async function agreed(pages, count) {
  await Promise.all(pages.map((page) => page.waitForFunction(
    (count) => document.querySelector('.tabs .notes').textContent.startsWith(`${count} `), count, { timeout: 5_000 },
  ).catch(() => {})));
  assert.deepEqual(await Promise.all(pages.map(seen)), pages.map(() => count), 'all notes of both tabs');
  assert.deepEqual(await Promise.all(pages.map(kept)), pages.map(() => count), 'on the device');
}

export const tests = [
  ['tabs: both note fifty views at the same time, and both end with the same number, that of all notes', async (arrive) => {
    const shopper = await arrive({ hash: '#/privacy' });
    const { page } = shopper;
    const button = page.getByRole('button', { name: BUTTON });
    assert.ok(await button.isDisabled(), 'nothing before a choice');
    await shopper.choose('remember');
    const [other] = await Promise.all([
      shopper.context.waitForEvent('page'),
      page.locator('.tabs').getByRole('link', { name: 'Open a second tab' }).click(),
    ]);
    await drawn(other);
    assert.equal(await other.evaluate(() => opener), null);
    assert.equal(await seen(page), 0);
    assert.equal(await seen(other), 0);
    for (const count of [100, 200]) {
      await pressed([page, other]);
      await agreed([page, other], count);
    }
    // One tab alone: the other follows.
    await button.click();
    await agreed([page, other], 250);
  }],

  ['tabs: an interest that is forgotten in one tab’s panel is gone from the other tab’s panel', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    for (const hash of ['#/c/Pets/Cat%20food', '#/c/Drinks/Coffee']) {
      await shopper.go(hash);
      await shopper.openProduct(0);
    }
    const other = await shopper.tab();
    const panels = [await shopper.openPanel(page), await shopper.openPanel(other)];
    const names = (panel) => panel.locator('.row .name bdi').allInnerTexts();
    const before = await names(panels[0]);
    assert.ok(before.length > 2, before.join());
    assert.deepEqual(await names(panels[1]), before);
    const [gone] = before;
    await panels[0].locator('.row').first().getByRole('button', { name: /^Remove/ }).click();
    await settle(page);
    const after = await names(panels[0]);
    assert.ok(!after.includes(gone) && after.length > 0, after.join());
    await other.waitForFunction((gone) => ![...document.querySelector('nearside-panel').shadowRoot.querySelectorAll('.row .name bdi')].some((name) => name.textContent === gone), gone, { timeout: 5_000 });
    assert.deepEqual(await names(panels[1]), after);
    // The other tab writes too, and does not bring it back.
    await shopper.closePanel(other);
    await shopper.go('#/c/Drinks/Coffee', other);
    await shopper.openProduct(1, 'main .grid', other);
    await settle(page);
    for (const tab of [page, other]) {
      assert.ok(!(await (tab === page ? names(panels[0]) : names(await shopper.openPanel(other)))).includes(gone), 'it is back');
      assert.ok(!JSON.stringify(await stores(tab)).includes(`${gone}"`), 'it is kept');
    }
  }],

  ['tabs: what is chosen in one tab while another is opening holds in that one too', async (arrive) => {
    const shopper = await arrive({ hash: '#/c/Pets/Cat%20food' });
    const { page } = shopper;
    await shopper.choose('remember');
    await shopper.openProduct(0);
    const other = await shopper.context.newPage();
    // As in the background, where tasks wait: those that follow what was read from storage.
    await other.addInitScript(() => {
      const { getItem } = Storage.prototype, later = globalThis.setTimeout, waiting = [];
      let read = false;
      Storage.prototype.getItem = function (key) {
        read ||= key === 'nearside';
        return getItem.call(this, key);
      };
      globalThis.setTimeout = (task, time, ...rest) => (read && time === undefined ? waiting.push(task) : later(task, time, ...rest));
      globalThis.waiting = waiting;
      globalThis.goOn = () => {
        globalThis.setTimeout = later;
        waiting.forEach((task) => task());
      };
    });
    await other.goto(`${shopper.address}#/`);
    await other.waitForFunction(() => globalThis.waiting.length > 0);
    assert.equal(await other.evaluate(() => document.querySelector('nearside-badge').engine), undefined, 'it is not open yet');
    await page.evaluate(() => document.querySelector('nearside-badge').engine.setLevel('off'));
    await page.waitForTimeout(500);
    await other.evaluate(() => globalThis.goOn());
    await drawn(other);
    assert.equal(await other.evaluate(() => document.querySelector('nearside-badge').engine.level), 'off');
    assert.ok((await list(other)).every(everybodys));
  }],
];
