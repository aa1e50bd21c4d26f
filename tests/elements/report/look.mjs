// One state in one language and direction, looked at in every window: axe, words cut off, what the page's policy
// stopped, contrast, and whether right-to-left is the mirror of left-to-right. Not here: the keyboard (focus.mjs).
import { join } from 'node:path';
import { axe, cut, open, overflow, SETTLED } from '../harness.mjs';
import { LOOKS, STATES, WIDTHS, windowsOf } from './states.mjs';

const HOSTS = 'nearside-notice,nearside-badge,nearside-reason,nearside-panel';
/** No picture and no window is higher. */
const HIGHEST = 3200;

/**
 * Gives `{ width, look, found: { axe_violations, … } }` for each window, and leaves pictures in the folder `pictures`.
 * The rules that do not know colors are asked in light and once a width, the contrast in every look.
 */
export async function look(h, { state, lang, dir, pictures }) {
  const { scene, go } = STATES[state];
  const { home, looks } = windowsOf(state, lang, dir);
  const seen = [];
  const page = await open(h, { ...scene, lang, dir });
  try {
    await go(page);
    for (const width of WIDTHS) {
      // A twentieth of a large screen, as zooming in to 400 % leaves of it (WCAG 1.4.10).
      await page.setViewportSize({ width, height: width === 320 ? 256 : 900 });
      await settled(page);
      const reflow_cut = [...(await overflow(page) ? [`${await overflow(page)} px to the side`] : []), ...await cut(page), ...await page.evaluate(halved, HOSTS)];
      const rtl_failures = await page.evaluate(mirrored, { hosts: HOSTS, dir: lang === 'ar' ? 'rtl' : 'ltr' });
      const height = await page.evaluate(() => Math.max(document.documentElement.scrollHeight, document.querySelector('nearside-panel')?.shadowRoot.querySelector('dialog')?.scrollHeight ?? 0));
      await page.setViewportSize({ width, height: Math.min(HIGHEST, Math.max(height, 480)) });
      for (const name of looks) {
        await page.emulateMedia(LOOKS[name]);
        await settled(page);
        const found = home ? await axe(page, SETTLED, name === 'light' ? undefined : ['color-contrast']) : [];
        seen.push({
          state, lang, dir, width, look: name,
          found: { axe_violations: found, contrast_failures: found.filter((line) => line.startsWith('color-contrast')), ...(name === looks[0] && { reflow_cut, rtl_failures }) },
        });
        if (home) {
          const file = `${state}-${lang}-${name}-${width}.png`.replaceAll(' ', '-');
          await page.screenshot({ path: join(pictures, file), animations: 'disabled' });
          seen.at(-1).file = file;
        }
      }
      await page.emulateMedia(LOOKS.light);
    }
    const blocked = await page.evaluate(() => window.test.violations);
    seen[0].found.trusted_types_blocked = [...blocked, ...page.faults];
  } finally {
    await page.context().close();
  }
  return seen;
}

const settled = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))));

/** Boxes that hide the lower part of their words. */
function halved(hosts) {
  return [...document.querySelectorAll(hosts)].flatMap((host) => [...host.shadowRoot.querySelectorAll('*')]
    .filter((node) => !node.closest('.hidden,svg') && node.getClientRects().length && /hidden|clip/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight + 1)
    .map((node) => `lower part: ${node.outerHTML.slice(0, 80)}`));
}

/**
 * What is not right about directions: something drawn in another direction than its language's, and, for a language
 * from right to left, every box that is not where the mirror image of the same words laid left to right has it.
 */
function mirrored({ hosts, dir }) {
  const wrong = [];
  const marked = [...document.querySelectorAll(hosts)].flatMap((host) => [...host.shadowRoot.querySelectorAll('[dir]')])
    .filter((node) => node.getClientRects().length && !node.parentElement?.closest('[dir]'));
  const name = (node) => node.outerHTML.slice(0, 80);
  for (const node of marked) if (getComputedStyle(node).direction !== dir) wrong.push(`direction: ${name(node)}`);
  if (dir !== 'rtl') return wrong;
  // Where the words in a box may begin and end.
  const inner = (node, side) => ['padding', 'border'].reduce((sum, kind) => sum + (parseFloat(getComputedStyle(node)[`${kind}${side}${kind === 'border' ? 'Width' : ''}`]) || 0), 0);
  const boxes = (top) => {
    const frame = top.getBoundingClientRect();
    return [...top.querySelectorAll('*')]
      .filter((node) => !node.closest('.hidden,bdi') && !node.matches('svg *') && !/^(inline|contents|none)$/.test(getComputedStyle(node).display) && node.getClientRects().length)
      .map((node) => [node, node.getBoundingClientRect().left + inner(node, 'Left') - frame.left, frame.right - node.getBoundingClientRect().right + inner(node, 'Right')]);
  };
  for (const top of marked) {
    const here = boxes(top);
    const { left, right } = top.getBoundingClientRect();
    top.dir = 'ltr';
    const there = boxes(top);
    const other = top.getBoundingClientRect();
    top.dir = 'rtl';
    if (top.matches('dialog') && Math.abs(left - (document.documentElement.clientWidth - other.right)) > 1) wrong.push(`side: ${left}–${right} and ${other.left}–${other.right}`);
    for (const [at, [node, start, end]] of here.entries()) {
      const [same, from, to] = there[at] ?? [];
      if (same !== node || Math.abs(start - to) > 1 || Math.abs(end - from) > 1) wrong.push(`mirror: ${name(node)} ${[start, end, from, to].map(Math.round)}`);
    }
  }
  return wrong;
}
