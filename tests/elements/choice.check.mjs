// What the shopper decides besides the level: sources, days, pause, someone else, shared screens; and what else decides.
import assert from 'node:assert/strict';
import { engine, focused, open, openPanel } from './harness.mjs';

const status = (panel) => panel.locator('> [role=status]');
const kept = (page) => engine(page, 'fake.export()');
const source = (panel, name) => panel.locator('.source').filter({ hasText: name });
const toggle = (panel, name) => panel.getByRole('button', { name, exact: true });

export const checks = [
  ['choice: a source can be switched off by itself, with its notes still there to see', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    const box = panel.getByRole('checkbox', { name: 'Your orders', exact: true });
    assert.ok(await box.isChecked());
    await box.uncheck();
    assert.deepEqual(await engine(page, 'fake.settings.sourcesOff'), ['orders']);
    await source(panel, 'Your orders').getByText('365 days · 2 notes').waitFor();
    await box.check();
    assert.deepEqual(await engine(page, 'fake.settings.sourcesOff'), []);
    assert.equal(await panel.getByRole('checkbox').count(), 5);
  }],
  ['choice: a source that the shop does not use has no switch; before a choice none can be moved', async (h) => {
    const sources = await engine(await open(h), 'fake.facts.sources.map((one) => ({ ...one, on: one.name !== "showing" }))');
    const panel = await openPanel(await open(h, { level: 'null', interests: 0, options: { facts: { sources } } }));
    assert.equal(await panel.getByRole('checkbox').count(), 4);
    assert.equal(await panel.getByRole('checkbox', { disabled: true }).count(), 4);
    await source(panel, 'What we show you').getByText('Not used').waitFor();
    assert.equal(await panel.getByLabel('Forget everything after').count(), 0);
  }],
  ['choice: "Forget these" forgets what one source noted, and can be undone', async (h) => {
    const page = await open(h);
    const before = await kept(page);
    const panel = await openPanel(page);
    assert.equal(await panel.getByRole('button', { name: /^Forget these/ }).count(), 3, 'only where there is something');
    await panel.getByRole('button', { name: 'Forget these Products you view', exact: true }).click();
    assert.deepEqual(await engine(page, '[...new Set(fake.signals().map((one) => one.signal))].sort()'), ['cart', 'purchase']);
    assert.match(await focused(page), /"Undo"/);
    assert.equal(await status(panel).innerText(), 'Removed: \u2068Products you view\u2069.');
    await page.keyboard.press('Enter');
    assert.equal(await kept(page), before);
    assert.match(await focused(page), /Forget these/);
  }],
  ['choice: days are capped for all sources at once, and shown', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    const days = panel.getByLabel('Forget everything after');
    assert.deepEqual(await days.locator('option').allInnerTexts(), ['The shop’s own times', '7 days', '30 days', '90 days']);
    await days.selectOption('30 days');
    assert.equal(await engine(page, 'fake.settings.days'), 30);
    await panel.getByText('Kept on this device. Each note fades within 30 days.').waitFor();
    await source(panel, 'Your orders').getByText('30 days · 2 notes').waitFor();
    assert.equal(await days.evaluate((node) => node.value), '30');
    await days.selectOption('The shop’s own times');
    assert.equal(await engine(page, 'fake.settings.days'), null);
  }],
  ['choice: Undo of what came before a setting is gone, instead of taking the setting back with it', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    await panel.locator('.head > .quiet').first().click();
    assert.equal(await panel.locator('.trace').count(), 1);
    await panel.getByLabel('Forget everything after').selectOption('7 days');
    await page.waitForFunction(() => !document.querySelector('nearside-panel').shadowRoot.querySelector('.trace'));
    assert.equal(await engine(page, 'fake.settings.days'), 7);
  }],
  ['choice: a ceiling is named, closes what is above it, and says what was chosen', async (h) => {
    const page = await open(h);
    await page.evaluate(() => window.test.fake.setCeiling('shopify', 'visit'));
    const panel = await openPanel(page);
    await panel.getByText('Your privacy settings here allow: This visit. You chose: Remember me.').waitFor();
    assert.ok(await panel.getByLabel('This visit', { exact: true }).isChecked());
    assert.ok(await panel.getByLabel('Remember me').isDisabled());
    assert.ok(await panel.getByLabel('Off', { exact: true }).isEnabled());
    await page.evaluate(() => window.test.fake.setCeiling('shopify', 'off'));
    await panel.getByRole('group', { name: /^Still here, not used: 8 notes\. Keep/ }).waitFor();
    assert.equal(await engine(page, 'fake.chosen'), 'remember');
    await panel.getByRole('button', { name: 'Erase it' }).click();
    assert.equal(await engine(page, 'fake.signals().length'), 0);
    await page.evaluate(() => window.test.fake.setCeiling('shopify', null));
    await page.waitForFunction(() => !document.querySelector('nearside-panel').shadowRoot.querySelector('.note-line'));
    assert.ok(await panel.getByLabel('Remember me').isEnabled());
  }],
  ...[['Pause', 'paused', 'Nothing new is noted. Your picks stay.', 'Paused · On your device · 7 interests · 0 sent'],
    ['Hide my picks', 'hidden', 'This tab shows what everyone sees.', 'Picks hidden · On your device · 7 interests · 0 sent'],
    ['Shopping for someone else', 'guest', 'Nothing you view now counts for you. Ends with this tab.', 'For someone else · This visit only · 0 interests · 0 sent']].map(([name, state, sentence, badge]) => [
    `choice: "${name}" works at once, says what it does, shows in the badge, and goes as it came`, async (h) => {
      const page = await open(h);
      const before = await kept(page);
      const panel = await openPanel(page);
      const button = toggle(panel, name);
      assert.equal(await button.getAttribute('aria-pressed'), 'false');
      assert.equal(await button.evaluate((node) => node.getRootNode().getElementById(node.getAttribute('aria-describedby')).textContent), sentence);
      await button.click();
      assert.equal(await engine(page, `fake.${state}`), true);
      assert.equal(await button.getAttribute('aria-pressed'), 'true');
      assert.equal(await page.locator('nearside-badge button > span').last().innerText(), badge);
      await button.click();
      assert.equal(await engine(page, `fake.${state}`), false);
      assert.equal(await button.getAttribute('aria-pressed'), 'false');
      assert.equal(await kept(page), before);
    },
  ]),
  ['choice: when nothing may be noted there is nothing to pause', async (h) => {
    for (const level of ['off', 'null']) {
      const panel = await openPanel(await open(h, { level, interests: 0 }));
      assert.equal(await panel.getByRole('heading', { name: 'Right now' }).count(), 0);
    }
  }],
  ['choice: "Show the page without me" is the page’s own: there only when it says so, and told by an event', async (h) => {
    const page = await open(h);
    assert.equal(await toggle(await openPanel(page), 'Show the page without me').count(), 0);
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      document.querySelector('nearside-panel').setAttribute('compare', '');
      document.addEventListener('nearside-compare', () => (window.compared = true));
    });
    const panel = await openPanel(page);
    await toggle(panel, 'Show the page without me').click();
    await panel.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => window.compared), true);
  }],
  ['choice: Global Privacy Control is shown as honored, in badge and panel, and changes no level', async (h) => {
    const page = await open(h, { options: { gpc: true } });
    assert.match(await page.locator('nearside-badge button > span').last().innerText(), / · Opt-out signal honored$/);
    const panel = await openPanel(page);
    await panel.getByText('Your browser asked us not to share. Signal honored.').waitFor();
    assert.ok(await panel.getByLabel('Remember me').isEnabled());
    const quiet = await openPanel(await open(h));
    assert.equal(await quiet.getByText('Signal honored').count(), 0);
  }],
  ['choice: after a change of policy it is asked again, and says what changed', async (h) => {
    const facts = { version: '9c01', changes: [{ date: '2026-05-03', text: 'Orders are kept for 365 days.' }, { date: '2025-01-02', text: '<b>Adsome</b> receives totals.' }] };
    const page = await open(h, { options: { renewed: true, facts } });
    const notice = page.locator('nearside-notice section');
    await notice.getByText('Our policy changed. Please choose again.').waitFor();
    await notice.getByText('May 3: Orders are kept for 365 days.').waitFor();
    const panel = await openPanel(page);
    await panel.locator('.summary').getByText('Checked at').waitFor();
    assert.match(await panel.locator('.summary').innerText(), /2 of 3 passed[^]*The policy changed after your choice\./);
    assert.match(await panel.locator('#who').evaluate((node) => node.parentElement.textContent), /Version of this policy9c01What changedMay 3: Orders are kept for 365 days\.Jan 2, 2025: <b>Adsome<\/b> receives totals\./);
    await panel.getByLabel('Remember me').check();
    assert.equal(await notice.count(), 0);
    assert.equal(await panel.getByText('Please choose again').count(), 0);
  }],
  ['choice: withdrawing takes no more steps than granting', async (h) => {
    const steps = async (level, label) => {
      const page = await open(h, { level, interests: 0 });
      let count = 0;
      const press = async (key) => (count++, page.keyboard.press(key), focused(page));
      await page.locator('nearside-badge button').focus();
      await press('Enter');
      await page.locator('nearside-panel dialog').waitFor();
      await press('Tab'), await press('Tab');
      for (const down of label === 'Off' ? ['ArrowUp', 'ArrowUp'] : ['ArrowDown', 'ArrowDown']) await press(down);
      assert.equal(await engine(page, 'fake.level'), { Off: 'off', 'Remember me': 'remember' }[label]);
      return count;
    };
    assert.equal(await steps('remember', 'Off'), await steps('off', 'Remember me'));
  }],
  ['choice: one notice in 180 days, whatever was answered', async (h) => {
    for (const answer of ['Keep it off', 'Just this visit', 'Remember me']) {
      const page = await open(h, { level: 'null', interests: 0 });
      const shown = await page.evaluate(async (answer) => {
        const { Fake, connect } = window.test;
        const notice = document.querySelector('nearside-notice');
        let level = null, shown = 0;
        for (let day = 0; day < 180; day++) {
          const engine = new Fake({ level });
          connect(engine);
          await new Promise((resolve) => setTimeout(resolve));
          const buttons = [...notice.shadowRoot.querySelectorAll('.choices button')];
          if (buttons.length) {
            shown++;
            buttons.find((one) => one.textContent === answer).click();
          }
          level = engine.level;
        }
        return shown;
      }, answer);
      assert.equal(shown, 1, answer);
    }
  }],
];
