// A large catalog as a page has it: compiled by the command line, served over HTTP, brought by load().
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open } from '../../dist/index.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nearside-shards-'));
const TOPS = ['Care', 'Kitchen', 'Pets', 'Toys'];
const EACH = 60;

describe('a catalog in shards', () => {
  let server;
  let asked = [];
  /** What the server does instead, by the path's end. */
  let instead = new Map();
  let address;
  let shards;
  const options = () => ({ catalog: `${address}catalog.nsc`, storage: 'memory' });
  const opened = async () => {
    const nearside = await open(options());
    assert.deepEqual(nearside.health.problems, []);
    nearside.setLevel('remember');
    return nearside;
  };
  const fileOf = (top) => shards.find(({ keys }) => keys.includes(`category:${top}`)).file;
  const shelf = (nearside, top, count = 200) => nearside.recommend('category', { count, filter: { facets: [`category:${top}`] } }).items;
  /** Ids that only the shard knows. */
  const deep = (nearside, top) => Array.from({ length: EACH }, (_, n) => `${top}-${n}`).filter((id) => !nearside.item(id));

  before(async () => {
    const rows = TOPS.flatMap((top) => Array.from({ length: EACH }, (_, n) => `${top}-${n}\t${top} thing ${n}\tBrand ${top[0]}${n % 5}\t${top} > Shelf ${n % 3}\t${n + 1} EUR`));
    writeFileSync(join(folder, 'feed.tsv'), `id\ttitle\tbrand\tproduct_type\tprice\n${rows.join('\n')}\n`);
    execFileSync(process.execPath, [cli, 'compile', 'feed.tsv', '--shards', '4', '-o', 'site.nsc'], { cwd: folder, stdio: 'ignore' });
    execFileSync(process.execPath, [cli, 'compile', 'feed.tsv', '--shards', '4', '-o', 'catalog.nsc'], { cwd: folder, stdio: 'ignore' });
    execFileSync(process.execPath, [cli, 'compile', 'feed.tsv', '-o', 'whole.nsc'], { cwd: folder, stdio: 'ignore' });
    const head = readFileSync(join(folder, 'catalog.nsc')).toString('latin1');
    shards = JSON.parse(/\[\{"file".*\}\]/.exec(head)[0]);
    server = createServer((request, answer) => {
      const name = request.url.slice(1);
      asked.push(name);
      if (request.headers.cookie || request.headers.referer) return answer.writeHead(400).end();
      const bytes = instead.has(name) ? instead.get(name) : readdirSync(folder).includes(name) && readFileSync(join(folder, name));
      if (!bytes) return answer.writeHead(404).end();
      answer.writeHead(200).end(bytes);
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    address = `http://127.0.0.1:${server.address().port}/`;
  });
  after(() => {
    server?.close();
    rmSync(folder, { recursive: true });
  });

  test('the head lists files that are there, named by what they hold', () => {
    assert.equal(shards.length, 4);
    assert.equal(shards.reduce((sum, { items }) => sum + items, 0), TOPS.length * EACH);
    for (const { file, bytes } of shards) {
      assert.equal(readFileSync(join(folder, file)).length, bytes);
      // The same feed gives the same names but for the stem: what is cached stays true.
      assert.ok(readdirSync(folder).includes(file.replace(/^catalog/, 'site')));
    }
    assert.throws(() => execFileSync(process.execPath, [cli, 'compile', 'feed.tsv', '--shards', 'many'], { cwd: folder, stdio: 'ignore' }));
  });

  test('a category is the head’s best until it is loaded, and then all of it, in the order of the whole catalog', async () => {
    const nearside = await opened();
    const whole = await open({ ...options(), catalog: `${address}whole.nsc` });
    assert.ok(nearside.ready);
    assert.ok(shelf(nearside, 'Pets').length > 0 && shelf(nearside, 'Pets').length < EACH);
    asked = [];
    assert.equal(await nearside.load({ category: 'category:Pets' }), true);
    assert.deepEqual(asked, [fileOf('Pets')]);
    const order = (items) => items.map(({ id, score, title, price }) => ({ id, score, title, price }));
    assert.equal(shelf(nearside, 'Pets').length, EACH);
    assert.deepEqual(order(shelf(nearside, 'Pets')), order(shelf(whole, 'Pets')));
    assert.deepEqual(order(shelf(nearside, 'Pets > Shelf 1')), order(shelf(whole, 'Pets > Shelf 1')));
    assert.equal(await whole.load({ category: 'category:Pets' }), true, 'nothing to bring is brought');
    // Rows lead to the items they stand for, whichever part they are of.
    const ofPets = { count: 200, filter: { facets: ['category:Pets'] } };
    assert.deepEqual(Array.from(nearside.rank('category', ofPets), (row) => nearside.item(row).id), shelf(nearside, 'Pets').map(({ id }) => id));
    assert.deepEqual(Array.from(nearside.rank('home', { count: 30 }), (row) => nearside.item(row).id), nearside.recommend('home', { count: 30 }).items.map(({ id }) => id));
    assert.deepEqual([nearside.item(-1), nearside.item(2 ** 24 * 9), nearside.item(2 ** 24 + 5_000)], [undefined, undefined, undefined]);
    // Rows of one page share no item.
    const page = nearside.page();
    const twice = [...page.recommend('home', { count: 12 }).items, ...page.recommend('category', ofPets).items].map(({ id }) => id);
    assert.equal(new Set(twice).size, twice.length);
    // The others are still the head's.
    assert.ok(shelf(nearside, 'Toys').length < EACH);
    const all = nearside.recommend('home', { count: 200 }).items.map(({ id }) => id);
    assert.equal(new Set(all).size, all.length, 'nothing comes twice');
  });

  test('calls at the same time share one request, and a second one asks no more', async () => {
    const nearside = await opened();
    asked = [];
    const came = await Promise.all([nearside.load({ category: 'category:Care' }), nearside.load({ category: 'category:Care > Shelf 2' }), nearside.load({ category: 'category:Care' })]);
    assert.deepEqual(came, [true, true, true]);
    await nearside.load({ category: 'category:Care' });
    assert.deepEqual(asked, [fileOf('Care')]);
  });

  test('items of a shard are tracked, explained, stated, forgotten and erased as any', async () => {
    const nearside = await opened();
    const [id, other] = deep(nearside, 'Kitchen');
    assert.equal(nearside.track('view', { id }), false, 'the head does not know it');
    await nearside.load({ category: 'category:Kitchen' });
    const [head] = nearside.recommend('home').items;
    assert.ok(nearside.track('purchase', { ids: [id, head.id] }));
    assert.equal(nearside.item(id).title, id.replace('-', ' thing '));
    assert.ok(nearside.explain(id).reasons.some(({ term }) => term === 'again'));
    assert.deepEqual(nearside.signals().map(({ title }) => title).sort(), [id, head.id].map((one) => one.replace('-', ' thing ')).sort());
    assert.ok(nearside.interests().some(({ facet }) => facet === 'category:Kitchen'));
    assert.ok(nearside.interests().every(({ strength }) => strength >= 1 && strength <= 100));
    assert.ok(nearside.recommend('home', { count: 200 }).items.some((pick) => pick.id === id && pick.personal), 'what is bought again reaches the home page');
    const similar = nearside.recommend('product', { item: id, count: 200 }).items;
    assert.ok(similar.some((pick) => pick.id === other) && !similar.some((pick) => pick.id === id));
    const given = [other, id, 'unknown'];
    assert.deepEqual(nearside.rerank(given).sort(), [...given].sort());
    assert.equal(nearside.rerank(given)[0], id);
    assert.ok(nearside.track('never', { id: other }));
    assert.deepEqual(nearside.statements().map(({ label }) => label), [other.replace('-', ' thing ')]);
    assert.ok(!shelf(nearside, 'Kitchen').some((pick) => pick.id === other));
    assert.equal(nearside.forget(`item:${id}`), 1);
    assert.ok(!nearside.signals().some(({ item }) => item === id));
    const text = nearside.export();
    nearside.setLevel('off');
    assert.ok(shelf(nearside, 'Kitchen').every(({ personal }) => !personal));
    nearside.erase();
    assert.equal(nearside.level, null);
    nearside.import(text);
    assert.deepEqual([nearside.level, nearside.export()], ['remember', text]);
  });

  test('load({ mine }) brings what the interests point to, and nothing else', async () => {
    const first = await opened();
    const [id] = deep(first, 'Toys');
    await first.load({ category: 'category:Toys' });
    assert.ok(first.track('purchase', { id }));
    const nearside = await open(options());
    nearside.import(first.export());
    assert.equal(nearside.item(id), undefined);
    asked = [];
    assert.equal(await nearside.load({ mine: true }), true);
    assert.deepEqual(asked, [fileOf('Toys')]);
    assert.equal(nearside.recommend('home').items[0].id, id);
  });

  test('a shard that cannot be had is a problem and not an error, and may be asked for again', async () => {
    const nearside = await opened();
    const file = fileOf('Pets');
    const sound = readFileSync(join(folder, file));
    const bent = Buffer.from(sound);
    bent[bent.length >> 1] ^= 1;
    const cases = [
      ['missing', undefined, 'CATALOG_MISSING'], ['empty', Buffer.alloc(0), 'CATALOG_CORRUPT'], ['a page', Buffer.from('<!doctype html>'), 'CATALOG_CORRUPT'],
      ['a bit flipped', bent, 'CATALOG_CORRUPT'], ['another shard', readFileSync(join(folder, fileOf('Toys'))), 'CATALOG_CORRUPT'],
    ];
    const heard = [];
    nearside.addEventListener('problem', ({ detail }) => heard.push(detail.code));
    for (const [name, bytes, code] of cases) {
      instead.set(file, bytes);
      heard.length = 0;
      assert.equal(await nearside.load({ category: 'category:Pets' }), false, name);
      assert.deepEqual(heard, [code], name);
      assert.ok(shelf(nearside, 'Pets').length > 0, 'the head goes on');
    }
    instead = new Map();
    assert.equal(await nearside.load({ category: 'category:Pets' }), true);
    assert.equal(shelf(nearside, 'Pets').length, EACH);
    assert.equal(nearside.health.problems.length, cases.length);
    await assert.rejects(nearside.load({ category: 7 }), { code: 'BAD_OPTION' });
  });

  test('a module that stopped begins anew with the head, and shards may be asked for again', async () => {
    let now = Date.now;
    const nearside = await open({ ...options(), now: () => now() });
    const whole = async () => {
      nearside.setLevel('remember');
      assert.ok(await nearside.load({ category: 'category:Pets' }));
      return shelf(nearside, 'Pets').map(({ id }) => id);
    };
    const before = await whole();
    assert.equal(before.length, EACH);
    const again = new Promise((resolve) => nearside.addEventListener('change', resolve, { once: true }));
    now = () => { throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' }); };
    nearside.interests();
    now = Date.now;
    await again;
    assert.ok(shelf(nearside, 'Pets').length < EACH, 'the head has the best of it');
    assert.deepEqual(await whole(), before);
  });

  test('after dispose(), and where the head was given as bytes, nothing breaks', async () => {
    const nearside = await opened();
    const coming = nearside.load({ category: 'category:Pets' });
    nearside.dispose();
    assert.equal(await coming, false);
    const bytes = await open({ catalog: new Uint8Array(readFileSync(join(folder, 'catalog.nsc'))), storage: 'memory' });
    assert.equal(await bytes.load({ category: 'category:Pets' }), false);
    assert.deepEqual(bytes.health.problems.map(({ code }) => code), ['CATALOG_MISSING']);
  });
});
