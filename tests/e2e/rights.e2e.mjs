// Forgetting, never, export, import, erase: by the buttons that a shopper has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { badge, drawn, ids, list, settle, stores } from './harness.mjs';

const CATS = '#/c/Pets/Cat%20food';

async function withViews(arrive, count = 3) {
  const shopper = await arrive();
  await shopper.choose('remember');
  const viewed = [];
  for (let at = 0; at < count; at++) {
    await shopper.go(CATS);
    viewed.push(await shopper.openProduct(at));
  }
  await shopper.go('#/');
  return { shopper, page: shopper.page, viewed };
}

async function saveFile(shopper) {
  const panel = await shopper.openPanel();
  const [download] = await Promise.all([shopper.page.waitForEvent('download'), panel.getByRole('button', { name: 'Save my file' }).click()]);
  const text = readFileSync(await download.path(), 'utf8');
  await shopper.closePanel();
  return text;
}

export const tests = [
  ['removing the only interest’s notes brings everybody’s picks back', async (arrive) => {
    const fresh = await arrive();
    const before = await ids(fresh.page);
    const { shopper, page } = await withViews(arrive);
    assert.notDeepEqual(await ids(page), before);
    for (let round = 0; round < 12; round++) {
      const panel = await shopper.openPanel();
      const remove = panel.getByRole('button', { name: /^Remove(?! a theme)/ });
      if ((await remove.count()) === 0) break;
      await remove.first().click();
      await settle(page);
      await shopper.closePanel();
    }
    await page.keyboard.press('Escape');
    assert.deepEqual(await ids(page), before);
    const kept = JSON.stringify(await stores(page));
    for (const secret of shopper.secrets) assert.ok(!kept.includes(secret), `${secret} is still kept`);
  }],

  ['“Never this” on a chip takes a product out of every list, also after a reload', async (arrive) => {
    const { shopper, page } = await withViews(arrive);
    const [first] = await list(page);
    const chip = page.locator('nearside-reason').first();
    await chip.getByRole('button').first().click();
    await chip.getByRole('button', { name: 'Never this' }).click();
    await settle(page);
    const gone = async (where) => assert.ok(!(await ids(page)).includes(first.id), `${first.title} is in ${where}`);
    await gone('home');
    await page.reload();
    await drawn(page);
    await gone('home after a reload');
    await shopper.go(CATS);
    // The shop still sells it: the shelf shows what the shop has, from the shop's own list, but never as a pick.
    for (const card of await list(page)) if (card.id === first.id) assert.equal(card.chip, '');
  }],

  ['the file holds what was noted, erase leaves nothing anywhere, the file brings it back', async (arrive) => {
    const { shopper, page, viewed } = await withViews(arrive);
    const picks = await ids(page);
    const other = await shopper.tab();
    const file = await saveFile(shopper);
    for (const id of viewed) assert.ok(file.includes(id), `${id} is not in the file`);
    JSON.parse(file);

    const panel = await shopper.openPanel();
    await panel.locator('#erase').click();
    await panel.locator('.ask').getByRole('button', { name: /Erase/ }).click();
    await other.waitForTimeout(200);
    await shopper.closePanel();
    for (const tab of [page, other]) {
      assert.deepEqual(await stores(tab), {}, 'nothing is left in any store');
      assert.match(await badge(tab), /Your choice is open/);
      assert.notDeepEqual(await ids(tab), picks);
    }
    await page.reload();
    await drawn(page);
    assert.deepEqual(await stores(page), {}, 'nor does it come back');
    await page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).waitFor();

    const again = await shopper.openPanel();
    await again.locator('input[type=file]').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await again.locator('.ask').getByRole('button', { name: 'Bring a file' }).click();
    await again.locator('.trace').first().waitFor();
    await shopper.closePanel();
    assert.deepEqual(await ids(page), picks);
    assert.equal(await saveFile(shopper), file, 'byte for byte');
  }],

  ['a change in one tab is seen in the other', async (arrive) => {
    const { shopper, page } = await withViews(arrive, 2);
    const other = await shopper.tab();
    await settle(other);
    const before = await ids(other);
    await shopper.go('#/c/Breakfast/Cereal');
    await shopper.openProduct(0);
    await shopper.go('#/c/Breakfast/Cereal');
    await shopper.openProduct(1);
    await shopper.go('#/');
    await other.waitForTimeout(200);
    assert.deepEqual(await ids(other), await ids(page));
    assert.notDeepEqual(await ids(other), before);
  }],

  ['a file that is no export changes nothing', async (arrive) => {
    const { shopper, page } = await withViews(arrive);
    const before = await stores(page);
    for (const text of ['', 'null', '{"signals":[]}', '<script>alert(1)</script>', '{"version":999}']) {
      const panel = await shopper.openPanel();
      await panel.locator('input[type=file]').setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await panel.locator('.result').waitFor();
      assert.equal(await panel.locator('.ask').count(), 0, `${text} is offered`);
      await shopper.closePanel();
      assert.deepEqual(await stores(page), before, text);
    }
  }],
];
