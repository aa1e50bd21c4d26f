// What every store promises, and the collector on stores that are slow, that fail, and that are killed.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { memoryStore, openCollector, postgresStore, sqliteStore } from '../../dist/collector.js';
import { collect, nearside, started } from './native.mjs';
import { programs, startPostgres } from './postgres.mjs';
import { bytes, coins, report, today, TYPE } from './reports.mjs';

const SCRIPT = fileURLToPath(new URL('../../dist/collector.js', import.meta.url));
const SERVE = fileURLToPath(new URL('serve.mjs', import.meta.url));
const CONFIG = { counts: { questions: { funnel: { purpose: 'How far' }, 'arm.picks': { purpose: 'Which', outcome: 'carted' } } } };
const FUNNEL = { name: 'funnel/1', size: 4, ones: 1 };
const ARM = { name: 'arm.picks/1', arms: true, size: 2, ones: 1 };

const folder = mkdtempSync(join(tmpdir(), 'nearside-stores-'));
const day = await today();
const noPostgres = !programs() && 'no PostgreSQL on this machine (Debian: apt-get install postgresql)';
let postgres;
before(async () => { if (!noPostgres) postgres = await startPostgres(); });
after(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const coin = coins(3);
const request = (question = FUNNEL) => new Request('http://shop.example/v1/metrics', { method: 'POST', headers: TYPE, body: bytes(report(question, coin, day)) });
const sum = (cell, number, more = {}) => ({ question: 'q/1', arm: '', cells: 'c', day: 100, cell, number, ...more });
const held = ({ sums }) => ({ reports: total(sums.filter(({ cell }) => cell < 0)), ones: total(sums.filter(({ cell }) => cell >= 0)) });
const total = (sums) => sums.reduce((all, { number }) => all + Number(number), 0);
const settled = async (answers) => {
  const statuses = {};
  for (const { status } of await Promise.all(answers)) statuses[status] = (statuses[status] ?? 0) + 1;
  return statuses;
};

let databases = 0;
const STORES = {
  memory: async () => [memoryStore()],
  SQLite: async () => {
    const file = join(folder, `${databases++}.db`);
    return [sqliteStore(new DatabaseSync(file)), sqliteStore(new DatabaseSync(file))];
  },
  PostgreSQL: async (t) => {
    const admin = new pg.Client(postgres.config);
    await admin.connect();
    const database = `db${databases++}`;
    await admin.query(`CREATE DATABASE ${database}`);
    await admin.end();
    const pools = [1, 2].map(() => new pg.Pool({ ...postgres.config, database }));
    t.after(() => Promise.all(pools.map((pool) => pool.end())));
    return pools.map(postgresStore);
  },
};

for (const [name, make] of Object.entries(STORES)) {
  describe(`a store in ${name}`, { skip: name === 'PostgreSQL' && noPostgres }, () => {
    test('adds whole numbers, by everything that they are about, and gives the days that are asked for', async (t) => {
      const [store, other = store] = await make(t);
      assert.deepEqual(await store.read(0, 4e9 - 2 ** 31), { sums: [], turns: [] });
      const turn = (cells) => ({ question: 'q/1', arm: '', cells, day: 100 });
      await store.add({ sums: [sum(-1, 2), sum(0, 0), sum(1, 2)], turns: [turn('c'), turn('b')] });
      await other.add({ sums: [sum(-1, 3), sum(0, 1), sum(1, 2), sum(1, 7, { arm: 'with' }), sum(1, 9, { cells: 'b' }), sum(1, 5, { day: 102 }), sum(1, 2 ** 40, { question: "q'/1" })], turns: [turn('a')] });
      await store.add({ sums: [], turns: [] });
      const { sums, turns } = await other.read(100, 101);
      const text = (sums) => sums.map((one) => JSON.stringify(one)).sort();
      assert.deepEqual(text(sums), text([sum(-1, 5), sum(0, 1), sum(1, 4), sum(1, 7, { arm: 'with' }), sum(1, 9, { cells: 'b' }), sum(1, 2 ** 40, { question: "q'/1" })]));
      assert.deepEqual(turns.map(({ cells }) => cells), ['c', 'b', 'a']);
      assert.deepEqual((await store.read(101, 200)).sums.map(({ number }) => number), [5]);
    });

    test('loses nothing of two collectors that add at once', async (t) => {
      const stores = await make(t);
      const both = await Promise.all([0, 1].map((k) => openCollector({ config: CONFIG, store: stores[k] ?? stores[0] })));
      // Each group as it comes: many transactions that touch the same numbers.
      for (let round = 0; round < 30; round++) {
        assert.deepEqual(await settled(both.flatMap((one) => [one.receive(request()), one.receive(request(ARM))])), { 200: 4 });
      }
      assert.deepEqual(held(await stores[0].read(day, day)), { reports: 120, ones: 120 });
      for (const one of both) assert.equal((await one.results()).questions.reduce((all, { reports }) => all + reports, 0), 120);
    });

    test('keeps sums apart whose cells mean something else', async (t) => {
      const [store] = await make(t);
      const opened = (categories, now = () => day * 864e5) => openCollector({ config: { counts: { questions: { 'category.view': { purpose: 'p' } } } }, categories, store, now });
      const one = () => new Request('http://x/v1/metrics', { method: 'POST', headers: TYPE, body: bytes(report({ name: 'category.view/1', size: 4, ones: 1 }, coin, day)) });
      const told = async (collector) => (({ reports, daysLeftOut }) => [reports, daysLeftOut])((await collector.results()).questions[0]);
      const first = await opened(['Jam', 'Pots', 'Tea']);
      assert.equal((await first.receive(one())).status, 200);
      assert.deepEqual(await told(first), [1, 0]);
      const second = await opened(['Pots', 'Salt', 'Tea']);
      assert.equal((await second.receive(one())).status, 200);
      assert.deepEqual(await told(second), [0, 1], 'the day of the change is left out');
      assert.deepEqual(await told(await opened(['Jam', 'Pots', 'Tea'])), [0, 1], 'and so it is when the change is taken back');
      assert.deepEqual((await store.read(day, day)).sums.filter(({ cell }) => cell < 0).map(({ number }) => Number(number)), [1, 1]);
      await assert.rejects(opened(['Tea'], () => 0), { code: 'BAD_OPTION' });
    });
  });
}

// Where it fails, somebody waits for good.
test('what waits is added at once, and the rest is told to come later', { timeout: 60_000 }, async () => {
  const store = memoryStore();
  const adds = [];
  let go;
  const slow = { ...store, add: async (more) => { adds.push(more.sums.length); await new Promise((done) => { go = done; }); store.add(more); } };
  const opening = openCollector({ config: CONFIG, store: slow, queue: 10 });
  while (!go) await new Promise((done) => setTimeout(done));
  go();
  const collector = await opening;
  go = undefined;
  const first = collector.receive(request());
  while (!go) await new Promise((done) => setTimeout(done));
  const others = Array.from({ length: 25 }, () => collector.receive(request()));
  for (const answer of await Promise.all(others.slice(10))) assert.deepEqual([answer.status, answer.headers.get('retry-after'), await answer.text()], [503, '1', 'BUSY']);
  let answered = false;
  void first.then(() => { answered = true; });
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(answered, false, 'nothing is acknowledged before the store has it');
  go();
  assert.equal((await first).status, 200);
  go = undefined;
  while (!go) await new Promise((done) => setTimeout(done));
  go();
  assert.deepEqual(await settled(others.slice(0, 10)), { 200: 10 });
  assert.equal(adds.length, 3, 'turns, the first, ten together');
  assert.deepEqual(held(await store.read(day, day)), { reports: 11, ones: 11 });
});

test('a store that fails is told to the server, and nothing is acknowledged or doubled', async () => {
  const store = memoryStore();
  let broken = false;
  const heard = [];
  const failing = {
    add(more) { if (broken) throw new Error('disk full'); store.add(more); },
    read(from, to) { if (broken) throw new Error('gone'); return store.read(from, to); },
  };
  const collector = await openCollector({ config: CONFIG, store: failing, problem: (thrown) => heard.push(thrown.message) });
  broken = true;
  const answers = await Promise.all([collector.receive(request()), collector.receive(request())]);
  for (const answer of answers) assert.deepEqual([answer.status, await answer.text()], [500, 'NOT_KEPT']);
  const shown = await collector.show(new Request('http://x/counts.json'));
  assert.deepEqual([shown.status, await shown.text(), heard], [500, 'UNREADABLE', ['disk full', 'gone']]);
  await assert.rejects(collector.results(), { code: 'BAD_OPTION' });
  broken = false;
  assert.equal((await collector.receive(request())).status, 200);
  assert.deepEqual(held(await store.read(day, day)), { reports: 1, ones: 1 });
  // What cannot be sums of reports is not shown.
  store.add({ sums: (await store.read(day, day)).sums.filter(({ cell }) => cell < 0), turns: [] });
  assert.equal((await collector.show(new Request('http://x/'))).status, 500);
});

test('killed in the middle, SQLite has every acknowledged report and none that was not sent', async () => {
  const file = join(folder, 'killed.db');
  let [sent, kept] = [0, 0];
  for (let round = 0; round < 5; round++) {
    const server = await started(process.execPath, ['--no-warnings', SERVE, SCRIPT, JSON.stringify(CONFIG), file], 1);
    const wanted = kept + 60 + 37 * round;
    let killed;
    const flood = async () => {
      while (!killed) {
        sent++;
        const answer = await fetch(server.urls[0], { method: 'POST', headers: TYPE, body: bytes(report(FUNNEL, coin, day)) }).catch(() => undefined);
        if (!answer) return;
        assert.equal(answer.status, 200);
        if (++kept === wanted) killed = server.stop('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 16 }, flood));
    assert.equal(await killed, null, 'killed by a signal');
    assert.equal(server.said.err, '', 'no word of a request');
    const database = new DatabaseSync(file);
    const { reports, ones } = held(sqliteStore(database).read(day, day));
    database.close();
    assert.equal(reports, ones, 'half a report');
    assert.ok(kept <= reports && reports <= sent, `${kept} acknowledged, ${reports} held, ${sent} sent`);
    assert.ok(sent - kept <= 16 * (round + 1), 'one on each connection may be lost, no more');
  }
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('killed')).sort(), ['killed.db', 'killed.db-journal']);
});

test('a file of something else is left alone', async () => {
  const file = join(folder, 'other.db');
  new DatabaseSync(file).exec('CREATE TABLE t (x)');
  await assert.rejects(openCollector({ config: CONFIG, store: sqliteStore(new DatabaseSync(file)) }), { code: 'BAD_OPTION', message: /something else/ });
});

describe('one PostgreSQL', { skip: noPostgres }, () => {
  test('is shared by the native command and by JavaScript', async (t) => {
    writeFileSync(join(folder, 'nearside.json'), JSON.stringify(CONFIG));
    const native = await collect(nearside(), folder, '--store', postgres.url);
    t.after(() => native.stop('SIGKILL'));
    const pool = new pg.Pool(postgres.config);
    t.after(() => pool.end());
    const collector = await openCollector({ config: CONFIG, store: postgresStore(pool) });
    const post = async () => fetch(native.urls[0], { method: 'POST', headers: TYPE, body: bytes(report(FUNNEL, coin, day)) });
    assert.deepEqual(await settled(Array.from({ length: 200 }, (_, k) => (k % 2 ? post() : collector.receive(request(ARM))))), { 200: 200 });
    const theirs = await (await fetch(new URL('/counts.json', native.urls[1]))).text();
    assert.equal(await (await collector.show(new Request('http://x/counts.json'))).text(), theirs);
    assert.equal(JSON.parse(theirs).questions.reduce((all, { reports }) => all + reports, 0), 200);
    assert.equal(await native.stop('SIGTERM'), 0);
  });

  test('that acknowledges what is not on disk is refused', async (t) => {
    const client = new pg.Client(postgres.config);
    await client.connect();
    t.after(() => client.end());
    await client.query('SET synchronous_commit = off');
    await assert.rejects(openCollector({ config: CONFIG, store: postgresStore(client) }), { code: 'BAD_OPTION', message: /synchronous_commit/ });
  });
});
