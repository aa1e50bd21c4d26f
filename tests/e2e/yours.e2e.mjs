// "Make it yours": a look changes what the elements look like, can always be read, and is written nowhere.
import assert from 'node:assert/strict';
import { axe, badge, drawn, settle, shot, sideways, stores } from './harness.mjs';

const luminance = (color) => color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

/** Of badge, chip and panel: the color of a text as it is drawn, the ground behind it, and the corner. */
const worn = (page) => page.evaluate(() => {
  const numbers = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number);
  const look = (host, selector, ground = selector) => {
    const root = document.querySelector(host).shadowRoot;
    const [text, behind] = [getComputedStyle(root.querySelector(selector)), getComputedStyle(root.querySelector(ground))];
    return { text: numbers(text.color), ground: numbers(behind.backgroundColor), corner: text.borderRadius };
  };
  return {
    badge: look('nearside-badge', '.badge'), chip: look('nearside-reason', '.chip>span'),
    panel: look('nearside-panel', '.sheet'), lesser: look('nearside-panel', '.summary', '.sheet'), close: look('nearside-panel', '.close'),
  };
});

const wear = async (page, name) => {
  await page.locator('.looks').getByRole('radio', { name: new RegExp(`^${name}`) }).check();
  await settle(page);
};

/** Colors are looked at a moment after a look was put on: of these looks, only the faint one is mended. */
const guarded = (page, name) => page.waitForFunction((faint) => [...document.querySelectorAll('nearside-badge, nearside-reason, nearside-panel')]
  .every(({ style }) => style.length > 0 === faint), name === 'Faint');

/** The panel open in a look, then closed. */
async function looked(shopper, name) {
  const { page } = shopper;
  await wear(page, name);
  await shopper.openPanel();
  await guarded(page, name);
  await settle(page);
  const found = await worn(page);
  await shopper.closePanel();
  return found;
}

export const tests = [
  ...[false, true].map((dark) => [`yours: ${dark ? 'dark' : 'light'}: a look changes badge, chip and panel; the faint one is mended; nothing is written`, async (arrive) => {
    const shopper = await arrive({ dark, expected: [/nearside: too little contrast/] });
    const { page } = shopper;
    assert.equal(await page.evaluate(() => 'theme' in document.documentElement.dataset), false);
    const found = {};
    for (const name of ['The shop’s own', 'Warm', 'Sharp', 'Faint']) found[name] = await looked(shopper, name);
    const { Warm: warm, Sharp: sharp, Faint: faint, 'The shop’s own': own } = found;
    for (const part of Object.keys(own)) {
      for (const look of [warm, sharp]) assert.notDeepEqual(look[part], own[part], part);
      assert.notDeepEqual(warm[part], sharp[part], part);
    }
    assert.equal(warm.close.corner, '22px');
    assert.equal(sharp.close.corner, '0px');
    assert.equal(sharp.badge.corner, '0px');
    for (const [look, parts] of Object.entries(found)) {
      for (const [part, { text, ground }] of Object.entries(parts)) {
        assert.ok(contrast(text, ground) >= 4.5 - 0.01, `${look}, ${part}: ${contrast(text, ground).toFixed(2)}`);
      }
    }
    // What was asked for could not be read, and the page says what was made of it.
    await wear(page, 'Faint');
    const asked = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(--nearside-ink)';
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color.match(/[\d.]+/g).slice(0, 3).map(Number);
    });
    assert.ok(contrast(asked, faint.panel.ground) < 3, 'the faint look is faint');
    assert.match(await page.locator('.mended').innerText(), /mended \d colors[\s\S]*\bink\b[\s\S]*\bsoft\b[\s\S]*\baccent\b/);

    // Back to the shop's own, and as it was.
    assert.deepEqual(await looked(shopper, 'The shop’s own'), own);
    assert.equal(await page.locator('.mended').count(), 0);
    await wear(page, 'Sharp');
    assert.deepEqual(await stores(page), {}, 'nothing before a choice, and no look ever');
    await page.reload();
    await drawn(page);
    assert.equal(await page.evaluate(() => 'theme' in document.documentElement.dataset), false);
    await shopper.choose('remember');
    const kept = await stores(page);
    await wear(page, 'Warm');
    assert.deepEqual(await stores(page), kept);
    assert.match(await badge(page), /On your device/);
  }]),

  ['yours: the lines that are shown make the look on a page that has none', async (arrive) => {
    const shopper = await arrive({ expected: [/nearside: too little contrast/] });
    const { page } = shopper;
    const found = {};
    const lines = {};
    await page.locator('.looks').getByText('The CSS of this look').click();
    for (const name of ['Warm', 'Sharp', 'Faint', 'The shop’s own']) {
      found[name] = await looked(shopper, name);
      lines[name] = await page.locator('.looks pre').innerText();
      assert.match(lines[name], /^:root \{\n(  [\w-]+: [^;]+;\n)+\}/, name);
    }
    for (const name of ['Warm', 'Sharp', 'Faint']) {
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
        // The elements look again when the root's class changes.
        document.documentElement.classList.toggle('again');
      }, lines[name]);
      await shopper.openPanel();
      await guarded(page, name);
      await settle(page);
      assert.deepEqual(await worn(page), found[name], name);
      await shopper.closePanel();
    }
  }],

  ['yours: each look at 1280 and 320 pixels, light, dark and from right to left: nothing unreadable, nothing over the edge', async (arrive) => {
    const found = [];
    for (const [size, setting] of Object.entries({ wide: {}, dark: { dark: true }, narrow: { width: 320, height: 640 }, rtl: { rtl: true, width: 320, height: 640, dark: true } })) {
      const shopper = await arrive({ ...setting, expected: [/nearside: too little contrast/] });
      const { page } = shopper;
      await page.locator('.looks').getByText('The CSS of this look').click();
      for (const name of ['Warm', 'Sharp', 'Faint']) {
        await wear(page, name);
        if (name === 'Faint') await page.locator('.mended').waitFor();
        const over = await sideways(page);
        if (over > 0) found.push(`${size}, ${name}: ${over} px too wide`);
        found.push(...(await axe(page)).map((line) => `${size}, ${name}: ${line}`));
        await page.locator('.looks').scrollIntoViewIfNeeded();
        await shot(page, `yours-${name.toLowerCase()}-${size}`);
        for (const box of await page.locator('.looks :is(label, button, summary)').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))) {
          if (box < 44) found.push(`${size}, ${name}: a target of ${box} px`);
        }
      }
    }
    assert.deepEqual(found, []);
  }],

  ['yours: by keyboard alone', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await page.locator('.looks').getByRole('radio', { name: /^The shop’s own/ }).focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'warm');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('nearside-panel dialog[open]').waitFor();
    await shopper.closePanel();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Open the panel in this look');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.looks').getByText(/^(Copied|Selected)/).waitFor();
  }],
];
