// A page that does nothing but use the package: what one script holds it there for is the package's doing.
// Not here: a shop's own drawing (../vitals.mjs).
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

const PAGE = `<!doctype html><html lang="en"><title>Plain</title><nearside-notice></nearside-notice><nearside-badge></nearside-badge>
<main></main><nearside-panel></nearside-panel><script type="module" src="page.js"></script></html>`;
/** What the page itself does begins in tasks of its own. */
const SCRIPT = `import { open } from './dist/index.js';
import { connect } from './dist/elements.js';
const pause = () => new Promise((done) => setTimeout(done, 50));
globalThis.engine = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
await pause();
connect(engine);
await pause();
globalThis.list = () => document.querySelector('main').replaceChildren(...engine.recommend('home', { count: 24 }).items.map((pick) => {
  const reason = document.createElement('nearside-reason');
  reason.pick = pick;
  return reason;
}));
list();
globalThis.ready = true;`;
const TYPES = { '': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** The longest that one script held the page in a visit: `{ ms, step, script }`. */
export async function plain({ browser, address }, slower) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  context.setDefaultTimeout(60_000);
  await context.route(`${address}plain/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice('/plain/'.length);
    const body = name === '' ? PAGE : name === 'page.js' ? SCRIPT : readFileSync(join(ROOT, name));
    return route.fulfill({ body, contentType: TYPES[extname(name)] });
  });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const step = async (name, act) => {
    await page.evaluate((name) => (window.step = name), name);
    await act();
    await page.waitForTimeout(600);
  };
  await page.goto(`${address}plain/`);
  await page.waitForFunction(() => window.ready);
  await page.waitForTimeout(600);
  const panel = page.locator('nearside-panel dialog[open]');
  await step('choose', () => page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).click());
  for (const at of [0, 3, 6]) await step('note and rank', () => page.evaluate((at) => {
    engine.track(at ? 'cart' : 'view', { id: engine.recommend('home', { count: 24 }).items[at].id });
    list();
  }, at));
  await step('open a reason', () => page.locator('nearside-reason button').first().click());
  await page.keyboard.press('Escape');
  await step('open the panel', () => page.locator('nearside-badge button').click());
  await step('open an interest', () => panel.locator('.name').first().click());
  await step('remove it', () => panel.locator('.head > .quiet').first().click());
  await step('close', () => page.keyboard.press('Escape'));
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

/** In the page. What a test looks the page over with is no script of the page, and is not counted. */
function watch() {
  window.seen = { ms: 0 };
  window.step = 'open';
  new PerformanceObserver((list) => {
    for (const { duration, sourceURL, invoker } of list.getEntries().flatMap(({ scripts }) => scripts)) {
      if (duration > window.seen.ms) window.seen = { ms: Math.round(duration), step: window.step, script: `${sourceURL.split('/').at(-1)} ${invoker}` };
    }
  }).observe({ type: 'long-animation-frame', buffered: true });
}
