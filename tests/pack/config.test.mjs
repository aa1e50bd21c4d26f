// nearside.json: what the published schema says, what Rust reads and what the documentation lists are one thing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { page } from '../../scripts/build/configuration.mjs';
import { checkConfig, initSync } from '../../build/wasm/compiler.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(ROOT, path));
const corpus = JSON.parse(read('tests/config/corpus.json'));
const schema = JSON.parse(read('www/nearside.schema.json'));

/** Numbers from 0 to `below`, always the same ones. */
function dice(seed) {
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

describe('nearside.json', () => {
  let schemaSays;
  let folder;
  before(() => {
    initSync({ module: read('build/wasm/compiler.wasm') });
    schemaSays = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, strictTuples: false }).compile(schema);
    folder = mkdtempSync(join(tmpdir(), 'nearside-config-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const faultOf = (config) => {
    try {
      checkConfig(JSON.stringify(config));
      return undefined;
    } catch (error) {
      assert.equal(error.code, 'BAD_CONFIG', String(error));
      return error.message;
    }
  };
  const rustSays = (config) => faultOf(config) === undefined;

  test('is judged alike by the schema and by Rust, as written down', () => {
    for (const config of corpus.accepted) assert.deepEqual([schemaSays(config), rustSays(config)], [true, true], JSON.stringify([config, schemaSays.errors]));
    for (const config of corpus.refused) assert.deepEqual([schemaSays(config), rustSays(config)], [false, false], JSON.stringify(config));
    for (const config of corpus.refusedByReadersOnly) assert.deepEqual([schemaSays(config), rustSays(config)], [true, false], JSON.stringify(config));
  });

  test('is judged alike when something in it is changed, 6,000 times', () => {
    const junk = [null, true, 0, 1, -1, 3, 500, 'x', '', [], {}, ['x'], [1], { x: 1 }, { group: 'bought' }];
    let refused = 0;
    for (let seed = 1; seed <= 6000; seed++) {
      const roll = dice(seed);
      const config = structuredClone(corpus.accepted[roll(corpus.accepted.length)]);
      // Down to some member, and there: away, other, or one more.
      let of = config;
      for (let depth = roll(5); depth > 0; depth--) {
        const inner = Object.values(of).filter((value) => value && typeof value === 'object');
        if (inner.length) of = inner[roll(inner.length)];
      }
      const names = Object.keys(of);
      const name = names[roll(names.length)];
      const how = roll(3);
      if (how === 0 && name !== undefined) Array.isArray(of) ? of.splice(Number(name), 1) : delete of[name];
      else if (how === 1 && name !== undefined) of[name] = junk[roll(junk.length)];
      else if (Array.isArray(of)) of.push(junk[roll(junk.length)]);
      else of[['x', 'purpose', 'count', 'pin', 'by', 'days', 'questions'][roll(7)]] = junk[roll(junk.length)];
      const fault = faultOf(config);
      // No schema knows the grammar of filters.
      if (/ at character /.test(fault)) continue;
      assert.equal(schemaSays(config), fault === undefined, `seed ${seed}: Rust says ${fault}: ${JSON.stringify(config)} ${JSON.stringify(schemaSays.errors)}`);
      refused += fault ? 1 : 0;
    }
    assert.ok(refused > 1500 && refused < 5500, `${refused} refused`);
  });

  test('has a page that lists every member', () => {
    assert.equal(readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8'), page());
  });

  test('is checked by the command, alone and with a feed', () => {
    const check = (config, ...more) => {
      writeFileSync(join(folder, 'nearside.json'), JSON.stringify(config));
      writeFileSync(join(folder, 'feed.tsv'), 'id\ttitle\tproduct_type\n1\tTea\tDrinks\n2\tSalt\tFood\n');
      const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), 'check', ...more, '--config', 'nearside.json'], { cwd: folder, encoding: 'utf8' });
      return [status, stderr];
    };
    assert.deepEqual(check({ $schema: './x.json', shop: 'Tea' }), [0, '']);
    const [status, told] = check({ about: { adress: 'x' } });
    assert.ok(status === 1 && told.startsWith('BAD_CONFIG: ') && told.includes('about has no member "adress"'), told);
    const reach = (name) => ({ counts: { questions: { reach: { purpose: 'p', categories: [name] } } } });
    assert.equal(check(reach('Food'), 'feed.tsv')[0], 0);
    assert.match(check(reach('Shoes'), 'feed.tsv')[1], /BAD_CONFIG: .*Shoes/s);
  });

  test('ships with its schema', async () => {
    assert.deepEqual(JSON.parse(read('dist/nearside.schema.json')), schema);
    assert.equal(JSON.parse(read('package.json')).exports['./nearside.schema.json'], './dist/nearside.schema.json');
  });
});
