// What else the table of tools asks of ours: bytes, Tab and Escape in the panel, what moves, the dark.
// Not here: the tools' own figures (tools.mjs).
import { brotliCompressSync } from 'node:zlib';
import { bundle } from '../build.mjs';
import { focused, open, openPanel } from '../harness.mjs';

/** One cell of ours for each line of the table; `total` are the counts of the whole run. */
export async function ours(h, total) {
  const files = await bundle('www/elements/index.ts', 'elements');
  const weigh = (list) => (list.reduce((sum, { bytes }) => sum + brotliCompressSync(bytes).length, 0) / 1000).toFixed(1);
  // One language is fetched; English stands for it.
  const all = files.filter(({ path, made }) => path === 'elements.js' || !made.entryPoint?.includes('locales/') || made.entryPoint.endsWith('/en.ts'));
  const page = await open(h, {});
  await openPanel(page);
  let inside = true;
  for (let count = 0; count < 50; count++) {
    await page.keyboard.press('Tab');
    inside &&= /^(nearside-panel|body)/.test(await focused(page)); // `body`: the browser's own controls.
  }
  const moving = await page.evaluate(() => [...document.querySelectorAll('nearside-badge,nearside-reason,nearside-panel')].flatMap((host) =>
    [...host.shadowRoot.querySelectorAll('*')].filter((node) => /[1-9]/.test(`${getComputedStyle(node).transitionDuration}${getComputedStyle(node).animationDuration}`))).length);
  await page.keyboard.press('Escape');
  await page.locator('nearside-panel dialog[open]').waitFor({ state: 'detached' });
  const back = (await focused(page)).startsWith('nearside-badge button');
  const ground = () => page.evaluate(() => getComputedStyle(document.querySelector('nearside-badge').shadowRoot.querySelector('button')).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = light !== await ground();
  await page.context().close();
  const yes = (is) => (is ? 'yes' : 'no');
  const none = (count, good) => (count ? `${count} wrong` : good);
  return [
    `${weigh(all)}, panel and all`, none(total.axe_violations, '0 / 0'), none(total.trusted_types_blocked, 'runs'), none(total.trusted_types_blocked, 'clean'),
    none(total.reflow_cut, 'fits'), `${yes(inside)} / yes / ${yes(back)}`, String(moving), yes(dark), none(total.rtl_failures, 'follows'),
  ];
}
