// The languages as a page shows them. Not here: their texts, which texts.check.mjs reads without a browser.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.mjs';
import { axe, cut, open, openPanel, overflow, SETTLED, shot } from './harness.mjs';

const TONGUES = readdirSync(join(ROOT, 'www/locales')).map((name) => name.replace('.ts', '')).filter((name) => !['catalog', 'status', 'share'].includes(name));
const RTL = ['ar', 'he'];
const NOTICE = { level: 'null', interests: 0 };

/** Changes the page's language and waits until the badge speaks it. */
async function speak(page, lang) {
  await page.evaluate((to) => (document.documentElement.lang = to), lang);
  await page.locator(`nearside-badge button[lang=${lang}]`).waitFor();
}

export const checks = [
  ...['ar', 'he', 'ja', 'fr'].map((lang) => [`languages: ${lang} at 320 px: notice, then panel: axe, nothing cut`, async (h) => {
    const scene = { lang, dir: RTL.includes(lang) ? 'rtl' : 'ltr', width: 320, height: 640 };
    const asked = await open(h, { ...scene, ...NOTICE });
    await asked.locator('nearside-notice section').waitFor();
    assert.deepEqual([await axe(asked, SETTLED), await overflow(asked), await cut(asked)], [[], 0, []]);
    await shot(asked, `language-notice-${lang}`, { fullPage: true });

    const page = await open(h, { ...scene, height: 3000 });
    const panel = await openPanel(page);
    await panel.locator('.name').first().click();
    await panel.locator('summary').click();
    assert.deepEqual([await axe(page, SETTLED), await overflow(page), await cut(page)], [[], 0, []]);
    assert.equal(await panel.evaluate((node) => getComputedStyle(node).direction), scene.dir);
    await shot(page, `language-panel-${lang}`);
  }]),
  ['languages: at 320 × 256 no word of any is cut, in the notice and in the panel', async (h) => {
    for (const scene of [NOTICE, {}]) {
      const page = await open(h, { ...scene, width: 320, height: 256 });
      if (scene === NOTICE) await page.locator('nearside-notice section').waitFor();
      else {
        const panel = await openPanel(page);
        await panel.locator('.name').first().click();
        await panel.locator('summary').click();
      }
      for (const lang of TONGUES) {
        await speak(page, lang);
        assert.deepEqual([await overflow(page), await cut(page)], [0, []], lang);
        if (scene !== NOTICE) assert.ok((await page.locator('nearside-panel .close').boundingBox()).height <= 48, `${lang}: "close" is broken in two`);
      }
    }
  }],
  ['languages: a page that forgets its direction still shows Arabic and Hebrew from right to left, and the others not', async (h) => {
    const page = await open(h, NOTICE);
    await page.locator('nearside-notice section').waitFor();
    const direction = () => page.evaluate(() => getComputedStyle(document.querySelector('nearside-notice').shadowRoot.querySelector('section')).direction);
    for (const lang of TONGUES) {
      await speak(page, lang);
      assert.equal(await direction(), RTL.includes(lang) ? 'rtl' : 'ltr', lang);
    }
  }],
  ['languages: one that a shop adds is shown, in its own direction', async (h) => {
    const page = await open(h, { lang: 'yi' });
    const panel = await openPanel(page);
    assert.deepEqual(await panel.evaluate((node) => [node.lang, node.dir]), ['yi', 'rtl']);
    assert.match(await panel.locator('h2').textContent(), /^[\u05d0-\u05ea ,]+$/);
  }],
  ['languages: only the page’s own is fetched', async (h) => {
    h.server.requests.length = 0;
    const page = await open(h, { lang: 'pl-PL' });
    await openPanel(page);
    const fetched = h.server.requests.map((path) => path.split('/').at(-1).split('-')[0]).filter((name) => TONGUES.includes(name));
    assert.deepEqual(fetched, ['pl']);
  }],
];
