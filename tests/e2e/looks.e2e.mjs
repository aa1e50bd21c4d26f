// Every page: accessible, within 320 pixels, steady, quick; and a picture of each to look at.
import assert from 'node:assert/strict';
import { axe, settle, shot, sideways } from './harness.mjs';

/** Pages by name; some need a hand to get where they are. */
const PAGES = {
  home: async (shopper) => shopper.go('#/'),
  department: async (shopper) => shopper.go('#/c/Frozen'),
  category: async (shopper) => shopper.go('#/c/Pets/Cat%20food'),
  product: async (shopper) => {
    await shopper.go('#/c/Pets/Cat%20food');
    await shopper.openProduct(1);
  },
  search: async (shopper) => shopper.go('#/search/coffee'),
  cart: async (shopper) => {
    await shopper.go('#/c/Drinks/Coffee');
    const add = shopper.page.getByRole('button', { name: /^Add / });
    for (const at of [0, 1, 2]) await add.nth(at).click();
    await shopper.go('#/cart');
  },
  compare: async (shopper) => {
    await shopper.go('#/c/Pets');
    await shopper.page.getByRole('button', { name: 'Compare with the shop’s order' }).click();
    await shopper.page.locator('.moved').first().waitFor();
  },
  people: async (shopper) => {
    await shopper.page.getByRole('button', { name: 'Stop comparing' }).click();
    await shopper.go('#/walk');
  },
  walk: async (shopper) => {
    await shopper.page.getByRole('button', { name: /A house with dogs/ }).click();
    await shopper.page.locator('input[type=range]').fill('40');
    await settle(shopper.page);
  },
  privacy: async (shopper) => {
    await shopper.page.getByRole('button', { name: 'Leave their shoes' }).click();
    await shopper.go('#/privacy');
  },
  unknown: async (shopper) => shopper.go('#/c/Nowhere'),
};

const LOOKS = {
  desktop: {},
  dark: { dark: true },
  narrow: { width: 320, height: 640 },
  rtl: { rtl: true },
};

async function tour(arrive, look, visit) {
  const shopper = await arrive(LOOKS[look]);
  const { page } = shopper;
  await settle(page);
  await visit(shopper, 'question');
  await shopper.choose('remember');
  for (const at of [0, 1, 2]) {
    await shopper.go('#/c/Pets/Cat%20food');
    await shopper.openProduct(at);
  }
  for (const [name, reach] of Object.entries(PAGES)) {
    await reach(shopper);
    await settle(page);
    await visit(shopper, name);
  }
  await shopper.go('#/');
  await page.locator('nearside-reason').first().getByRole('button').first().click();
  await page.locator('nearside-reason').first().getByRole('button', { name: 'Never this' }).waitFor();
  await visit(shopper, 'reason');
  await shopper.openPanel();
  await visit(shopper, 'panel');
}

export const tests = [
  ...Object.keys(LOOKS).map((look) => [`${look}: no page breaks a rule of accessibility or runs over the edge`, async (arrive) => {
    const found = [];
    await tour(arrive, look, async ({ page }, name) => {
      const over = await sideways(page);
      if (over > 0) found.push(`${name}: ${over} px too wide`);
      found.push(...(await axe(page)).map((line) => `${name}: ${line}`));
      await page.evaluate(() => scrollTo(0, 0));
      await shot(page, `${name}-${look}`, { fullPage: look === 'narrow' && name !== 'panel' });
    });
    assert.deepEqual(found, []);
  }]),

  ['the first screen shows products and nothing moves', async (arrive) => {
    const init = () => {
      globalThis.moved = 0;
      const watcher = new MutationObserver(() => {
        if (!document.querySelector('.grid:not(.waiting) .card, .product h1')) return;
        watcher.disconnect();
        requestAnimationFrame(() => (globalThis.usable = performance.now()));
      });
      watcher.observe(document, { childList: true, subtree: true });
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });
    };
    /** When the first product could be seen, and how far anything moved. */
    const visit = async (hash, size) => {
      const shopper = await arrive({ init, hash, ...size });
      await shopper.page.waitForTimeout(2500);
      const seen = await shopper.page.evaluate(() => ({ took: globalThis.usable, moved: globalThis.moved }));
      await shopper.context.close();
      return seen;
    };
    for (const hash of ['#/', '#/c/Pets/Cat%20food', '#/c/Drinks', '#/search/coffee', '#/p/995242']) {
      for (const size of [{}, { width: 320, height: 640 }]) {
        const { moved } = await visit(hash, size);
        assert.ok(moved < 0.01, `${hash} at ${size.width ?? 1280}: moved by ${moved.toFixed(3)}`);
      }
    }
    // Printed, not asserted: what else this machine does is not the shop's doing.
    const times = [];
    for (let round = 0; round < 3; round++) times.push((await visit('#/', {})).took);
    console.log(`  first products after ${times.map(Math.round).join(', ')} ms`);
    assert.ok(times.every(Number.isFinite), 'no product was ever seen');
  }],
];
