// Reports in two halves: the real `@divviup/dap`, and two operators that open what they get. The package alone on a page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/setup/paths.mjs';
import { add, decode, two, unseal } from './operators.mjs';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 22, 9);
const CELLS = { 'funnel/1': 4, 'arm.picks/1': 2 };
const id = (number) => Buffer.alloc(32, number).toString('base64url');
const TASKS = { 'funnel/1': id(1), 'arm.picks/1 without': id(2), 'arm.picks/1 with': { id: id(3), chunkLength: 1 } };

/** A shop whose reports go to two others. It writes down whatever is sent to it. `peer`: the package it bundles, if it does. */
async function shop({ leader, helper }, peer = true) {
  const heard = [];
  const config = { counts: { endpoint: [leader.address, helper.address], questions: { funnel: { purpose: 'p' }, 'arm.picks': { purpose: 'p', outcome: 'carted' } } } };
  const bundled = peer && (await build({ stdin: { contents: "export * from '@divviup/dap'", resolveDir: ROOT }, bundle: true, minify: true, format: 'esm', write: false })).outputFiles[0].contents;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://shop');
    if (request.method !== 'GET') {
      heard.push(`${request.method} ${request.url}`);
      return response.writeHead(204).end();
    }
    const answer = (type, body) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (pathname === '/') return answer('text/html', '<!doctype html><link rel="icon" href="data:,"><script type="importmap">{"imports":{"@divviup/dap":"/peer.js"}}</script><title>bare</title>');
    if (pathname === '/nearside.json') return answer('application/json', JSON.stringify(config));
    if (pathname === '/peer.js') {
      heard.push('peer');
      return bundled ? answer('text/javascript', bundled) : response.writeHead(404).end();
    }
    const file = pathname === '/catalog.nsc' ? join(ROOT, 'tests/catalog/golden.nsc') : join(ROOT, 'dist', pathname);
    return answer(pathname.endsWith('.js') ? 'text/javascript' : 'application/octet-stream', readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { heard, posts: () => heard.filter((line) => line !== 'peer'), address: `http://localhost:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/** Opens a page on a day and waits until what leaves has left; gives the ledger's lines and what `problem` heard. */
async function visit(context, address, day, { tasks = TASKS } = {}) {
  const page = await context.newPage();
  await page.goto(address);
  const [lines, problems] = await page.evaluate(async ([now, tasks]) => {
    const problems = [];
    if (tasks) (await import('/dap.js')).dap({ tasks, problem: (error) => problems.push(String(error)) });
    const { open } = await import('/index.js');
    const shop = await open({ catalog: '/catalog.nsc', config: '/nearside.json', now: () => now });
    if (shop.health.problems.length) throw new Error(JSON.stringify(shop.health.problems));
    if (shop.level !== 'share') shop.setLevel('share');
    const sharing = await shop.sharing();
    // The lock is held until a report has left.
    await new Promise((settled) => setTimeout(settled, 100));
    await navigator.locks.request('nearside.counts', () => {});
    return [sharing.ledger(), problems];
  }, [START + day * DAY, tasks]);
  await page.close();
  return { lines: lines.split('\n').slice(0, -1).map((line) => JSON.parse(line)), problems };
}

export const tests = [
  ['dap: each report leaves once, as two sealed shares that add up to the line of the ledger, and the shop gets nothing', async (arrive) => {
    const operators = await two();
    const site = await shop(operators);
    const { context } = await arrive();
    const own = await context.browser().newContext();
    let last;
    for (let day = 0; day <= 56; day += 8) last = await visit(own, site.address, day);
    assert.deepEqual(last.problems, []);
    const uploads = operators.leader.uploads();
    assert.ok(last.lines.length >= 4, `${last.lines.length} reports`);
    assert.equal(uploads.length, last.lines.length, 'one upload each, to the leader');
    assert.deepEqual(operators.helper.uploads(), [], 'none to the helper');
    for (const one of [operators.leader, operators.helper]) assert.equal(one.keysAsked().length, uploads.length, 'its key is asked for once');
    assert.deepEqual(site.posts(), [], 'nothing to the shop');
    const nonces = new Set();
    for (const [at, line] of last.lines.entries()) {
      const { url, headers, body } = uploads[at];
      const task = TASKS[line.arm ? `${line.question} ${line.arm}` : line.question];
      assert.equal(url, `/dap/tasks/${task.id ?? task}/reports`);
      assert.equal(headers['content-type'], 'application/dap-report');
      for (const name of ['cookie', 'authorization', 'referer']) assert.equal(headers[name], undefined, `it carries ${name}`);
      const report = decode(body);
      assert.equal(report.time * 1000, Date.parse(line.day), 'no time finer than the day');
      nonces.add(report.nonce.toString('hex'));
      const shares = [await unseal(operators.leader, task.id ?? task, report), await unseal(operators.helper, task.id ?? task, report)];
      await assert.rejects(unseal({ ...operators.helper, role: operators.leader.role }, task.id ?? task, report), 'only with its own key');
      const cells = CELLS[line.question];
      const { sum, leader } = await add(cells, task.chunkLength ?? 2, report, ...shares);
      assert.deepEqual(sum, Array.from({ length: cells }, (_, cell) => Number(line.shows.includes(cell))), 'both verify it, and it is the line');
      assert.ok(leader.every((number) => number > 1n), 'no cell in clear');
    }
    assert.equal(nonces.size, uploads.length);
    await own.close();
    for (const one of [site, operators.leader, operators.helper]) one.close();
  }],

  ['dap: where it was not called nothing is booked; where package, operator or task fail it stays booked and leaves no other way', async (arrive) => {
    const { context } = await arrive();
    const outdated = [400, { 'content-type': 'application/problem+json' }, JSON.stringify({ type: 'urn:ietf:params:ppm:dap:error:outdatedConfig', title: 't', status: 400, taskid: id(1) })];
    const cases = [
      ['not called', { tasks: null }, true, () => {}, 0, 0, null],
      ['no package', {}, false, () => {}, 1, 0, /Failed to fetch dynamically imported module/],
      ['no task', { tasks: {} }, true, () => {}, 1, 0, /no task for/],
      ['an operator that is gone', {}, true, ({ helper }) => helper.close(), 1, 0, /Failed to fetch/],
      ['a key that has changed', {}, true, ({ leader }) => (leader.answer = outdated), 1, 1, /outdatedConfig/],
    ];
    for (const [name, options, peer, breaks, booked, uploads, heard] of cases) {
      const operators = await two();
      const site = await shop(operators, peer);
      breaks(operators);
      const own = await context.browser().newContext();
      // Two visits more than it takes until the first is ready, within its seven days.
      let seen;
      const problems = [];
      for (const day of [0, 1, 2, 3]) problems.push(...(seen = await visit(own, site.address, day, options)).problems);
      assert.equal(seen.lines.length, booked, `${name}: booked`);
      assert.equal(operators.leader.uploads().length, uploads, `${name}: uploads`);
      assert.deepEqual([site.posts(), operators.helper.uploads()], [[], []], `${name}: no other way`);
      if (heard) assert.match(problems.join(), heard, name);
      assert.equal(problems.length, booked, name);
      await own.close();
      for (const one of [site, operators.leader, operators.helper]) one.close();
    }
  }],

  ['dap: one share alone says nothing of the answer, and no report is longer than another', async () => {
    const operators = await two();
    const { dap } = await import(join(ROOT, 'dist/dap.js'));
    globalThis.location = { href: 'http://shop.example/' };
    const problems = [];
    dap({ tasks: { 'funnel/1': id(1) }, problem: (error) => problems.push(error) });
    const split = globalThis[Symbol.for('nearside.dap')];
    const REPORTS = 150;
    const answers = [[0], [3]];
    for (let report = 0; report < REPORTS; report++) for (const shows of answers) await split(operators.leader.address, operators.helper.address, JSON.stringify({ day: '2026-11-22', question: 'funnel/1', cells: 4, shows }), () => true);
    await split(operators.leader.address, operators.helper.address, JSON.stringify({ day: '2026-11-22', question: 'funnel/1', cells: 4, shows: [1] }), () => false);
    assert.deepEqual(problems, []);
    const uploads = operators.leader.uploads();
    assert.equal(uploads.length, 2 * REPORTS, 'none when the shopper thought better of it');
    assert.equal(new Set(uploads.map(({ body }) => body.length)).size, 1);
    // Of each cell's share whether it is in the upper half of the field: even, whatever the answer.
    const upper = { leader: [[0, 0, 0, 0], [0, 0, 0, 0]], helper: [[0, 0, 0, 0], [0, 0, 0, 0]] };
    for (const [at, { body }] of uploads.entries()) {
      const report = decode(body);
      const both = await add(4, 2, report, await unseal(operators.leader, id(1), report), await unseal(operators.helper, id(1), report));
      assert.deepEqual(both.sum, at % 2 ? [0, 0, 0, 1] : [1, 0, 0, 0]);
      for (const who of ['leader', 'helper']) for (const [cell, number] of both[who].entries()) upper[who][at % 2][cell] += Number(number > both.modulus / 2n);
    }
    for (const [who, counts] of Object.entries(upper)) {
      for (const count of counts.flat()) assert.ok(Math.abs(count - REPORTS / 2) < 4.9 * Math.sqrt(REPORTS / 4), `${who}: ${count} of ${REPORTS}`);
    }
    delete globalThis.location;
    delete globalThis[Symbol.for('nearside.dap')];
    for (const one of [operators.leader, operators.helper]) one.close();
  }],
];
