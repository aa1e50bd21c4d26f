// The same module in Chromium under a strict policy: its cryptography is the browser's, its bytes are Node's.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { flattenedDecrypt } from 'jose';
import { chromium } from 'playwright-core';
import { fromFile, receipt, toFile } from '../../dist/rights.js';
import { MOST } from './lock.check.mjs';
import { CONFIG, DAY, live, ROOT, seeded, TODAY } from './shops.mjs';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript' };

async function serve(catalog) {
  const server = createServer(async (request, answer) => {
    const path = normalize(request.url ?? '/');
    const found = path === '/' ? '<!doctype html><title>rights</title>' : path === '/catalog.nsc' ? catalog : /^\/dist\/[\w/.-]+\.js$/.test(path) ? await readFile(join(ROOT, path)).catch(() => undefined) : undefined;
    answer.writeHead(found === undefined ? 404 : 200, { 'content-type': TYPES[extname(path)] ?? 'text/html', 'content-security-policy': POLICY }).end(found);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

/** In the page: an engine that brought this profile. */
const begin = async ([profile, config, now]) => {
  const { open } = await import('/dist/index.js');
  const rights = await import('/dist/rights.js');
  const nearside = await open({ catalog: '/catalog.nsc', config, storage: 'memory', now: () => now });
  nearside.setLevel('remember');
  nearside.import(profile);
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
  Object.assign(globalThis, { nearside, rights });
};

export default async function check({ test, shopper, catalogs }) {
  const { nearside, clock } = await shopper();
  live(nearside, clock, seeded(31), 40);
  const server = await serve(catalogs.corner);
  const port = server.address().port;
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP shop.test 127.0.0.1'],
  });
  const visit = async (host) => {
    const page = await browser.newPage();
    await page.goto(`http://${host}:${port}/`);
    await page.evaluate(begin, [nearside.export(), CONFIG, TODAY * DAY + 40_000_000]);
    return page;
  };
  try {
    const page = await visit('127.0.0.1');
    await test('Chromium writes the bytes that Node writes: file and receipt', async () => {
      const [file, paper] = await page.evaluate(async () => [await rights.toFile(nearside), rights.receipt(nearside)]);
      assert.equal(file, await toFile(nearside));
      assert.equal(paper, receipt(nearside));
    });
    await test('what Chromium locks, Node and another implementation open, and the other way round', async () => {
      const locked = await page.evaluate(() => rights.toFile(nearside, { passphrase: 'six green apples' }));
      assert.equal(await fromFile(locked, { passphrase: 'six green apples' }), nearside.export());
      const { plaintext } = await flattenedDecrypt(JSON.parse(locked), new TextEncoder().encode('six green apples'), MOST);
      assert.equal(new TextDecoder().decode(plaintext), await toFile(nearside));
      const ours = await toFile(nearside, { passphrase: 'äpfel' });
      assert.equal(await page.evaluate((text) => rights.fromFile(text, { passphrase: 'äpfel' }), ours), nearside.export());
      const { reason, code } = await page.evaluate((text) => rights.fromFile(text, { passphrase: 'apfel' }).catch(({ reason: why, code: word }) => ({ reason: why, code: word })), ours);
      assert.deepEqual([code, reason], ['BAD_OPTION', 'passphrase']);
    });
    await test('a preview in Chromium is that of Node, and deep nesting is refused there too', async () => {
      const file = await toFile(nearside);
      const seen = await page.evaluate((text) => rights.preview(nearside, text), file);
      assert.equal(seen.fits.signals, nearside.signals().reduce((sum, { times }) => sum + times, 0));
      const deep = await page.evaluate(() => rights.preview(nearside, '['.repeat(1_000_000)).catch(({ reason }) => reason));
      assert.equal(deep, 'not-ours');
    });
    await test('the strict policy stops nothing of it', async () => assert.deepEqual(await page.evaluate(() => globalThis.violations), []));

    await test('on a page without HTTPS a file can be saved, and a passphrase says why not', async () => {
      const plain = await visit('shop.test');
      assert.equal(await plain.evaluate(() => isSecureContext), false);
      assert.equal(await plain.evaluate(() => rights.toFile(nearside)), await toFile(nearside));
      assert.equal(await plain.evaluate(() => rights.toFile(nearside, { passphrase: 'x' }).catch(({ reason }) => reason)), 'no-crypto');
    });
  } finally {
    await browser.close();
    server.close();
  }
}
