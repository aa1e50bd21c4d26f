// What leaves, over simulated weeks: a server writes every request down, and the shopper's ledger has to say the same,
// byte for byte. The package alone on a page, with a clock that the test sets.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup/paths.mjs';

const START = Date.UTC(2026, 10, 22, 9);
const DAY = 86_400_000;
const WEEKS = 30;
const CONFIG = {
  shop: 'Kettle', counts: {
    questions: {
      funnel: { purpose: 'How far visitors get' },
      'category.view': { purpose: 'What is looked at' },
      'arm.picks': { purpose: 'Whether picks help', outcome: 'carted' },
    },
  },
};

/** A shop that writes down whatever reaches it. */
async function shop() {
  const heard = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://shop');
    const chunks = [];
    request.on('data', (bytes) => chunks.push(bytes));
    request.on('end', () => {
      heard.push({ method: request.method, url: request.url, headers: request.rawHeaders.filter((_, at) => at % 2 === 0), ...request.headers, body: Buffer.concat(chunks) });
      const answer = (type, body) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
      if (request.method === 'POST') return answer('text/plain', '');
      if (pathname === '/') return answer('text/html', '<!doctype html><link rel="icon" href="data:,"><title>bare</title>');
      if (pathname === '/nearside.json') return answer('application/json', JSON.stringify(CONFIG));
      const file = pathname === '/catalog.nsc' ? join(ROOT, 'tests/catalog/golden.nsc') : join(ROOT, 'dist', pathname);
      return answer(pathname.endsWith('.js') ? 'text/javascript' : 'application/octet-stream', readFileSync(file));
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://localhost:${server.address().port}/`;
  return { heard, address, posts: () => heard.filter(({ method }) => method !== 'GET'), close: () => server.close() };
}

/** Chances that can be had again. */
function chances(seed) {
  return () => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31);
}

/** Opens a page of the shop on a day, and the engine on it. */
async function visit(context, address, day, { gpc = false, wait = true } = {}) {
  const page = await context.newPage();
  if (gpc) await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  await page.goto(address);
  await page.evaluate(async (now) => {
    const { open } = await import('/index.js');
    globalThis.shop = await open({ catalog: '/catalog.nsc', config: '/nearside.json', now: () => now });
    if (shop.health.problems.length) throw new Error(JSON.stringify(shop.health.problems));
  }, START + day * DAY);
  // What leaves asked for the lock before this does, and holds it until it has left.
  if (wait) await page.evaluate(async () => shop.level === 'share' && (await shop.sharing(), await navigator.locks.request('nearside.counts', () => {})));
  return page;
}

const choose = (page, level) => page.evaluate((level) => shop.setLevel(level), level);

/** Some signals, by chance. */
const wander = (page, random) => page.evaluate((chances) => {
  for (const [what, which] of chances) {
    const { id } = shop.item(Math.floor(which * shop.health.items));
    shop.track(what < 0.6 ? 'view' : what < 0.8 ? 'click' : what < 0.95 ? 'cart' : 'purchase', { id });
  }
}, Array.from({ length: Math.floor(random() * 6) }, () => [random(), random()]));

/** The ledger's lines, checked with nothing but SHA-256. */
async function ledger(page) {
  const text = await page.evaluate(async () => (await shop.sharing())?.ledger() ?? '');
  let before;
  return text.split('\n').slice(0, -1).map((line) => {
    const entry = JSON.parse(line);
    assert.equal(createHash('sha256').update(line.replace(/,"hash":"\w+"\}$/, '}')).digest('hex'), entry.hash, 'the hash of its line');
    assert.ok(before === undefined || entry.before === before, 'the hash of the line before');
    before = entry.hash;
    return entry;
  });
}

const hex = ({ body }) => body.toString('hex');

/** What every request but a GET must be. */
function checkPosts(posts) {
  for (const post of posts) {
    assert.deepEqual([post.method, post.url, post['content-type']], ['POST', '/v1/metrics', 'application/x-protobuf']);
    for (const name of ['cookie', 'authorization', 'referer']) assert.equal(post[name], undefined, `it carries ${name}`);
  }
  assert.ok(new Set(posts.map(({ headers }) => headers.join())).size <= 1, 'all have the same headers');
}

async function walk(context, { address, posts }, levelOf, random) {
  let page;
  const levels = new Set();
  for (let day = 0; day < WEEKS * 7; day += 1 + Math.floor(random() * 8)) {
    const before = posts().length;
    await page?.close();
    page = await visit(context, address, day);
    const was = await page.evaluate(() => shop.level);
    if (was !== 'share') assert.equal(posts().length, before, `at ${was} something left`);
    const level = levelOf(random);
    if (level !== was) await choose(page, level);
    levels.add(level);
    if (level !== 'share') assert.doesNotMatch(await page.evaluate(() => localStorage['nearside.next'] ?? ''), /"next"/, `a true answer waits at ${level}`);
    await wander(page, random);
  }
  return { page, levels };
}

export const tests = [
  ...['off', 'visit', 'remember', 'share'].map((level) => [`share: ${WEEKS} weeks at ${level}, and the ledger says what the server heard`, async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    const own = await context.browser().newContext();
    const { page } = await walk(own, site, () => level, chances(level.length));
    const lines = await ledger(page);
    assert.deepEqual(site.posts().map(hex), lines.map(({ body }) => body), 'byte for byte, in order');
    checkPosts(site.posts());
    if (level === 'share') {
      assert.ok(lines.length >= 10 && lines.length <= 13, `${lines.length} reports`);
      const days = lines.map(({ day }) => Date.parse(day) / DAY);
      for (const [at, day] of days.entries()) if (at) assert.ok(day - days[at - 1] >= 7, 'once in seven days');
      // The browser's own coin draws among three: one of twenty walks passes a question over, one of 20,000 two of them.
      assert.ok(new Set(lines.map(({ question }) => question)).size >= 2, 'questions take turns');
    } else assert.deepEqual(lines, []);
    await own.close();
    site.close();
  }]),

  ['share: a level that changes its mind for 30 weeks sends only at share, and a refusal takes the ledger away', async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    const own = await context.browser().newContext();
    const { page, levels } = await walk(own, site, (random) => ['remember', 'visit', 'share', 'share', 'share'][Math.floor(random() * 5)], chances(77));
    assert.equal(levels.size, 3);
    const lines = await ledger(page);
    assert.ok(lines.length >= 3, `${lines.length} reports`);
    assert.deepEqual(site.posts().map(hex), lines.map(({ body }) => body));
    await choose(page, 'off');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ['nearside'], 'nothing but the refusal');
    await own.close();
    site.close();
  }],

  ['share: what the panel is told is next is what leaves, and not before a page is opened again', async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    for (let round = 0; round < 8; round++) {
      const own = await context.browser().newContext();
      const before = site.posts().length;
      let page = await visit(own, site.address, 0);
      await choose(page, 'remember');
      await wander(page, chances(round + 1));
      await page.close();
      page = await visit(own, site.address, 3);
      assert.equal(await page.evaluate(async () => (await shop.sharing()).next()), null, 'nothing is next below share');
      await choose(page, 'share');
      let next = await page.evaluate(async () => (await shop.sharing()).next());
      const isArm = next.question.startsWith('arm');
      assert.equal(next.state, isArm ? 'open' : 'ready');
      await page.waitForTimeout(350);
      assert.equal(site.posts().length, before, 'not from the page on which it was chosen');
      if (isArm) {
        // A day of the experiment has to be over before there is anything to report about it.
        await page.close();
        page = await visit(own, site.address, 4);
        assert.equal(site.posts().length, before, 'made, and not seen yet');
        next = await page.evaluate(async () => (await shop.sharing()).next());
        assert.equal(next.state, 'ready');
      }
      const shown = Buffer.from(Object.values(next.report.bytes));
      await page.close();
      page = await visit(own, site.address, isArm ? 4 : 3);
      assert.equal(site.posts().length, before + 1);
      assert.equal(hex(site.posts().at(-1)), shown.toString('hex'), 'byte for byte');
      assert.equal((await ledger(page)).at(-1).body, shown.toString('hex'));
      await own.close();
    }
    checkPosts(site.posts());
    site.close();
  }],

  ['share: what is forgotten before it leaves is made anew in the panel, and leaves as that', async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    for (let round = 0; round < 4; round++) {
      const own = await context.browser().newContext();
      let page = await visit(own, site.address, 0);
      await choose(page, 'remember');
      await page.evaluate(() => shop.track('purchase', { id: shop.item(7).id }));
      await page.close();
      page = await visit(own, site.address, 2);
      await choose(page, 'share');
      const [first, again] = await page.evaluate(async () => {
        const sharing = await shop.sharing();
        const first = sharing.next();
        shop.forget('source:orders');
        return [first, sharing.next()];
      });
      if (first.question === 'funnel/1') assert.deepEqual([first.truth, first.report.about, again.truth, again.report.about], [3, '2026-11-22', 0, null]);
      await page.close();
      const before = site.posts().length;
      page = await visit(own, site.address, 2);
      if (again.report) {
        assert.equal(site.posts().length, before + 1, 'not a page load later');
        assert.equal(hex(site.posts().at(-1)), Buffer.from(Object.values(again.report.bytes)).toString('hex'));
        assert.equal((await ledger(page)).at(-1).about, null);
      }
      await own.close();
    }
    site.close();
  }],

  ['share: eight tabs that open at once send one report', async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    for (let round = 0; round < 3; round++) {
      const own = await context.browser().newContext();
      let page = await visit(own, site.address, 0);
      await choose(page, 'share');
      // Twice more, so that even an experiment has a day behind it and its first report is ready.
      await (await visit(own, site.address, 1)).close();
      const before = site.posts().length;
      await Promise.all(Array.from({ length: 8 }, () => visit(own, site.address, 9)));
      await page.waitForTimeout(500);
      assert.equal(site.posts().length, before + 1, 'one of the eight');
      page = await visit(own, site.address, 9, { wait: false });
      assert.deepEqual((await ledger(page)).map(({ body }) => body), site.posts().slice(-(await ledger(page)).length).map(hex));
      await own.close();
    }
    site.close();
  }],

  ['share: Global Privacy Control, a ceiling, and an erasure in the last moment keep it here', async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    const own = await context.browser().newContext();
    let page = await visit(own, site.address, 0);
    await choose(page, 'share');
    await page.close();
    page = await visit(own, site.address, 1);
    await page.close();
    const before = site.posts().length;
    page = await visit(own, site.address, 20, { gpc: true });
    await page.evaluate(() => shop.sharing());
    assert.deepEqual(await page.evaluate(() => [shop.level, shop.chosen, shop.ceiling.by]), ['remember', 'share', 'gpc']);
    await page.waitForTimeout(350);
    assert.equal(site.posts().length, before, 'with GPC');
    assert.doesNotMatch(await page.evaluate(() => localStorage['nearside.next']), /"next"/, 'and nothing waits');
    await page.close();
    page = await visit(own, site.address, 21, { wait: false });
    await page.evaluate(() => shop.erase());
    await page.waitForTimeout(500);
    assert.equal(site.posts().length, before, 'erased meanwhile');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await own.close();
    site.close();
  }],

  ['share: in an experiment without picks lists are everybody’s, until its report has left', async (arrive) => {
    const site = await shop();
    const { context } = await arrive();
    const seen = new Set();
    for (let round = 0; round < 12 && seen.size < 2; round++) {
      const own = await context.browser().newContext();
      let page = await visit(own, site.address, 0);
      await choose(page, 'share');
      const next = await page.evaluate(async () => {
        for (let at = 0; at < 3; at++) shop.track('purchase', { id: shop.item(7 + at).id });
        return (await shop.sharing()).next();
      });
      await page.close();
      page = await visit(own, site.address, 0, { wait: false });
      const state = await page.evaluate(() => [shop.recommend('home').personal, shop.hidden]);
      if (next.arm) {
        seen.add(next.arm);
        assert.deepEqual(state, next.arm === 'without' ? [false, true] : [true, false]);
      }
      if (next.arm === 'without') {
        await choose(page, 'remember');
        await page.close();
        page = await visit(own, site.address, 0, { wait: false });
        assert.deepEqual(await page.evaluate(() => [shop.recommend('home').personal, shop.hidden]), [true, false], 'who shares no longer is in no experiment');
      }
      await own.close();
    }
    assert.ok(seen.size > 0, 'no experiment was drawn in twelve');
    site.close();
  }],
];
