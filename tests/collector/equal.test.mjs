// The collector in JavaScript against the native one: the same sums, the same JSON, the same page, the same refusals, and
// each reads the file of the other.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { openCollector, sqliteStore } from '../../dist/collector.js';
import { collect, nearside } from './native.mjs';
import { bytes, coins, CONFIG, report, today, TYPE } from './reports.mjs';

const CATALOG = new URL('../catalog/golden.nsc', import.meta.url);

describe('the collector, natively and in JavaScript', () => {
  let binary, folder, catalog, native, day, collector, questions;
  const opened = (file) => openCollector({ config: CONFIG, catalog, store: sqliteStore(new DatabaseSync(join(folder, file))) });
  const ours = async (method, path, options) => collector[method](new Request(new URL(path, 'http://shop.example'), options));
  const theirs = () => collect(binary, folder, '--catalog', 'catalog.nsc');
  const days = () => `?from=${new Date((day - 1) * 864e5).toISOString().slice(0, 10)}`;

  before(async () => {
    binary = nearside();
    folder = mkdtempSync(join(tmpdir(), 'nearside-collector-'));
    catalog = new Uint8Array(readFileSync(CATALOG));
    writeFileSync(join(folder, 'catalog.nsc'), catalog);
    writeFileSync(join(folder, 'nearside.json'), JSON.stringify(CONFIG));
    [native, collector, day] = [await theirs(), await opened('ours.db'), await today()];
    // How many cells a question has, and how many of them a report shows, the store knows.
    const { turns } = sqliteStore(new DatabaseSync(join(folder, 'ours.db'))).read(0, 0);
    questions = turns.filter(({ arm }) => arm !== 'with').map(({ question: name, arm, cells }) => {
      const [ones, size] = cells.match(/\d+/g).map(Number);
      return { name, arms: arm !== '', size, ones };
    });
    assert.deepEqual(questions.map(({ name }) => name), ['funnel/1', 'category.view/1', 'arm.picks/1', 'paired.order/1']);
  });
  after(async () => {
    await native?.stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('10,000 reports are the same integers and the same text', async () => {
    const coin = coins(7);
    const bodies = Array.from({ length: 10_000 }, (_, k) => bytes(report(questions[k % 4], coin, day - (coin() < 0.3 ? 1 : 0))));
    const post = { method: 'POST', headers: TYPE };
    // On 50 connections, as browsers come: not one after the other.
    await Promise.all(Array.from({ length: 50 }, async (_, part) => {
      for (let k = part; k < bodies.length; k += 50) {
        const [theirs, our] = await Promise.all([fetch(native.urls[0], { ...post, body: bodies[k] }), ours('receive', '/v1/metrics', { ...post, body: bodies[k] })]);
        const said = await theirs.text();
        assert.deepEqual([theirs.status, our.status], [200, 200], `${said} ${await our.text()}`);
      }
    }));
    const both = async (path) => [await (await fetch(new URL(path, native.urls[1]))).text(), await (await ours('show', path)).text()];
    for (const path of [`/counts.json${days()}`, `/${days()}`, '/style.css', '/counts.json']) {
      const [their, our] = await both(path);
      assert.ok(their.length > 500);
      assert.equal(our, their, path);
    }
    const counted = JSON.parse((await both(`/counts.json${days()}`))[1]);
    assert.equal(counted.questions.reduce((sum, { reports }) => sum + reports, 0), 10_000);
    assert.deepEqual(await collector.results(counted.from), counted);

    // The files: the same rows, and each side goes on with the other's.
    assert.equal(await native.stop('SIGTERM'), 0);
    const rows = (file) => new DatabaseSync(join(folder, file)).prepare('SELECT question, arm, cells, day, cell, number FROM total JOIN series ON id = series ORDER BY 1, 2, 3, 4, 5').all();
    assert.deepEqual(rows('ours.db'), rows('counts.db'));
    const text = JSON.stringify(counted, null, 2);
    const swapped = await collect(binary, folder, '--catalog', 'catalog.nsc', '--store', 'ours.db');
    assert.equal(JSON.stringify(await (await fetch(new URL(`/counts.json${days()}`, swapped.urls[1]))).json(), null, 2), text);
    await swapped.stop('SIGTERM');
    assert.equal(JSON.stringify(await (await opened('counts.db')).results(counted.from), null, 2), text);
    native = await theirs();
  });

  test('what is no report is refused with the same code', async () => {
    const good = report(questions[0], coins(1), day);
    const made = (change) => bytes({ ...structuredClone(good), ...change });
    const DAYS = 86_400_000_000_000n;
    const shifted = (by) => made({ start: good.start + by, end: good.end + by });
    const post = (body, headers = TYPE) => ['receive', '/v1/metrics', { method: 'POST', headers, body }];
    const table = [
      [400, 'WRONG_FIELD', post('{"resourceMetrics":[]}')],
      [400, 'WRONG_FIELD', post(new Uint8Array())],
      [400, 'BROKEN', post(Uint8Array.of(0x0a, 0x7f))],
      [400, 'UNKNOWN_QUESTION', post(made({ attributes: [['q', 'funnel/2']] }))],
      [400, 'WRONG_FIELD', post(made({ attributes: [['q', 'funnel/1'], ['shopper', '4711']] }))],
      [400, 'WRONG_ARM', post(made({ attributes: [['q', 'funnel/1'], ['arm', 'with']] }))],
      [400, 'WRONG_FIELD', post(made({ resource: [0x0a, 0] }))],
      [400, 'WRONG_SIZE', post(made({ cells: [1, 0, 0, 0, 0] }))],
      [400, 'WRONG_WEIGHT', post(made({ cells: [1, 1, 0, 0] }))],
      [400, 'WRONG_CELL', post(made({ cells: [3, 0, 0, 0] }))],
      [400, 'WRONG_TIME', post(made({ start: good.start + 1n }))],
      [400, 'WRONG_DAY', post(shifted(-2n * DAYS))],
      [400, 'WRONG_DAY', post(shifted(2n * DAYS))],
      [400, 'NOT_CANONICAL', post(made({ temporality: [0x81, 0] }))],
      [413, 'TOO_LONG', post(new Uint8Array(9 * 1024 + 1))],
      [415, 'WRONG_TYPE', post(made({}), {})],
      [415, 'WRONG_TYPE', post(made({}), { 'content-type': 'application/json' })],
      [415, 'WRONG_TYPE', post(made({}), { ...TYPE, 'content-encoding': 'gzip' })],
      [405, 'WRONG_METHOD', ['receive', '/v1/metrics', { method: 'GET' }]],
      [405, 'WRONG_METHOD', ['receive', '/v1/metrics', { method: 'PUT', headers: TYPE, body: made({}) }]],
      [404, 'NOT_FOUND', ['receive', '/v1/traces', { method: 'POST', headers: TYPE, body: made({}) }]],
      [404, 'NOT_FOUND', ['receive', '/counts.json', { method: 'GET' }]],
      [405, 'WRONG_METHOD', ['show', '/', { method: 'POST' }]],
      [404, 'NOT_FOUND', ['show', '/v1/metrics', {}]],
      [404, 'NOT_FOUND', ['show', '/nearside.json', {}]],
      ...['from=2026-02-30', 'from=2026-01-02&to=2026-01-01', 'from=2026-01-01&from=2026-01-01', 'q=funnel', 'from'].map((query) => [400, 'WRONG_DAYS', ['show', `/counts.json?${query}`, {}]]),
      [200, '', post(made({}))],
    ];
    const tell = async (answer) => [answer.status, await answer.text(), ...['content-type', 'cache-control', 'x-content-type-options', 'referrer-policy', 'allow', 'retry-after'].map((name) => answer.headers.get(name))];
    const before = JSON.stringify((await collector.results()).questions.map(({ reports }) => reports));
    for (const [status, code, [method, path, options]] of table) {
      const their = await tell(await fetch(new URL(path, native.urls[method === 'receive' ? 0 : 1]), options));
      const our = await tell(await ours(method, path, options));
      assert.deepEqual(our, their, `${code} ${path}`);
      assert.deepEqual(our.slice(0, 2), [status, code], path);
    }
    const [first, ...others] = JSON.parse(before);
    assert.deepEqual((await collector.results()).questions.map(({ reports }) => reports), [first + 1, ...others], 'nothing but the good one');
    assert.equal(native.said.err, '');
  });

  test('what is asked is refused alike', async () => {
    for (const [counts, code, words] of [
      [undefined, 'BAD_CONFIG', /no member "counts"/],
      [{ questions: { funnel: { purpose: '' } } }, 'BAD_CONFIG', /counts\.questions\.funnel\.purpose/],
      [{ questions: { reach: { purpose: 'p' } } }, 'BAD_CONFIG', /needs a catalog/],
    ]) await assert.rejects(openCollector({ config: { counts }, store: { add() {}, read: () => ({ sums: [], turns: [] }) } }), (error) => error.code === code && words.test(error.message));
    await assert.rejects(openCollector({ config: '{"conuts": {}}', store: { add() {}, read: () => ({ sums: [], turns: [] }) } }), { code: 'BAD_CONFIG' });
    await assert.rejects(openCollector({ config: CONFIG, catalog: new Uint8Array(99), store: { add() {}, read: () => ({ sums: [], turns: [] }) } }), { code: 'CATALOG_CORRUPT' });
    for (const wrong of [{ store: {} }, { queue: 0 }, { config: 7 }, { categories: 'Tea' }]) {
      await assert.rejects(openCollector({ config: CONFIG, store: { add() {}, read() {} }, ...wrong }), { code: 'BAD_OPTION' });
    }
  });
});
