// One page in Chromium: what it says, fetches and draws. Not here: how it was built.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';

/** Counted: what a page runs and is styled by. The catalog, pictures and the page itself are the shop's own. */
const COUNTED = /javascript|wasm|css/;
/** How long picks may take, in milliseconds: far more than on any machine that works. */
const PATIENCE = 30_000;
const GRACE = 5_000;

const sizes = new Map();
function brotli(bytes) {
  const key = createHash('sha256').update(bytes).digest('hex');
  if (!sizes.has(key)) sizes.set(key, brotliCompressSync(bytes).length);
  return sizes.get(key);
}

/**
 * Opens `path` of `address` in a browser of its own and waits for the first element of `selector`; then lets `act(page)` do what
 * a shopper would. Gives the ids, what `#picks` says in its attributes, and `ms` and `bytes` until then; throws with all that went wrong.
 */
export async function look(browser, address, { path = '', selector = '#picks > li', act, shot } = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce', serviceWorkers: 'block' });
  const faults = [], answers = [];
  try {
    context.on('request', (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) faults.push(`asked elsewhere: ${request.url()}`);
    });
    context.on('response', (response) => {
      answers.push(response);
      if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
    });
    context.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(`script: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()} ${message.location().url}`);
    });
    await page.addInitScript((wanted) => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
      new MutationObserver((_, watch) => {
        if (!document.querySelector(wanted)) return;
        watch.disconnect();
        // Drawn: the frame after has begun.
        requestAnimationFrame(() => setTimeout(() => (globalThis.firstPicks = performance.now())));
      }).observe(document, { childList: true, subtree: true, attributes: true });
    }, selector);
    await page.goto(address + path);
    const ms = await picked(page, faults);
    const first = answers.slice();
    const ids = await page.locator(selector).evaluateAll((lines) => lines.map(({ dataset }) => dataset.id));
    const told = await page.locator('#picks').evaluateAll(([list]) => ({ ...list?.dataset }));
    const bytes = await weigh(first);
    await act?.(page);
    if (shot) await page.screenshot({ path: shot });
    faults.push(...(await page.evaluate(() => globalThis.violations)).map((line) => `policy: ${line}`));
    if (faults.length > 0) throw new Error('the page is not quiet');
    return { ids, told, ms: Math.round(ms), bytes };
  } catch (error) {
    throw Object.assign(error, { message: [error.message, ...faults].join('\n') });
  } finally {
    await context.close();
  }
}

/** When the first picks were drawn. A page that complains without drawing any is not waited for much longer. */
async function picked(page, faults) {
  for (const begun = Date.now(), patience = () => (faults.length > 0 ? GRACE : PATIENCE); ;) {
    const ms = await page.evaluate(() => globalThis.firstPicks);
    if (ms) return ms;
    if (Date.now() - begun > patience()) throw new Error(`there are no picks after ${patience() / 1000} s`);
    await sleep(20);
  }
}

/** Bytes of each address once, as brotli at its best. */
async function weigh(answers) {
  let sum = 0;
  const seen = new Set();
  for (const answer of answers) {
    if (seen.has(answer.url()) || !answer.ok() || !COUNTED.test(answer.headers()['content-type'] ?? '')) continue;
    seen.add(answer.url());
    sum += brotli(await answer.body());
  }
  return sum;
}
