// How long the panel with 500 interests takes on a processor six times slower, and whether anything moves by
// itself. Times are printed, never asserted. Not here: the engine's speed (benches/).
import { realPage } from './real.mjs';

const SLOWER = 6;
const ROUNDS = 5;

/** `{ interests, open_ms, interactions: { name: ms }, layout_shift }`: medians of five rounds, the shift as the sum of all. */
export async function slow({ browser, server }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.addInitScript(watch);
  const shifts = { notice: await notice(page, server) };
  const interests = await realPage(page, server);
  await page.locator('nearside-badge button').waitFor();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const opening = [], events = {};
  const panel = page.locator('nearside-panel dialog[open]');
  const acts = {
    'open an interest': () => panel.locator('.name').first().click(),
    'remove one': () => panel.locator('.head > .quiet').first().click(),
    'undo': () => panel.locator('.rows > .trace .button').first().click(),
    'pause': () => panel.locator('.toggle .button').first().click(),
    'go on': () => panel.locator('.toggle .button').first().click(),
    'type in the search': () => panel.locator('.search input').first().press('c'),
  };
  await page.locator('nearside-badge button').hover();
  await page.waitForTimeout(1500); // What a pointer fetches on its way.
  shifts.before = await page.evaluate(() => window.shifted());
  for (let round = 0; round < ROUNDS; round++) {
    await page.locator('nearside-badge button').click();
    await panel.waitFor();
    opening.push(await page.evaluate(() => window.opened));
    for (const [name, act] of Object.entries(acts)) {
      await page.waitForTimeout(150);
      await page.evaluate(() => (window.longest = 0));
      try {
        await act();
      } catch { continue; }
      await page.waitForTimeout(300);
      (events[name] ??= []).push(await page.evaluate(() => window.longest));
    }
    await page.locator('.search input').first().fill('').catch(() => {});
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
  shifts.all = await page.evaluate(() => window.shifted());
  await context.close();
  const interactions = Object.fromEntries(Object.entries(events).map(([name, list]) => [name, median(list)]));
  return { slower: SLOWER, interests, open_ms: Math.round(median(opening)), interactions, next_paint_ms: Math.max(...Object.values(interactions)), layout_shift: shifts.notice + shifts.all - shifts.before };
}

/** A page that fetches the texts first, as the documents tell it to: what the notice moves. */
async function notice(page, server) {
  await page.goto(`${server.origin}/?level=null&interests=0&connect=no`);
  await page.evaluate(async () => {
    const { prepare, connect, fake } = window.test;
    const below = [...document.querySelectorAll('main > :not(nearside-notice), footer')];
    below.forEach((node) => node.remove());
    await prepare();
    // What taking them away moved is not the notice's doing.
    await new Promise((resolve) => setTimeout(resolve, 500));
    window.before = window.shifted();
    connect(fake);
    document.querySelector('main').append(...below);
  });
  await page.locator('nearside-notice section').waitFor();
  await page.waitForTimeout(500);
  return page.evaluate(() => window.shifted() - window.before);
}

/** In the page: the longest interaction since it was last asked, what moved without being touched, and the opening. */
function watch() {
  let sum = 0;
  window.longest = 0;
  window.shifted = () => sum;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) sum += one.value; })).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.longest = Math.max(window.longest, one.duration)))).observe({ type: 'event', durationThreshold: 16 });
  addEventListener('click', ({ timeStamp }) => {
    const look = () => {
      if (!document.querySelector('nearside-panel')?.shadowRoot?.querySelector('dialog[open] .row')) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (window.opened = performance.now() - timeStamp); // After the frame that shows it.
      requestAnimationFrame(() => port2.postMessage(0));
    };
    if (!document.querySelector('nearside-panel')?.shadowRoot?.querySelector('dialog[open]')) look();
  }, true);
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
