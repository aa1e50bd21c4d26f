// Two shoppers who could not differ more, many sessions of each in headless Chromium with the built package, and a
// server that writes everything down: whether it can tell them apart. Not here: how it tries (attack.mjs).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { BUILD, DIST } from '../setup/paths.mjs';
import { advantage, upper } from './attack.mjs';
import { launch, server } from './page.mjs';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 9);
const FOLDER = join(BUILD, 'audit/transcript');
/** One question to 64 cells: 63 departments and "none". */
const DEPARTMENTS = 63;
const CONFIG = { shop: 'Kettle', counts: { questions: { 'category.view': { purpose: 'What is looked at' } } } };
const TYPES = { '.js': 'text/javascript', '.json': 'application/json' };
/** Sessions at once: more would hide in each other's noise what time tells. */
const AT_ONCE = 4;
/** Coins that are none: the truth is always shown, and with it always the same cells. */
const STUBBED = () => {
  crypto.getRandomValues = (array) => {
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(255).set([0], array.byteLength - 1);
    return array;
  };
};

/** Who comes: one looks at a lot in one department, all the time; the other looked once, in another. */
const SHOPPERS = [{ item: 5, views: 150, busy: true }, { item: 50, views: 1, busy: false }];

export async function transcript({ browser: path, quick }) {
  const each = quick ? 20 : 2_000;
  const files = await catalog();
  const [sites, browser] = [await Promise.all(Array.from({ length: AT_ONCE }, () => shop(files))), await launch(path)];
  try {
    const sessions = await run(browser, sites, each);
    const off = await run(browser, sites, quick ? 10 : 200, STUBBED);
    return judged(sessions, off, quick);
  } finally {
    await browser.close();
    for (const site of sites) site.close();
  }
}

function judged(sessions, off, quick) {
  const n = sessions.length;
  const sets = SHOPPERS.map((_, who) => new Set(sessions.filter((one) => one.who === who).map(({ requests }) => requests.map(({ line }) => line).join('\n'))));
  const posts = sessions.filter(({ cells }) => cells.length === 64 && cells.filter(Boolean).length === 16).length;
  const hidden = advantage(sessions, ({ requests }) => requests.flatMap(({ line, after, size }) => [line, after, size]));
  const seen = advantage(sessions, ({ requests, cells }) => [...cells.map(String), ...requests.map(({ after }) => after)]);
  const open = advantage(off, ({ cells }) => cells.map(String));
  const more = quick ? 0.85 : 0.05;
  const rows = [
    { what: `${n} sessions of two opposite shoppers: one report of 64 cells each`, found: posts, bound: n, ok: posts === n },
    { what: 'methods, paths, headers, sizes, number and order of requests', found: `${sets[0].size} and ${sets[1].size} kinds`, bound: 'one, the same for both', ok: sets.every(({ size }) => size === 1) && [...sets[0]][0] === [...sets[1]][0] },
    { what: 'told apart without the cells: more often right than wrong by', found: hidden.toFixed(4), note: quick },
    { what: 'at most, with 95 %', found: upper(hidden, n).toFixed(4), bound: `≤ ${more}`, ok: upper(hidden, n) <= more },
    { what: 'with the cells', found: seen.toFixed(4), bound: `≤ ${(0.254 + more).toFixed(3)}`, ok: seen <= 0.254 + more },
    { what: `without the blur (${off.length} sessions): what is found if it is there`, found: open.toFixed(4), bound: '≥ 0.95', ok: open >= 0.95 },
  ];
  rows[2].note = true;
  return { figures: { advantage_hidden: hidden, advantage_randomizer_off: open }, rows };
}

/** So many sessions of each shopper, in an order by chance. Each of some shops at once has one after another. */
async function run(browser, sites, each, stubbed) {
  const waiting = Array.from({ length: 2 * each }, (_, at) => at % 2);
  for (let at = waiting.length; at--;) {
    const other = Math.floor(Math.random() * (at + 1));
    [waiting[at], waiting[other]] = [waiting[other], waiting[at]];
  }
  const sessions = [];
  await Promise.all(sites.map(async (site) => {
    const kept = [];
    for (const shopper of SHOPPERS) kept.push(await remembered(browser, site, shopper));
    const context = await browser.newContext();
    if (stubbed) await context.addInitScript(stubbed);
    const page = await context.newPage();
    // The first fills the browser's cache with the package.
    await session(page, site, kept[0], SHOPPERS[0]);
    for (let who; (who = waiting.pop()) !== undefined;) {
      sessions.push({ who, ...await session(page, site, kept[who], SHOPPERS[who]) });
      if (sessions.length % 500 === 0) console.log(`  ${sessions.length} sessions`);
    }
    await context.close();
  }));
  return sessions;
}

/** What a browser keeps of a shopper who was there the day before, and shares. */
async function remembered(browser, { address }, { item, views }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(async ([now, item, views]) => {
    const shop = await globalThis.enter(now);
    await shop.setLevel('share');
    for (let view = 0; view < views; view++) shop.track('view', { id: String(item) });
  }, [NOW - DAY, item, views]);
  const kept = await page.evaluate(() => localStorage.nearside);
  await context.close();
  return kept;
}

/** Two pages of a browser that kept this and nothing else: on the first the report is made and can be seen, from the second it leaves. */
async function session(page, site, kept, { item, busy }) {
  await page.goto(`${site.address}empty`);
  await page.evaluate((kept) => {
    localStorage.clear();
    localStorage.nearside = kept;
  }, kept);
  site.heard.length = 0;
  for (const visit of [0, 1]) {
    await page.goto(site.address);
    await page.evaluate(async ([now, item, busy]) => {
      const shop = await globalThis.enter(now);
      if (busy) for (let view = 0; view < 10; view++) shop.track('view', { id: String(item) });
    }, [NOW, item, busy]);
    if (visit === 0) await page.waitForFunction(() => localStorage['nearside.next']?.includes('"ready"'));
    else await until(() => site.heard.some(({ method, done }) => method === 'POST' && done));
  }
  const post = site.heard.find(({ method }) => method === 'POST');
  return { requests: seen(site.heard), cells: cellsOf(post.body) };
}

/** What a server can know of each request but its body's content: a line of what should be the same, and two numbers. */
function seen(heard) {
  let start = 0;
  return heard.map(({ method, path, headers, body, at }) => {
    if (path === '/') start = at;
    const lines = headers.map((text, place) => (headers[place - 1]?.toLowerCase() === 'host' ? 'x' : text.replace(/localhost:\d+/, 'x')));
    return { line: `${method} ${path} ${lines.join(' ')} ${body.length}`, size: body.length, after: at - start };
  });
}

/** Field 6 of the point, which has 512 bytes: 64 cells of 8. */
function cellsOf(body) {
  const at = body.indexOf(Buffer.from([0x32, 0x80, 0x04])) + 3;
  return Array.from({ length: 64 }, (_, cell) => Number(body.readBigUInt64LE(at + 8 * cell)));
}

async function until(done, patience = 30_000) {
  for (const end = performance.now() + patience; !done();) {
    if (performance.now() > end) throw new Error('no report left');
    await new Promise((later) => setTimeout(later, 5));
  }
}

/** The files of a shop with 63 departments. */
async function catalog() {
  mkdirSync(FOLDER, { recursive: true });
  let feed = 'id\ttitle\tproduct_type\n';
  for (let at = 0; at < DEPARTMENTS; at++) feed += `${at}\tthing ${at}\tDepartment ${String(at).padStart(2, '0')} > Shelf\n`;
  writeFileSync(join(FOLDER, 'feed.tsv'), feed);
  writeFileSync(join(FOLDER, 'nearside.json'), JSON.stringify(CONFIG));
  execFileSync(process.execPath, [join(DIST, 'cli.js'), 'compile', 'feed.tsv', '--config', 'nearside.json'], { cwd: FOLDER, stdio: 'ignore' });
  return { '/': PAGE, '/empty': EMPTY, '/page.js': SCRIPT, '/nearside.json': JSON.stringify(CONFIG), '/catalog.nsc': readFileSync(join(FOLDER, 'catalog.nsc')) };
}

const PAGE = '<!doctype html><link rel="icon" href="data:,"><title>audit</title><script type="module" src="/page.js"></script>';
const EMPTY = '<!doctype html><link rel="icon" href="data:,"><title>empty</title>';
const SCRIPT = `import { open } from '/index.js';
globalThis.enter = async (now) => {
  const shop = await open({ catalog: '/catalog.nsc', config: '/nearside.json', now: () => now });
  if (shop.health.problems.length) throw new Error(JSON.stringify(shop.health.problems));
  return shop;
};`;

/** A shop that writes down who asks for what, and when. */
async function shop(made) {
  const heard = [];
  const site = await server(async (path, request) => {
    const entry = { path, method: request.method, headers: request.rawHeaders, body: Buffer.alloc(0), at: performance.now(), done: false };
    heard.push(entry);
    for await (const chunk of request) entry.body = Buffer.concat([entry.body, chunk]);
    entry.done = true;
    if (request.method === 'POST') return { type: 'text/plain', body: '' };
    const body = made[path] ?? (path.includes('..') ? undefined : readFileSync(join(DIST, path)));
    // Pages anew each time, the package from the browser's cache.
    const page = path === '/' || path === '/empty';
    return { type: page ? 'text/html' : TYPES[extname(path)] ?? 'application/octet-stream', body, cache: page ? 'no-store' : 'max-age=86400' };
  });
  return { ...site, heard };
}
