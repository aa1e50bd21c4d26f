// Levels: what is kept, where, and what picks look like. Every test also judges the traffic (harness.mjs).
import assert from 'node:assert/strict';
import { badge, drawn, everybodys, ids, list, stores } from './harness.mjs';

const PETS = '#/c/Pets/Cat%20food';

/** Looks around: an aisle, three of its products, a search, the cart. */
async function browse(shopper, page = shopper.page) {
  for (let at = 0; at < 3; at++) {
    await shopper.go(PETS, page);
    await shopper.openProduct(at, 'main .grid', page);
  }
  await page.getByRole('button', { name: /^Add / }).first().click();
  await shopper.go('#/search/cat%20litter', page);
  await shopper.go('#/cart', page);
  await shopper.go('#/', page);
}

export const tests = [
  ['before a choice nothing is kept and picks are everybody’s', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await page.locator('nearside-notice').getByRole('heading', { name: 'Picks for you: your choice' }).waitFor();
    const before = await ids(page);
    await browse(shopper);
    assert.deepEqual(await stores(page), {});
    assert.deepEqual(await ids(page), before);
    assert.ok((await list(page)).every(everybodys));
    assert.equal(await page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).count(), 1, 'the question is still there');
  }],

  ['off: the refusal is remembered, nothing else, and nobody asks again', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    const before = await ids(page);
    await shopper.choose('off');
    const refusal = await stores(page);
    await browse(shopper);
    assert.deepEqual(await stores(page), refusal, 'browsing changes nothing');
    assert.equal(Object.keys(refusal).length, 1);
    const another = await arrive();
    await another.choose('off');
    assert.deepEqual(await stores(another.page), refusal, 'two people who refuse cannot be told apart');
    assert.deepEqual(await ids(page), before);
    await page.reload();
    await drawn(page);
    assert.equal(await page.locator('nearside-notice').getByRole('button').count(), 0);
    assert.match(await badge(page), /Off · nothing kept/);
  }],

  ['this visit: kept in the tab, gone with it', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('visit');
    await browse(shopper);
    const kept = Object.keys(await stores(page));
    assert.ok(kept.length > 0 && kept.every((name) => name.startsWith('session ')), kept.join());
    assert.ok((await list(page)).some((pick) => !everybodys(pick)), 'picks are personal');
    await page.reload();
    await drawn(page);
    assert.ok((await list(page)).some((pick) => !everybodys(pick)), 'picks are still personal after a reload');
    const other = await shopper.tab();
    assert.deepEqual(await stores(other), {}, 'another tab has nothing');
    assert.ok((await list(other)).every(everybodys));
  }],

  ['remember me: picks and reasons follow what was viewed, also after a reload and in another tab', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    const before = await ids(page);
    await shopper.choose('remember');
    assert.deepEqual(await ids(page), before, 'the choice alone changes no pick');
    await browse(shopper);
    const kept = await stores(page);
    assert.deepEqual(Object.keys(kept).map((name) => name.split(' ')[0]), ['local'], 'one key, in local storage');
    assert.ok(Object.values(kept)[0].length < 8192, 'and it is small');
    const after = await list(page);
    assert.notDeepEqual(after.map(({ id }) => id), before);
    assert.ok(!after.some(everybodys) && after.some(({ title, chip }) => /Cat/.test(title) && /cat food/i.test(chip)), JSON.stringify(after));
    assert.match(await page.locator('#picks').innerText(), /Picked for you/);
    assert.match(await badge(page), /On your device · [1-9]\d* interests?$/);
    await page.reload();
    await drawn(page);
    assert.deepEqual(await list(page), after);
    const other = await shopper.tab();
    assert.deepEqual(await list(other), after);
  }],

  ['one look is enough to change the first page', async (arrive) => {
    const shopper = await arrive();
    const everybody = await list(shopper.page);
    assert.ok(!everybody.some(({ title }) => /\bDog\b/.test(title)), JSON.stringify(everybody));
    await shopper.choose('remember');
    await shopper.go('#/c/Pets/Dog%20food');
    await shopper.openProduct(0);
    await shopper.go('#/');
    const picks = await list(shopper.page);
    assert.ok(picks.length >= 3 && picks.some(({ title }) => /\bDog\b/.test(title)), JSON.stringify(picks));
  }],

  ['a shelf that the shop calls sensitive is never learned from', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    const before = await ids(page);
    const empty = await stores(page);
    for (const path of ['Health%20%26%20pharmacy/Feminine%20care', 'Health%20%26%20pharmacy/Family%20planning', 'Beer%2C%20wine%20%26%20spirits/Wine']) {
      await shopper.go(`#/c/${path}`);
      await shopper.openProduct(0);
      await page.getByRole('button', { name: /^Add / }).first().click();
    }
    await shopper.go('#/cart');
    await page.getByRole('button', { name: 'Place the order' }).click();
    await shopper.go('#/search/condoms');
    await shopper.go('#/');
    assert.deepEqual(await stores(page), empty);
    assert.deepEqual(await ids(page), before);
  }],

  ['looking around asks the server for nothing at all', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    await browse(shopper);
    // By now everything that pages need is here; what follows could only be about the shopper.
    const before = shopper.asked.length;
    for (const path of ['Baby/Baby%20food', 'Pets/Dog%20food', 'Frozen', 'Bakery/Cakes']) {
      await shopper.go(`#/c/${path}`);
      await shopper.openProduct(2);
      await page.getByRole('button', { name: /^Add / }).first().click();
    }
    await shopper.go('#/search/dog%20treats');
    await shopper.go('#/cart');
    await page.getByRole('button', { name: 'Place the order' }).click();
    await shopper.go('#/');
    assert.deepEqual(shopper.asked.slice(before).map((request) => request.url()), []);
  }],

  ['lowering to off acts at once, then asks: kept is not used, erased is gone', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    const before = await ids(page);
    await shopper.choose('remember');
    await browse(shopper);
    assert.notDeepEqual(await ids(page), before);
    const panel = await shopper.openPanel();
    await panel.getByRole('radio', { name: 'Off' }).check();
    assert.deepEqual(await ids(page), before, 'already while the question stands');
    await shopper.closePanel();
    assert.deepEqual(await ids(page), before);
    const held = await stores(page);
    assert.ok([...shopper.secrets].some((secret) => JSON.stringify(held).includes(secret)), 'nobody said erase');
    await browse(shopper);
    assert.deepEqual(await stores(page), held, 'nothing is noted beside it');

    const again = await shopper.openPanel();
    await again.getByRole('button', { name: 'Erase it' }).click();
    await shopper.closePanel();
    const kept = JSON.stringify(await stores(page));
    for (const secret of shopper.secrets) assert.ok(!kept.includes(secret), `${secret} is still in ${kept}`);
  }],

  ['off by mistake: whoever goes back to "Remember me" finds everything again', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    await browse(shopper);
    const profile = async () => {
      const { profile: { choices, ...rest } } = JSON.parse((await stores(page))['local nearside'].split('\n')[0]);
      return { choices: choices.map((one) => one.split(' ')[1]), rest };
    };
    const [before, list] = [await profile(), await ids(page)];
    assert.ok(before.rest.log.length > 3);
    const panel = await shopper.openPanel();
    const notes = await panel.locator('.ref, .name').allTextContents();
    const pick = (name) => panel.getByRole('radio', { name, exact: true }).check();

    for (const answer of [null, 'Keep it']) {
      await pick('Off');
      assert.equal((await profile()).rest.level, 'off');
      if (answer) {
        await panel.getByRole('button', { name: answer, exact: true }).click();
        assert.equal(await panel.getByRole('button', { name: 'Erase it' }).count(), 0);
      }
      await pick('Remember me');
      assert.deepEqual((await profile()).rest, before.rest);
      assert.deepEqual(await panel.locator('.ref, .name').allTextContents(), notes);
      assert.ok(notes.length > 0);
    }
    await shopper.closePanel();
    assert.deepEqual(await ids(page), list);
    // After a reload as well.
    await page.reload();
    await drawn(page);
    assert.deepEqual(await ids(page), list);
  }],
];
