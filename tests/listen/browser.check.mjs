// The built package in Chromium, on a page with gtag's own snippet, under a strict policy.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { NOW, ROOT } from './shops.mjs';

const POLICY = "default-src 'none'; script-src 'self' 'nonce-page' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE = `<!doctype html><title>Planted Person's tea</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Tea","sku":"a-blue","review":{"author":"planted@mail.example"}}</script>
<script nonce="page">
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  gtag('js', new Date());
  gtag('config', 'G-PLANTED', { user_id: 'planted-user' });
  gtag('event', 'view_item', { currency: 'EUR', value: 9, items: [{ item_id: 'a-red', item_name: 'Tea', item_brand: 'Planted Person' }] });
</script>
<main></main>`;

async function serve(catalog) {
  const server = createServer(async (request, answer) => {
    const path = normalize(request.url ?? '/');
    const found = path === '/' ? PAGE : path === '/catalog.nsc' ? catalog : /^\/dist\/[\w/.-]+\.js$/.test(path) ? await readFile(join(ROOT, path)).catch(() => undefined) : undefined;
    answer.writeHead(found === undefined ? 404 : 200, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8', 'content-security-policy': POLICY }).end(found);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

/** In the page: an engine, and everything that listens. */
const begin = async (now) => {
  const { open } = await import('/dist/index.js');
  const { dataLayer, jsonLd, shopifyEvents } = await import('/dist/listen.js');
  const nearside = await open({ catalog: '/catalog.nsc', now: () => now });
  for (const listener of [dataLayer, jsonLd, shopifyEvents]) listener(nearside);
  globalThis.nearside = nearside;
  return nearside.signals().map(({ signal, item, times }) => [signal, item, times]);
};

const signals = () => nearside.signals().map(({ signal, item, facets, times }) => [signal, item ?? facets[0], times]).sort();

export default async function check({ test, catalogs }) {
  const server = await serve(catalogs.own);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    const visit = async () => {
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      return page.evaluate(begin, NOW);
    };
    await test('Chromium: a page with gtag notes nothing before a choice, nor afterwards what was before it', async () => {
      assert.deepEqual(await visit(), []);
      assert.deepEqual(await page.evaluate(() => {
        gtag('event', 'add_to_cart', { items: [{ item_id: 'c-red' }] });
        const before = [localStorage.length, sessionStorage.length];
        nearside.setLevel('remember');
        return [before, nearside.signals()];
      }), [[0, 0], []]);
    });
    await test('Chromium: then gtag, JSON-LD and the theme speak of one view, and a cart, a search, an order are noted', async () => {
      assert.deepEqual(await visit(), [['view', 'a-red', 1]]);
      await page.evaluate(async () => {
        const theme = (name, said) => document.querySelector('main').dispatchEvent(Object.assign(new Event(`shopify:${name}`, { bubbles: true }), said));
        theme('product:view', { context: 'page', product: { id: 'gid://shopify/Product/group-a', title: 'Planted Person', selectedVariant: null } });
        // A tag manager comes late and replaces push.
        const before = dataLayer.push;
        globalThis.passed = [];
        dataLayer.push = (...entries) => { passed.push(...entries); return before.apply(dataLayer, entries); };
        gtag('event', 'search', { search_term: 'green tea planted' });
        gtag('event', 'add_to_wishlist', { items: [{ item_id: 'd-red' }] });
        dataLayer.push({ ecommerce: null }, { event: 'purchase', user_data: { email: 'planted@mail.example' }, ecommerce: { transaction_id: 'PLANTED', items: [{ item_id: 'b-red' }, { item_id: 'planted@mail.example' }] } });
        theme('cart:lines-update', { action: 'add', lines: [{ merchandiseId: 'gid://shopify/ProductVariant/42', quantity: 1 }], promise: Promise.resolve({ cart: { lines: [] }, userErrors: [] }) });
        await new Promise((done) => setTimeout(done, 0));
      });
      assert.deepEqual(await page.evaluate(signals), [['cart', '42', 1], ['purchase', 'b-red', 1], ['search', 'Tea', 1], ['view', 'a-red', 1]]);
      assert.deepEqual(await page.evaluate(() => [passed.length, dataLayer.length]), [4, 7]);
    });
    await test('Chromium: what is stored holds none of the page\'s personal fields, and no error was thrown', async () => {
      const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, nearside.export()]));
      assert.match(stored, /b-red/);
      assert.doesNotMatch(stored, /planted|green/i);
      assert.deepEqual(faults, []);
    });
  } finally {
    await browser.close();
    server.close();
  }
}
