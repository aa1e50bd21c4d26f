// Eight tabs that write the profile as fast as they can, with the package alone on an empty page. What is done with
// two tabs by hand is in `tabs.e2e.mjs`; the same in all orders that can be thought of in `tests/tabs.rs`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup/paths.mjs';

const HERE = 'http://localhost:1/';
const SECONDS = 30;
const TABS = 8;

/** A browser of its own, with nothing but the package and a small catalog. */
async function bare(arrive) {
  const { context } = await arrive();
  const own = await context.browser().newContext();
  await own.route(`${HERE}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,"><title>bare</title>' });
    const file = pathname === '/catalog.nsc' ? join(ROOT, 'tests/catalog/golden.nsc') : join(ROOT, 'dist', pathname);
    return route.fulfill({ contentType: pathname.endsWith('.js') ? 'text/javascript' : 'application/octet-stream', body: readFileSync(file) });
  });
  return own;
}

async function tab(context) {
  const page = await context.newPage();
  await page.goto(HERE);
  await page.evaluate(async () => {
    const { open } = await import('/index.js');
    globalThis.shop = await open({ catalog: '/catalog.nsc' });
    if (shop.health.problems.length) throw new Error(JSON.stringify(shop.health.problems));
  });
  return page;
}

/** Views, forgets and likes four items of its own until the time is over. What must be there of them, and how much was done. */
const hammer = (page, tab, seconds) =>
  page.evaluate(async ([tab, seconds]) => {
    const ids = [0, 1, 2, 3].map((at) => shop.item(tab * 4 + at).id);
    const views = Object.fromEntries(ids.map((id) => [id, 0]));
    const likes = new Set();
    let done = 0;
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      // Now alone, now in a burst.
      for (let burst = 1 + Math.floor(Math.random() * 4); burst > 0; burst--) {
        const id = ids[Math.floor(Math.random() * 4)];
        const chance = Math.random();
        if (chance < 0.15) {
          shop.forget(`item:${id}`);
          views[id] = 0;
        } else if (chance < 0.25) {
          const liked = likes.has(id);
          if (!shop.state(`item:${id}`, liked ? null : 'like')) throw new Error(`${id} was not heard, liked: ${liked}, ${JSON.stringify(shop.statements())}`);
          if (liked) likes.delete(id);
          else likes.add(id);
        } else {
          if (!shop.track('view', { id })) throw new Error('it was not noted');
          views[id]++;
        }
        done++;
      }
      await new Promise((go) => setTimeout(go, Math.random() * 20));
    }
    return { views, likes: [...likes], done };
  }, [tab, seconds]);

/** What a tab sees. */
const seen = (page) =>
  page.evaluate(() => {
    const views = {};
    for (const { signal, item, times } of shop.signals()) if (signal === 'view') views[item] = (views[item] ?? 0) + times;
    return { views, likes: shop.statements().map(({ subject }) => subject.slice(5)).sort(), profile: shop.export(), problems: shop.health.problems };
  });

/** What all of them see, once they agree. */
async function agreed(pages) {
  for (let round = 0; ; round++) {
    await new Promise((go) => setTimeout(go, 250));
    const all = await Promise.all(pages.map(seen));
    if (all.every(({ profile }) => profile === all[0].profile)) return all[0];
    assert.ok(round < 80, 'the tabs never agree');
  }
}

const together = (parts) => ({
  views: Object.fromEntries(parts.flatMap(({ views }) => Object.entries(views)).filter(([, times]) => times > 0)),
  likes: parts.flatMap(({ likes }) => likes).sort(),
});

export const tests = [
  [`${TABS} tabs hammer the log for ${SECONDS} seconds: nothing is lost, nothing is there twice`, async (arrive) => {
    const context = await bare(arrive);
    const pages = [];
    while (pages.length < TABS) pages.push(await tab(context));
    await pages[0].evaluate(() => shop.setLevel('remember'));
    await agreed(pages);
    const parts = await Promise.all(pages.map((page, at) => hammer(page, at, SECONDS)));
    const { views, likes, problems } = await agreed(pages);
    const done = parts.reduce((sum, part) => sum + part.done, 0);
    console.log(`    ${done} changes`);
    assert.ok(done > TABS * SECONDS, `only ${done} changes were made`);
    assert.deepEqual({ views, likes }, together(parts));
    assert.deepEqual(problems, []);
    // And not only in memory.
    for (const page of pages) await page.close();
    const later = await seen(await tab(context));
    assert.deepEqual({ views: later.views, likes: later.likes }, together(parts));
  }],

  ['a tab that is killed while it writes leaves a sound profile and all that the others noted', async (arrive) => {
    const context = await bare(arrive);
    const pages = [];
    while (pages.length < 4) pages.push(await tab(context));
    await pages[0].evaluate(() => shop.setLevel('remember'));
    await agreed(pages);
    const others = pages.slice(0, 3).map((page, at) => hammer(page, at, 5));
    const killed = hammer(pages[3], 3, 60).catch(() => 'killed');
    await new Promise((go) => setTimeout(go, 2000));
    const session = await context.newCDPSession(pages[3]);
    session.send('Page.crash').catch(() => {});
    await pages[3].waitForEvent('crash');
    const parts = await Promise.all(others);
    const { views, likes, problems } = await agreed(pages.slice(0, 3));
    const mine = await pages[0].evaluate(() => [0, 1, 2, 3].map((at) => shop.item(12 + at).id));
    assert.ok(mine.some((id) => views[id] > 0), 'what the killed tab wrote long before is there');
    for (const id of mine) delete views[id];
    assert.deepEqual({ views, likes: likes.filter((id) => !mine.includes(id)) }, together(parts));
    assert.deepEqual(problems, []);
    const { aside } = await (await tab(context)).evaluate(() => shop.health);
    assert.equal(aside, false);
    void killed;
  }],

  ['a tab that slept and hears late that all was erased leaves what was begun since', async (arrive) => {
    const context = await bare(arrive);
    const [one, other] = [await tab(context), await tab(context)];
    for (const late of [true, false]) {
      await one.evaluate(() => {
        shop.setLevel('remember');
        shop.track('view', { id: shop.item(0).id });
      });
      await agreed([one, other]);
      // What the other one would have been told while it slept, or just now.
      await one.evaluate((late) => new BroadcastChannel('nearside').postMessage(Date.now() - (late ? 60_000 : 0)), late);
      await other.waitForTimeout(300);
      for (const page of [one, other]) {
        const { level, kept } = await page.evaluate(() => (shop.recommend('home'), { level: shop.level, kept: localStorage.length }));
        assert.deepEqual({ level, kept }, late ? { level: 'remember', kept: 1 } : { level: null, kept: 0 });
      }
    }
  }],
];
