// Adding and refusing by hand, orders that were gifts, files with a passphrase and a preview, the receipt.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { engine, focused, open, openPanel } from './harness.mjs';

const status = (panel) => panel.locator('> [role=status]');
const kept = (page) => engine(page, 'fake.export()');
const said = (page) => engine(page, 'fake.statements().map((one) => [one.subject, one.stance])');
async function save(page, panel, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}
const bring = (panel, text) => panel.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });

export const checks = [
  ['keep: "Add an interest" searches while one types, and adds by one press, with Undo', async (h) => {
    const page = await open(h);
    const before = await kept(page);
    const panel = await openPanel(page);
    const button = panel.getByRole('button', { name: 'Add an interest' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.match(await focused(page), /input#find/);
    await page.keyboard.type('h');
    const rows = panel.getByRole('group', { name: 'Add an interest' }).locator('.note');
    assert.deepEqual(await rows.locator('.what').allInnerTexts(), ['Hazelfield Brand', 'Household']);
    await page.waitForFunction(() => document.querySelector('nearside-panel').shadowRoot.querySelector('dialog > [role=status]').textContent === '2 found');
    await panel.getByRole('button', { name: 'Add Household', exact: true }).click();
    assert.deepEqual(await said(page), [['category:Household', 'like']]);
    assert.equal(await status(panel).innerText(), 'Noted: more \u2068Household\u2069.');
    await panel.locator('.said').getByText('More of this: Household').waitFor();
    assert.match(await focused(page), /"Undo"/);
    await page.keyboard.press('Enter');
    assert.equal(await kept(page), before);
    assert.match(await focused(page), /input#find/);
    await button.click();
    assert.equal(await panel.locator('#find').count(), 0);
  }],
  ['keep: "Remove a theme" names what it covers, refuses the whole theme, and can be undone', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Remove a theme' }).click();
    await panel.locator('#find').fill('trail');
    const row = panel.getByRole('group', { name: 'Remove a theme' }).locator('.note');
    assert.match(await row.innerText(), /^Never anything about Trail shoes\s+Covers 2 products\.\s+Remove$/);
    await panel.getByRole('button', { name: 'Remove Never anything about Trail shoes', exact: true }).click();
    assert.deepEqual(await said(page), [['theme:category:Trail shoes', 'never']]);
    assert.equal(await panel.locator('.name bdi:text-is("Trail shoes")').count(), 0);
    await panel.locator('.ask .trace').getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await said(page), []);
    // A brand or color is no theme; it is refused as it is.
    await panel.locator('#find').fill('moss');
    await panel.getByRole('button', { name: /^Remove Never anything about Moss green/ }).click();
    assert.deepEqual(await said(page), [['color:Moss green', 'never']]);
  }],
  ['keep: nothing that was typed is kept or shown again', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Add an interest' }).click();
    await panel.locator('#find').fill('something secret');
    await panel.getByText('0 found').waitFor();
    await panel.getByRole('button', { name: 'Remove a theme' }).click();
    assert.equal(await panel.locator('#find').inputValue(), '');
    await page.keyboard.press('Escape');
    assert.ok(!(await kept(page)).includes('secret'));
    assert.ok(!await page.evaluate(() => document.querySelector('nearside-panel').shadowRoot.innerHTML.includes('secret')));
  }],
  ['keep: "It was a gift" forgets a whole order and nothing else, and can be undone', async (h) => {
    const page = await open(h);
    await page.evaluate(() => window.test.fake.note('purchase', 'soap', '2026-11-21', 1, 'order:2026-11-21/1').note('purchase', 'filter', '2026-11-21', 1, 'order:2026-11-21/1')
      .note('purchase', 'coffee', '2026-11-21', 1, 'order:2026-11-21/2').resume());
    const before = await kept(page);
    const panel = await openPanel(page);
    await panel.locator('summary').click();
    const gifts = panel.locator('details').getByRole('button', { name: 'It was a gift Order of Nov 21', exact: true });
    await gifts.first().waitFor();
    assert.equal(await gifts.count(), 2, 'two orders of one day');
    await gifts.last().click();
    assert.equal(await engine(page, `fake.signals().filter((one) => one.order).map((one) => one.item).join()`), 'coffee');
    assert.equal(await status(panel).innerText(), 'Forgotten: 2 notes.');
    assert.match(await focused(page), /"Undo"/);
    await page.keyboard.press('Enter');
    assert.equal(await kept(page), before);
  }],
  ['keep: a file is saved locked when there is a passphrase, and comes back only with it', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    const open_ = await save(page, panel, 'Save my file');
    assert.equal(open_.name, 'nearside.json');
    assert.equal(JSON.parse(open_.text).locked, undefined);
    await panel.getByLabel('Passphrase').fill('tulip');
    const { text } = await save(page, panel, 'Save my file');
    assert.equal(JSON.parse(text).locked, 'tulip');
    const before = await kept(page);
    for (const wrong of ['', 'rose']) {
      await panel.getByLabel('Passphrase').fill(wrong);
      await bring(panel, text);
      await panel.locator('.result').getByText('This file is locked. Type its passphrase, then bring it again.').waitFor();
      assert.equal(await kept(page), before);
    }
    await panel.getByLabel('Passphrase').fill('tulip');
    await bring(panel, text);
    await panel.getByText('This fits here: 8 notes.').waitFor();
  }],
  ['keep: a brought file is shown before anything changes; then it is merged, put in place, or left', async (h) => {
    const page = await open(h);
    const before = await kept(page);
    const panel = await openPanel(page);
    const file = await page.evaluate(() => JSON.stringify({ from: 'Other <b>Shop</b>', file: new window.test.Fake({ level: 'visit' }).note('view', 'soap', '2026-11-20').note('view', 'unknown', '2026-11-20').export() }));
    const ask = panel.getByRole('group', { name: 'A file from Other <b>Shop</b>. This fits here: 1 note. Left out: 1. “Replace” removes 7 interests and 8 notes here.' });
    await bring(panel, file);
    assert.equal(await kept(page), before);
    await ask.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await kept(page), before);
    await bring(panel, file);
    await ask.getByRole('button', { name: 'Merge' }).click();
    assert.equal(await engine(page, 'fake.signals().length'), 10);
    await panel.locator('.trace').getByRole('button', { name: 'Undo' }).click();
    assert.equal(await kept(page), before);
    await bring(panel, file);
    await ask.getByRole('button', { name: 'Replace' }).click();
    assert.equal(await engine(page, `fake.signals().some((one) => one.item === 'kibble')`), false);
    await panel.locator('.trace').getByRole('button', { name: 'Undo' }).click();
    assert.equal(await kept(page), before);
    for (const bad of ['', 'no file', '{"from":"x","file":"{}"}', 'x'.repeat(1_000_001)]) {
      await bring(panel, bad);
      await panel.locator('.result').getByText('This file does not fit here. Nothing was changed.').waitFor();
      assert.equal(await kept(page), before);
    }
  }],
  ['keep: the receipt of the choice is saved as a file; before a choice there is none', async (h) => {
    const page = await open(h, { lang: 'de' });
    const panel = await openPanel(page);
    await panel.getByLabel('Dieser Besuch').check();
    const receipt = await save(page, panel, 'Meinen Beleg sichern');
    assert.equal(receipt.name, 'nearside-receipt.json');
    assert.deepEqual(JSON.parse(receipt.text), { '@context': 'https://w3id.org/dpv', language: 'de', level: 'visit' });
    assert.equal(await (await openPanel(await open(h, { level: 'null', interests: 0 }))).getByRole('button', { name: 'Save my receipt' }).count(), 0);
  }],
  ['keep: at Off what was kept can be removed, without promising to bring it back', async (h) => {
    const page = await open(h);
    await page.evaluate(() => window.test.fake.setLevel('off', { keep: true }));
    const panel = await openPanel(page);
    assert.match(await panel.locator('.summary').innerText(), /^Still here, not used: 8 notes\./);
    await panel.locator('summary').click();
    await panel.getByRole('button', { name: /^Remove Viewed: Dental/ }).click();
    assert.equal(await engine(page, 'fake.signals().length'), 7);
    assert.equal(await status(panel).innerText(), 'Removed: \u2068Dental chews, large dogs\u2069.');
    assert.equal(await panel.getByRole('button', { name: 'Undo' }).count(), 0);
    assert.match(await focused(page), /h2#title/);
  }],
  ['keep: says so when what makes the file cannot be fetched', async (h) => {
    const page = await open(h, { rights: 'broken' });
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Save my file' }).click();
    await panel.locator('.result').getByText('Could not open. Try again.').waitFor();
  }],
];
