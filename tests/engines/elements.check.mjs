// The elements on their real page: each lives, listens, and takes care of the focus. All that they do is checked
// in Chromium (../elements).
import assert from 'node:assert/strict';

const BADGE = 'nearside-badge >> button';
const PANEL = 'nearside-panel >> dialog[open]';
const CHIP = '#picks > li:text(Fen trail shoe) >> nearside-reason >> button.chip';

async function open(h, scene = {}, path = '/') {
  const { origin } = await h.elements();
  await h.page.go(`${origin}${path}?${new URLSearchParams(scene)}`);
  if (path === '/frame') await h.session.switchTo().frame(0);
  await h.page.see(BADGE);
  return h.page;
}

async function openPanel(page) {
  await page.click(BADGE);
  await page.see(PANEL);
}

/** At 320 px: the page, the chip and the panel, none of them wider. */
async function narrow(h, scene) {
  const page = await open(h, { ...scene, level: 'null' }, '/frame');
  assert.equal(await page.js('return innerWidth'), 320);
  await page.see('nearside-notice >> section');
  assert.equal(await page.overflow(), 0, 'the notice');
  await page.click('#picks > li nearside-reason >> button.chip');
  await page.see('#picks > li nearside-reason >> .why');
  assert.equal(await page.overflow(), 0, 'an open chip');
  await page.click('nearside-notice >> .choices button:last-child');
  await page.until('window.test.fake.level === "remember"');
  await openPanel(page);
  await page.click('nearside-panel >> .name');
  await page.see('nearside-panel >> .more');
  assert.equal(await page.overflow(), 0, 'the panel');
  assert.deepEqual(await page.faults(), []);
  return page;
}

export const checks = [
  ['elements: the notice asks, takes a choice, says so, and keeps the focus', {}, async (h) => {
    const page = await open(h, { level: 'null', interests: 0 });
    await page.see('nearside-notice >> section');
    assert.match(await page.focus(), /^body/, 'it takes no focus');
    await page.click('nearside-notice >> .choices button:text(Remember me)');
    await page.gone('nearside-notice >> section');
    assert.equal(await page.js('return window.test.fake.level'), 'remember');
    assert.equal(await page.text('nearside-notice >> [role=status]'), 'On. Remembered on this device only.');
    assert.match(await page.focus(), /^nearside-notice p/);
  }],
  ['elements: the badge opens the panel, the focus goes in, Escape closes it and the focus comes back', {}, async (h) => {
    const page = await open(h);
    await openPanel(page);
    assert.match(await page.focus(), /^nearside-panel h2#title/);
    await page.press('Tab');
    assert.match(await page.focus(), /^nearside-panel button "Close/);
    await page.press('Escape');
    await page.gone('nearside-panel >> dialog');
    assert.match(await page.focus(), /^nearside-badge button/);
    await page.press('Enter');
    await page.see(PANEL);
    await page.click('nearside-panel >> .close');
    await page.gone('nearside-panel >> dialog');
    assert.match(await page.focus(), /^nearside-badge button/);
  }],
  ['elements: an interest is removed in the panel and brought back', {}, async (h) => {
    const page = await open(h);
    await openPanel(page);
    await page.click('nearside-panel >> .row:text(Dog food) >> .head > .quiet:text(Remove)');
    await page.until('!window.test.fake.interests().some((one) => one.label === "Dog food")');
    await page.see('nearside-panel >> button:text(Undo)');
    assert.match(await page.focus(), /"Undo"/);
    await page.press('Enter');
    await page.until('window.test.fake.interests().some((one) => one.label === "Dog food")');
  }],
  ['elements: a chip opens and closes, and says which', {}, async (h) => {
    const page = await open(h, { count: 9 });
    const expanded = () => page.see(CHIP).then((one) => one.getAttribute('aria-expanded'));
    assert.equal(await page.text(CHIP), 'You viewed Ridge trail shoe');
    assert.equal(await expanded(), 'false');
    await page.click(CHIP);
    await page.see('#picks > li:text(Fen trail shoe) >> nearside-reason >> .why li');
    assert.equal(await expanded(), 'true');
    await page.click(CHIP);
    await page.gone('#picks > li:text(Fen trail shoe) >> nearside-reason >> .why');
    assert.equal(await expanded(), 'false');
  }],
  ['elements: from right to left, at 320 px, nothing scrolls sideways', {}, async (h) => {
    const page = await narrow(h, { lang: 'he', dir: 'rtl' });
    assert.equal(await page.js('return getComputedStyle(find("nearside-panel >> dialog")[0]).direction'), 'rtl');
  }],
  ['elements: in the dark, at 320 px, nothing scrolls sideways', { dark: true }, async (h) => {
    const page = await narrow(h, {});
    assert.ok(await page.js('return matchMedia("(prefers-color-scheme: dark)").matches'));
    const [behind, front] = await page.js(`
      const { backgroundColor, color } = getComputedStyle(find("nearside-panel >> dialog")[0]);
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      return [backgroundColor, color].map((one) => {
        context.fillStyle = one;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((sum, part) => sum + part, 0);
      });`);
    assert.ok(behind < 200 && front > 500, `the panel is ${behind} behind words of ${front}`);
  }],
];
