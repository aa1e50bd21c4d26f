// Nobody is pushed: a tool may say no for people, Off is near, and the notice answers the same four questions everywhere.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.mjs';
import { engine, open } from './harness.mjs';
import { load } from './texts.check.mjs';

const NOTICE = { level: 'null', interests: 0 };
const TONGUES = readdirSync(join(ROOT, 'www/locales')).map((name) => name.replace('.ts', '')).filter((name) => !['catalog', 'status', 'share'].includes(name));

export const checks = [
  ['quiet: a tool that refuses for people finds the buttons by their value, whatever the language', async (h) => {
    for (const lang of ['en', 'de', 'ar', 'ja']) {
      const page = await open(h, { ...NOTICE, lang });
      await page.locator('nearside-notice section').waitFor();
      // As such tools do it: one selector after the other, through open shadow roots.
      const pressed = await page.evaluate((chain) => {
        let at = [document];
        for (const selector of chain) at = [...(at[0]?.shadowRoot ?? at[0] ?? document.createElement('i')).querySelectorAll(selector)];
        at[0]?.click();
        return at.length;
      }, ['nearside-notice', 'button[value=off]']);
      assert.equal(pressed, 1, lang);
      assert.equal(await engine(page, 'fake.level'), 'off', lang);
      assert.equal(await page.locator('nearside-notice section').count(), 0, lang);
    }
    const page = await open(h, NOTICE);
    await page.locator('nearside-notice section').waitFor();
    const values = await page.locator('nearside-notice').evaluate((host) => [...host.shadowRoot.querySelectorAll('button[value]')].map((one) => one.value).filter(Boolean));
    assert.deepEqual(values, await engine(page, 'fake.facts.levels.map((one) => one.name)'));
    // The values are for tools alone: a shop cannot dress one answer better than the others by them.
    assert.equal(new Set(await page.locator('nearside-notice .choices button').evaluateAll((all) => all.map((one) => one.getAttribute('part')))).size, 1);
  }],
  ['quiet: Off is two presses away, holds before the next frame, and loads no page anew', async (h) => {
    const page = await open(h);
    await page.evaluate(() => (window.same = true));
    await page.locator('nearside-badge button').click();
    await page.locator('nearside-panel dialog[open]').waitFor();
    const level = await page.getByRole('radio', { name: 'Off', exact: true }).evaluate((node) => (node.click(), window.test.fake.level));
    assert.equal(level, 'off');
    assert.equal(await page.evaluate(() => window.same), true);
    await page.locator('nearside-badge').getByText('Off · kept, not used').waitFor();
  }],
  ['quiet: what, how, what for and what gain: answered in this order in every language', async (h) => {
    const page = await open(h, NOTICE);
    await page.locator('nearside-notice section').waitFor();
    assert.ok(TONGUES.length >= 13);
    for (const lang of TONGUES) {
      const texts = (await load(`www/locales/${lang}.ts`))[lang];
      await page.evaluate((to) => (document.documentElement.lang = to), lang);
      await page.locator(`nearside-badge button[lang=${lang}]`).waitFor();
      const rows = await page.locator('nearside-notice').evaluate((host) => [...host.shadowRoot.querySelectorAll('dl > div')].map((row) => [...row.querySelectorAll('dt,dd')].map((one) => one.textContent)));
      assert.deepEqual(rows.map(([question]) => question), [texts['notice.what'], texts['notice.how'], texts['notice.gain']], lang);
      assert.ok(rows.every(([, answer]) => /\p{L}/u.test(answer)), lang);
    }
  }],
  ['quiet: what is paid for says so first, before any reason that it may have too', async (h) => {
    const page = await open(h, { count: 9 });
    const chip = page.locator('#picks > li').filter({ hasText: 'Dental chews' }).locator('nearside-reason');
    const said = () => chip.locator('button.chip').innerText();
    assert.equal(await said(), 'Because you bought Dog food');
    await chip.evaluate((host) => (host.pick = { ...host.pick, promoted: true }));
    assert.equal(await said(), 'Promoted');
    await chip.evaluate((host) => (host.pick = { ...host.pick, promoted: false }));
    assert.equal(await said(), 'Because you bought Dog food');
  }],
  ['quiet: where somebody else has said no, nobody is asked; where they said less, no more is offered', async (h) => {
    const section = (page) => page.locator('nearside-notice section');
    const offered = (page) => page.locator('nearside-notice .choices button').evaluateAll((all) => all.map((one) => one.value));
    for (const [level, answers] of [['off', []], ['visit', ['off', 'visit']], ['remember', ['off', 'visit', 'remember']]]) {
      const page = await open(h, { ...NOTICE, options: { ceiling: { by: 'page', level } } });
      if (level !== 'off') await section(page).waitFor();
      assert.deepEqual(await offered(page), answers, level);
    }
    // The same when they say it while it is asked; and it is asked again once they allow it.
    const page = await open(h, NOTICE);
    for (const [level, answers] of [['visit', ['off', 'visit']], ['off', []], [null, ['off', 'visit', 'remember']], ['off', []]]) {
      await page.evaluate((level) => window.test.fake.setCeiling('page', level), level);
      assert.deepEqual(await offered(page), answers, String(level));
      assert.equal(await page.locator('nearside-notice [role=status]').innerText(), '', 'nobody has chosen');
    }
  }],
];
