// A browser, one page a test, and what several tests look for. Not here: the tests, nor building the page.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, serve } from './build.mjs';

export const SHOTS = join(ROOT, 'test-results/elements');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function start() {
  mkdirSync(SHOTS, { recursive: true });
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: process.env.CHROME || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return { server, browser, close: async () => (await browser.close(), server.close()) };
}

/**
 * Opens the page for one scene: `interests`, `level`, `lang`, `dir`, `count`, `options` of the fake engine, and
 * `width`, `height`, `dark`, `more` (contrast), `forced`, `motion` of the window, `css` of the shop.
 */
export async function open({ browser, server }, scene = {}) {
  const { width = 1280, height = 900, dark = false, forced = false, more = false, motion = 'reduce', css, options, ...query } = scene;
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: motion, forcedColors: forced ? 'active' : 'none', contrast: more ? 'more' : 'no-preference', acceptDownloads: true,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  // The day of the fake engine's latest notes; timers go on.
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
  page.faults = [];
  page.warnings = [];
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => ({ error: page.faults, warning: page.warnings })[message.type()]?.push(message.text()));
  const search = new URLSearchParams({ ...query, ...(options && { options: JSON.stringify(options) }) });
  // A shop's own stylesheet, there before the elements are.
  if (css) await page.route('**/page.css', async (route) => route.fulfill({ contentType: 'text/css', body: `${await (await route.fetch()).text()}\n${css}` }));
  await page.goto(`${server.origin}/?${search}`);
  if (query.connect !== 'no') await page.locator('nearside-badge button').waitFor();
  return page;
}

/** Opens the panel by the badge and waits until it stands. */
export async function openPanel(page) {
  await page.locator('nearside-badge button').click();
  await page.locator('nearside-panel dialog[open]').waitFor();
  return page.locator('nearside-panel dialog');
}

/**
 * What axe cannot decide by itself, each settled by hand: text under the sheet's sticky head or above rows that
 * are not drawn yet, or of one letter, has the colors of `style.ts`, whose contrast is checked in texts.check.mjs.
 */
export const SETTLED = [/^color-contrast: .*(overlap|obscured|could not be determined|too short)/];

/** All axe violations as lines, of all rules or of those named; what axe could not decide is added when it is not listed in `settled`. */
export async function axe(page, settled = [], rules) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS });
  const lines = (list) => list.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.flat().join(' ')} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`));
  return [...lines(violations), ...lines(incomplete).filter((line) => !settled.some((known) => known.test(line)))];
}

/** The element that has the focus, through shadow roots: `host tag#id "text"`. */
export const focused = (page) => page.evaluate(() => {
  let at = document.activeElement, host = '';
  while (at?.shadowRoot?.activeElement) {
    host = `${at.localName} `;
    at = at.shadowRoot.activeElement;
  }
  return `${host}${at.localName}${at.id ? `#${at.id}` : ''} "${(at.textContent || at.getAttribute('type') || '').trim().slice(0, 60)}"`;
});

/** Horizontal scrolling of the page or of the panel, in pixels; 0 is none. */
export const overflow = (page) => page.evaluate(() => {
  const dialog = document.querySelector('nearside-panel')?.shadowRoot.querySelector('dialog');
  return Math.max(document.documentElement.scrollWidth - innerWidth, dialog ? dialog.scrollWidth - dialog.clientWidth : 0, 0);
});

/** Elements whose words are cut off, or that stand outside the window. */
export const cut = (page) => page.evaluate(() => [...document.querySelectorAll('nearside-notice,nearside-badge,nearside-reason,nearside-panel')].flatMap((host) =>
  [...host.shadowRoot.querySelectorAll('*')].filter((node) => !node.closest('.hidden,svg') && node.getClientRects().length
    && (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'visible' || node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1))
    .map((node) => node.outerHTML.slice(0, 90))));

/** What is in the engine now. */
export const engine = (page, ask) => page.evaluate(`(() => { const { fake, calls, violations } = window.test; return ${ask}; })()`);

export const shot = (page, name, options) => page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled', ...options });
