// Whatever fails, the shop goes on in its own order and says a code.
import assert from 'node:assert/strict';
import { HEADERS } from '../../scripts/serve.mjs';
import { badge, drawn, everybodys, ids, list, stores } from './harness.mjs';

const CATS = '#/c/Pets/Cat%20food';
/** The codes that the shop's footer shows. */
const problems = async (page) => (await page.locator('.problems').allInnerTexts()).join();

/** Walks through the shop as if nothing were wrong. */
async function shopOn(shopper) {
  const { page } = shopper;
  assert.ok((await ids(page)).length >= 12, 'home shows products');
  await shopper.go(CATS);
  assert.ok((await ids(page)).length >= 8, 'the aisle shows products');
  await shopper.openProduct(0);
  await page.getByRole('button', { name: /^Add / }).first().click();
  await shopper.go('#/search/bananas');
  assert.ok((await ids(page)).length > 3, 'the search finds something');
  await shopper.go('#/cart');
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await shopper.go('#/');
}

const denied = () => {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(globalThis, name, { get: () => { throw new DOMException('denied by a test', 'SecurityError'); } });
  }
};

const JAVASCRIPT = /\/chunks\/javascript-/;

/** The shop with a policy that forbids WebAssembly, and text as code as before. */
const withoutWasm = {
  '**/*': async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const policy = HEADERS['Content-Security-Policy'].replace(" 'wasm-unsafe-eval'", '');
    return route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  },
};

export const tests = [
  ['storage denied: picks work for the page, nothing breaks', async (arrive) => {
    const shopper = await arrive({ init: denied });
    const { page } = shopper;
    await shopper.choose('remember');
    await shopOn(shopper);
    assert.match(await problems(page), /STORAGE_DENIED/);
    await shopper.go(CATS);
    await shopper.openProduct(1);
    await shopper.go('#/');
    assert.ok((await list(page)).some((pick) => !everybodys(pick)), 'picks are personal until the page is left');
    await page.reload();
    await drawn(page);
    assert.ok((await list(page)).every(everybodys));
  }],

  ['storage full: a coded problem, and the page goes on', async (arrive) => {
    const shopper = await arrive({ init: () => { Storage.prototype.setItem = () => { throw new DOMException('full by a test', 'QuotaExceededError'); }; } });
    await shopper.choose('remember');
    await shopOn(shopper);
    assert.match(await problems(shopper.page), /STORAGE_FULL/);
  }],

  ['a corrupt record is kept aside, not trusted and not destroyed', async (arrive) => {
    const first = await arrive();
    await first.choose('remember');
    await first.go(CATS);
    await first.openProduct(0);
    const [[name]] = Object.entries(await stores(first.page));
    const key = name.replace(/^local /, '');
    for (const broken of ['{"version":1,"check', '\u0000\uffff', '[]', '"off"x']) {
      const shopper = await arrive({ init: `if (!sessionStorage.planted) { sessionStorage.planted = 1; localStorage.setItem(${JSON.stringify(key)}, ${JSON.stringify(broken)}); }` });
      assert.match(await problems(shopper.page), /PROFILE_CORRUPT/, broken);
      const kept = await stores(shopper.page);
      assert.ok(Object.values(kept).some((value) => value.includes(broken)), `${broken} is gone: ${JSON.stringify(kept)}`);
      await shopOn(shopper);
    }
  }],

  ['WebAssembly blocked by the page’s policy: the JavaScript build makes the picks', async (arrive) => {
    const shopper = await arrive({ expected: [/wasm|WebAssembly/i], routes: withoutWasm });
    const { page } = shopper;
    assert.ok(shopper.asked.some((request) => JAVASCRIPT.test(request.url())), 'the JavaScript build was loaded');
    await shopOn(shopper);
    assert.equal(await problems(page), '');
    await shopper.choose('remember');
    await shopper.go(CATS);
    await shopper.openProduct(1);
    await shopper.go('#/');
    assert.ok((await list(page)).some((pick) => !everybodys(pick)), 'picks are personal');
    await page.reload();
    await drawn(page);
    assert.ok((await list(page)).some((pick) => !everybodys(pick)), 'also when the shopper comes back');
    assert.doesNotMatch(await badge(page), /stopped|problem/);
  }],

  ['WebAssembly blocked and the JavaScript build missing: the shop’s own order', async (arrive) => {
    const shopper = await arrive({
      expected: [/wasm|WebAssembly/i, /404/],
      routes: { ...withoutWasm, '**/chunks/javascript-*': (route) => route.fulfill({ status: 404, body: 'Not found' }) },
    });
    await shopOn(shopper);
    assert.match(await problems(shopper.page), /WASM_BLOCKED/);
    assert.deepEqual(await stores(shopper.page), {});
    assert.match(await badge(shopper.page), /stopped/);
  }],

  ['where WebAssembly runs, the JavaScript build is not loaded', async (arrive) => {
    const shopper = await arrive();
    await shopOn(shopper);
    assert.ok(!shopper.asked.some((request) => JAVASCRIPT.test(request.url())));
  }],

  ['the catalog is missing', async (arrive) => {
    const shopper = await arrive({ expected: [/404/], routes: { '**/catalog.nsc': (route) => route.fulfill({ status: 404, body: 'Not found' }) } });
    await shopOn(shopper);
    assert.match(await problems(shopper.page), /CATALOG_MISSING/);
  }],

  ['the catalog is corrupt, cut off or no catalog', async (arrive) => {
    const bodies = {
      half: (bytes) => bytes.subarray(0, bytes.length >> 1),
      'one bit': (bytes) => { const copy = Buffer.from(bytes); copy[copy.length >> 1] ^= 1; return copy; },
      'a page': () => Buffer.from('<!doctype html><title>404</title>'),
      nothing: () => Buffer.alloc(0),
    };
    for (const [name, body] of Object.entries(bodies)) {
      const shopper = await arrive({ routes: { '**/catalog.nsc': async (route) => {
        const response = await route.fetch();
        return route.fulfill({ response, body: body(await response.body()) });
      } } });
      await shopOn(shopper);
      assert.match(await problems(shopper.page), /CATALOG_CORRUPT/, name);
    }
  }],

  ['the shop’s settings are missing', async (arrive) => {
    const shopper = await arrive({ expected: [/500/], routes: { '**/nearside.json': (route) => route.fulfill({ status: 500, body: '' }) } });
    await shopOn(shopper);
    assert.match(await problems(shopper.page), /BAD_CONFIG/);
  }],

  ['the shop’s own lists are missing: picks are still there', async (arrive) => {
    const shopper = await arrive({ expected: [/404|no shelves/], routes: {
      '**/bestsellers.json': (route) => route.fulfill({ status: 404, body: '' }),
      '**/products.tsv': (route) => route.fulfill({ status: 404, body: '' }),
    } });
    assert.equal((await ids(shopper.page)).length, 12);
    await shopper.openProduct(0);
  }],
];
