// `npm run vitals [-- --json]`: a walk through the demo shop on a slow processor, as Core Web Vitals measure it, and the
// longest stretch that one script held a page: of the package alone (vitals/plain.mjs), and with the shop's own drawing.
// Times are printed, never asserted. Not here: what an interaction with the panel takes by itself (`npm run ui:report`),
// or the engine's speed (`npm run bench`).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { start } from '../tests/e2e/harness.mjs';
import { buildAll } from './build.mjs';
import { chromium } from './setup/browser.mjs';
import { main } from './setup/run.mjs';
import { setUpBuild } from './setup.mjs';
import { plain } from './vitals/plain.mjs';

const SLOWER = 4;
const ROUNDS = 5;
/** What the numbers may be at most: milliseconds, and the share of the window that moved. */
const WANTED = { inp_ms: 100, cls: 0, longest_ms: 50 };
const VITALS = readFileSync(createRequire(import.meta.url).resolve('web-vitals').replace(/[^/]*$/, 'web-vitals.attribution.iife.js'), 'utf8');

const json = process.argv.includes('--json');
if (json) console.log = console.error;

await main(async () => {
  await buildAll(await setUpBuild());
  const { browser: path } = await chromium();
  process.env.CHROME ||= path;
  const harness = await start();
  const rounds = [], alone = [];
  const load = loadavg()[0];
  try {
    await plain(harness, SLOWER); // A browser's very first page is slower than any later.
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await walk(harness));
      alone.push(await plain(harness, SLOWER));
    }
  } finally {
    await harness.close();
  }
  alone.sort((a, b) => a.ms - b.ms);
  const { ms, step, script } = alone[ROUNDS >> 1];
  const result = {
    slower: SLOWER, rounds: ROUNDS, lcp_ms: median(rounds.map(({ lcp }) => lcp)), inp_ms: median(rounds.map(({ inp }) => inp.ms)), cls: Math.max(...rounds.map(({ cls }) => cls)),
    slowest: rounds.at(-1).inp.target, longest_ms: ms, longest: `${step}: ${script}`,
    shop_longest_ms: median(rounds.map(({ longest }) => longest.ms)), shop_longest: rounds.at(-1).longest.script,
  };
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else show(result, load);
});

function show({ lcp_ms, inp_ms, cls, longest_ms, slowest, longest, shop_longest_ms, shop_longest }, load) {
  const line = (what, value, wanted = '') => console.log(`${what.padEnd(64)} ${String(value).padStart(8)}   ${wanted}`);
  line(`on a processor ${SLOWER} times slower, medians of ${ROUNDS}`, 'measured', 'at most');
  line('largest paint, cold', `${lcp_ms} ms`);
  line(`slowest of all interactions, to the next paint (${slowest})`, `${inp_ms} ms`, `${WANTED.inp_ms} ms`);
  line('layout shift, the largest', cls.toFixed(3), WANTED.cls.toFixed(2));
  line(`longest stretch of one script of ours (${longest})`, `${longest_ms} ms`, `${WANTED.longest_ms} ms`);
  line(`with the shop's own drawing (${shop_longest})`, `${shop_longest_ms} ms`);
  console.log(`the machine's load was ${load.toFixed(1)} before`);
}

/** Home, the choice, a product, the cart, a search, and the panel. */
async function walk({ browser, address }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.addInitScript({ content: `${VITALS}\n(${watch})()` });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(`${address}#/`);
  const calm = async () => {
    await page.waitForFunction(() => !document.querySelector('.waiting, [aria-busy]') && document.querySelector('main h1'));
    await page.waitForTimeout(400);
  };
  // By place, as a finger does: a click by name would look the page over in the same breath.
  const press = async (what) => {
    await what.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await what.boundingBox();
    await page.waitForTimeout(300);
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.waitForTimeout(300);
    await calm();
  };
  await calm();
  await press(page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }));
  for (const at of [0, 3, 1]) {
    await press(page.locator('main .grid').first().locator('.card-title a').nth(at));
    await page.locator('.product h1').waitFor();
    await press(page.getByRole('button', { name: /^Add / }).first());
    await page.goBack();
    await calm();
  }
  await page.getByRole('searchbox').pressSequentially('coffee');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /coffee/ }).waitFor();
  await calm();
  await press(page.locator('nearside-reason').first().locator('button').first());
  await page.keyboard.press('Escape');
  await press(page.locator('nearside-badge button'));
  const panel = page.locator('nearside-panel dialog[open]');
  await panel.waitFor();
  await press(panel.locator('.name').first());
  await press(panel.locator('.head > .quiet').first());
  await page.keyboard.press('Escape');
  await calm();
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

/** In the page. */
function watch() {
  const seen = (window.seen = { lcp: 0, cls: 0, inp: { ms: 0, target: '' }, longest: { ms: 0, script: '' } });
  const { onCLS, onINP, onLCP } = webVitals; // of the same script
  const all = { reportAllChanges: true };
  onLCP(({ value }) => (seen.lcp = Math.round(value)), all);
  onCLS(({ value }) => (seen.cls = value), all);
  onINP(({ value, attribution }) => (seen.inp = { ms: value, target: `${attribution.interactionTarget} ${attribution.interactionType}` }), all);
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) {
      for (const { duration, sourceURL, sourceFunctionName, invoker } of frame.scripts) {
        if (duration > seen.longest.ms) seen.longest = { ms: Math.round(duration), script: `${sourceURL.split('/').at(-1)} ${sourceFunctionName || invoker}` };
      }
    }
  }).observe({ type: 'long-animation-frame', buffered: true });
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
