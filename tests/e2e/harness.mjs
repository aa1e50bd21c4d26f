// A shop, a browser and a witness of all traffic. Not here: the tests.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { ROOT, SITE } from '../../scripts/setup/paths.mjs';

/** What is served: the built shop. */
const FOLDER = process.env.E2E_SITE ?? SITE;
export const SHOTS = join(ROOT, 'test-results/e2e');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function start() {
  mkdirSync(SHOTS, { recursive: true });
  const { server, address } = await serve(FOLDER, 0);
  const heard = [];
  server.prependListener('request', (request) => {
    const entry = { method: request.method, url: request.url, headers: { ...request.headers }, body: 0 };
    request.on('data', (bytes) => (entry.body += bytes.length));
    heard.push(entry);
  });
  const browser = await chromium.launch({ executablePath: process.env.CHROME || '/usr/bin/chromium', headless: true, args: FLAGS });
  return { address, browser, heard, close: async () => (await browser.close(), server.close()) };
}

/** One shopper with a browser of their own. What they look at is remembered here, so that it can be looked for in the traffic. */
export class Shopper {
  faults = [];
  asked = [];
  /** Ids, titles and names that must not be in any request. */
  secrets = new Set();
  /** Console lines and policy breaches that the test brings about on purpose. */
  expected = [];

  static async arrive({ address, browser, heard }, { width = 1280, height = 900, dark = false, rtl = false, init, routes = {}, hash = '#/', expected = [] } = {}) {
    const shopper = new Shopper();
    shopper.address = address;
    shopper.heard = heard;
    shopper.since = heard.length;
    shopper.expected = expected;
    shopper.context = await browser.newContext({
      viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', acceptDownloads: true, serviceWorkers: 'block',
    });
    // Everything that leaves the browser, from any tab, worker or beacon.
    shopper.context.on('request', (request) => shopper.asked.push(request));
    if (init) await shopper.context.addInitScript(init);
    for (const [pattern, answer] of Object.entries(routes)) await shopper.context.route(pattern, answer);
    if (rtl) await shopper.context.addInitScript(() => document.addEventListener('readystatechange', () => (document.documentElement.dir = 'rtl')));
    shopper.page = await shopper.tab(hash);
    return shopper;
  }

  /** Another tab of the same browser. */
  async tab(hash = '#/') {
    const page = await this.context.newPage();
    page.on('pageerror', (error) => this.faults.push(`script: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      const line = `${message.text()} ${message.location().url}`;
      if (['error', 'warning'].includes(message.type()) && !this.expected.some((known) => known.test(line))) this.faults.push(`console: ${line}`);
    });
    page.on('websocket', (socket) => this.faults.push(`websocket: ${socket.url()}`));
    await page.addInitScript(() => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
    });
    await page.goto(this.address + hash);
    await page.locator('main h1').waitFor();
    await drawn(page);
    return page;
  }

  /** Goes to an address of the shop by its hash, as a link would. */
  async go(hash, page = this.page) {
    const [kind, ...rest] = decodeURIComponent(hash).replace(/^#\//, '').split('/');
    for (const part of rest) if (kind === 'c' || kind === 'p' || kind === 'search') this.secrets.add(part);
    await page.evaluate((to) => (location.hash = to), hash);
    await drawn(page);
  }

  /** Opens the `at`-th product of a list as a shopper would, and remembers its id and title. */
  async openProduct(at = 0, list = 'main .grid', page = this.page) {
    const link = page.locator(list).first().locator('.card-title a').nth(at);
    const id = (await link.getAttribute('href')).replace('#/p/', '');
    await link.click();
    await page.locator('.product h1').waitFor();
    await settle(page);
    this.secrets.add(id).add(await page.locator('.product h1').innerText());
    return id;
  }

  async choose(level, page = this.page) {
    const name = { off: 'Keep it off', visit: 'Just this visit', remember: 'Remember me' }[level];
    await page.locator('nearside-notice').getByRole('button', { name }).click();
    await settle(page);
  }

  async openPanel(page = this.page) {
    await page.locator('nearside-badge button').click();
    const panel = page.locator('nearside-panel dialog[open]');
    await panel.waitFor();
    return panel;
  }

  closePanel = async (page = this.page) => {
    await page.keyboard.press('Escape');
    await page.locator('nearside-panel dialog[open]').waitFor({ state: 'detached' });
  };

  /** What is wrong with the traffic so far: nothing but GETs of the shop's own files, telling nothing. */
  traffic() {
    const wrong = [];
    const secrets = [...this.secrets].filter((text) => text.length > 3).map((text) => text.toLowerCase());
    const tells = (text) => secrets.find((secret) => safely(text).toLowerCase().includes(secret));
    const look = (from, method, address, headers, body) => {
      const url = new URL(address, this.address);
      const line = `${from}: ${method} ${address}`;
      if (url.protocol === 'blob:' || url.protocol === 'data:') return;
      if (url.origin !== new URL(this.address).origin) wrong.push(`${line} goes elsewhere`);
      if (method !== 'GET') wrong.push(`${line} is not a GET`);
      if (url.search) wrong.push(`${line} has a query`);
      if (body) wrong.push(`${line} has a body`);
      const file = url.pathname === '/' ? '/index.html' : url.pathname;
      if (!existsSync(join(FOLDER, decodeURIComponent(file)))) wrong.push(`${line} is no file of the shop`);
      const told = tells(url.pathname + url.search);
      if (told) wrong.push(`${line} names "${told}"`);
      for (const [name, value] of Object.entries(headers)) {
        if (name === 'cookie' || name === 'authorization') wrong.push(`${line} carries ${name}`);
        const said = tells(String(value));
        if (said) wrong.push(`${line}: header ${name} names "${said}"`);
      }
    };
    for (const request of this.asked) {
      const url = request.url();
      // The page's own address has the hash in the browser; what follows it never leaves (the server's log shows that).
      look('browser', request.method(), url.split('#')[0], request.headers(), request.postDataBuffer()?.length ?? 0);
    }
    for (const { method, url, headers, body } of this.heard.slice(this.since)) look('server', method, url, headers, body);
    return wrong;
  }

  /** Everything that no test allows. */
  async verdict() {
    const found = [...this.faults];
    for (const page of this.context.pages()) {
      const broken = await page.evaluate(() => globalThis.violations ?? []).catch(() => []);
      found.push(...broken.filter((line) => !this.expected.some((known) => known.test(line))).map((line) => `policy: ${line}`));
    }
    return [...found, ...this.traffic()];
  }
}

const safely = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The page stands: no empty room, and its name is there. */
export async function drawn(page) {
  await page.waitForFunction(() => !document.querySelector('.waiting, [aria-busy]') && document.querySelector('main h1'));
  await settle(page);
}

/** What the badge says. */
export const badge = (page) => page.locator('nearside-badge button').innerText();

/**
 * What was set is drawn: two frames for the elements; a task after them, before which the shop's own drawing begins, which
 * waits for a frame and a task itself (www/shop/pace.ts); and the frame that shows it.
 */
export const settle = (page) => page.evaluate(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  await new Promise((done) => setTimeout(done));
  await frame();
});

/** Every place where a page can keep something, as `place name` → text. */
export async function stores(page) {
  const kept = await page.evaluate(async () => {
    const found = {};
    for (const [place, store] of [['local', () => localStorage], ['session', () => sessionStorage]]) {
      try {
        for (const [key, value] of Object.entries(store())) found[`${place} ${key}`] = value;
      } catch {
        found[`${place} denied`] = '';
      }
    }
    for (const { name } of await indexedDB.databases()) found[`indexeddb ${name}`] = '';
    for (const name of await caches.keys()) found[`caches ${name}`] = '';
    for await (const name of (await navigator.storage.getDirectory()).keys()) found[`files ${name}`] = '';
    if (document.cookie) found.cookie = document.cookie;
    for (const { scope } of await navigator.serviceWorker.getRegistrations()) found[`worker ${scope}`] = '';
    return found;
  });
  for (const { name, value } of await page.context().cookies()) kept[`cookie ${name}`] = value;
  return kept;
}

/** The products of a list as it stands once all is drawn, in order: `{ id, title, chip }`. */
export async function list(page, selector = 'main .grid') {
  await settle(page);
  return page.locator(selector).first().evaluate((grid) => [...grid.querySelectorAll(':scope > .card')].map((card) => ({
    id: card.querySelector('.card-title a')?.getAttribute('href')?.replace('#/p/', ''),
    title: card.querySelector('.card-title')?.textContent ?? '',
    chip: card.querySelector('nearside-reason')?.shadowRoot?.querySelector('button')?.textContent?.trim() ?? '',
  })));
}

/** Whether a chip says what is the same for everybody. */
export const everybodys = ({ chip }) => ['Popular here', 'Bought more these weeks', 'Bought by many people', 'New in the shop'].includes(chip);

export const ids = async (page, selector) => (await list(page, selector)).map(({ id }) => id);

/** All axe violations, as lines. */
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.flat().join(' ')} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`));
}

/** How far the page scrolls sideways, in pixels. */
export const sideways = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

export const shot = (page, name, options = {}) => page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled', ...options });
