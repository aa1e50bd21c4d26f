// `nearside init` as a developer meets it: without a terminal by flags, with one by questions.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { transformSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/cli.js');
const FEEDS = join(ROOT, 'tests/feeds/platforms');

describe('nearside init', () => {
  let root;
  let valid;
  let made = 0;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'nearside-init-'));
    valid = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(ROOT, 'www/nearside.schema.json'), 'utf8')));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  /** A folder of its own with these files. */
  const project = (files = {}) => {
    const folder = join(root, `shop-${++made}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };
  const init = (folder, ...args) => spawnSync(process.execPath, [CLI, 'init', ...args], { cwd: folder, encoding: 'utf8', input: '' });
  const config = (folder, name = 'nearside.json') => {
    const read = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    assert.ok(valid(read), JSON.stringify(valid.errors));
    return read;
  };
  /** Every script and component that is printed can be parsed. */
  const parses = (text) => {
    const modules = text.split(/^Paste into .*$/m).slice(1).map((part) => part.trim()).filter((part) => /^(import|'use client')/.test(part));
    for (const part of modules) transformSync(part, { loader: 'jsx', format: 'esm' });
    for (const [, script] of text.matchAll(/<script>\n([^]*?)<\/script>/g)) transformSync(script, { loader: 'js', format: 'esm' });
    return modules.length + [...text.matchAll(/<script>\n/g)].length;
  };

  test('asks nobody where nobody is: defaults, a valid file, lines to paste', () => {
    const folder = project();
    const { status, stdout, stderr } = init(folder);
    assert.equal(status, 0, stderr);
    assert.deepEqual(config(folder), { $schema: './node_modules/nearside/dist/nearside.schema.json', shop: `shop-${made}` });
    assert.match(stdout, /nearside\.iife\.js/);
    assert.match(stdout, /still to be compiled/);
    assert.equal(parses(stdout), 1);
    assert.deepEqual(readdirSync(folder), ['nearside.json']);
  });

  test('takes all five answers as flags, compiles the feed and says what it is', () => {
    const folder = project({ 'package.json': '{"name": "corner", "dependencies": {"nearside": "1", "vite": "8"}}' });
    mkdirSync(join(folder, 'public'));
    const { status, stdout, stderr } = init(folder, '--shop', 'Corner & Co', '--contact', 'privacy@example.com', '--feed', join(FEEDS, 'shopify-products.json'), '--currency', 'cad', '--sources', 'browsing, orders', '--counts', '--yes');
    assert.equal(status, 0, stderr);
    assert.deepEqual(config(folder, 'public/nearside.json'), {
      $schema: '../node_modules/nearside/dist/nearside.schema.json', shop: 'Corner & Co', contact: 'privacy@example.com',
      sources: ['browsing', 'orders'], counts: { questions: { funnel: { purpose: 'To see how far visits get' } } },
    });
    assert.match(stdout, /with 3 items \(shopify-json\)/);
    assert.doesNotMatch(stdout, /npm install|no currency/);
    assert.equal(readFileSync(join(folder, 'public/catalog.nsc')).toString('latin1', 0, 4), 'nsc\n');
    assert.equal(spawnSync(process.execPath, [CLI, 'check', '--config', 'public/nearside.json'], { cwd: folder }).status, 0);
  });

  test('finds a feed that lies there, and says when its prices name no currency', () => {
    const folder = project({ 'products.json': readFileSync(join(FEEDS, 'shopify-products.json')) });
    const { status, stdout } = init(folder);
    assert.equal(status, 0);
    assert.match(stdout, /Prices name no currency/);
    assert.ok(existsSync(join(folder, 'catalog.nsc')));
  });

  test('prints what fits the stack', () => {
    for (const [packages, words, pieces] of [
      [{ next: '16', react: '19' }, "'use client'", 1], [{ react: '19', vite: '8' }, 'src/Picks.jsx', 1], [{ astro: '5' }, 'index.astro', 1],
      [{ vite: '8' }, 'main.js', 1], [{ webpack: '5' }, 'its script', 1], [{}, 'nearside.iife.js', 1],
    ]) {
      const { stdout } = init(project({ 'package.json': JSON.stringify({ devDependencies: packages }) }));
      assert.ok(stdout.includes(words), `${JSON.stringify(packages)}: ${stdout}`);
      assert.equal(parses(stdout), pieces, stdout);
      assert.match(stdout, /npm install nearside/);
      assert.match(stdout, /<Reason|nearside-reason/, 'picks say why');
      // Where the build takes files from.
      assert.match(stdout, /next|vite|astro/.test(JSON.stringify(packages)) ? /^public\/nearside\.json written/m : /^nearside\.json written/m);
    }
  });

  test('overwrites nothing unasked', () => {
    for (const name of ['nearside.json', 'catalog.nsc']) {
      const folder = project({ [name]: 'mine' });
      for (const more of [[], ['--yes']]) {
        const { status, stderr } = init(folder, '--shop', 'Tea', ...more);
        assert.deepEqual([status, stderr.split(':')[0]], [1, 'BAD_OPTION']);
      }
      assert.equal(readFileSync(join(folder, name), 'utf8'), 'mine');
      assert.deepEqual(readdirSync(folder), [name]);
      assert.equal(init(folder, '--force').status, 0);
      config(folder);
    }
  });

  test('leaves a link alone that leads nowhere, as it does a file', () => {
    for (const name of ['nearside.json', 'catalog.nsc']) {
      const folder = project();
      symlinkSync('elsewhere/none', join(folder, name));
      const { status, stderr } = init(folder, '--shop', 'Tea', '--yes');
      assert.deepEqual([status, stderr.includes(`${name} stays as it is`)], [1, true], stderr);
      assert.equal(readlinkSync(join(folder, name)), 'elsewhere/none');
      assert.deepEqual(readdirSync(folder), [name]);
    }
  });

  test('writes nothing when something makes no sense', () => {
    const folder = project({ 'cut.xml': '<rss><item>' });
    for (const [args, code] of [
      [['--sources', 'telepathy'], 'BAD_CONFIG'], [['--feed', 'none.xml'], 'BAD_FEED'], [['--feed', 'cut.xml'], 'BAD_FEED'],
      [['--currency', 'euro'], 'BAD_OPTION'], [['--counts', '--no-counts'], 'BAD_OPTION'], [['feed.xml'], 'BAD_OPTION'], [['--out', 'no/such'], 'BAD_OPTION'], [['--out', 'cut.xml'], 'BAD_OPTION'],
    ]) {
      const { status, stderr } = init(folder, ...args);
      assert.ok(status > 0 && stderr.includes(`${code}: `), `${args}: ${stderr}`);
    }
    assert.deepEqual(readdirSync(folder), ['cut.xml']);
  });

  // util-linux's `script` gives the command a terminal.
  const terminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux');
  test('asks five questions on a terminal, and before it overwrites', { skip: !terminal && 'no `script` of util-linux' }, () => {
    const asked = (folder, answers) => spawnSync('script', ['-qec', `${process.execPath} ${CLI} init`, '/dev/null'], { cwd: folder, encoding: 'utf8', input: answers.join('\n') + '\n' });
    const folder = project({ 'shop.json': readFileSync(join(FEEDS, 'shopify-products.json')) });
    const { status, stdout } = asked(folder, ['Tea & Co', 'me@example.com', 'shop.json', 'CAD', 'browsing, cart', 'y']);
    assert.equal(status, 0, stdout);
    assert.deepEqual(config(folder), {
      $schema: './node_modules/nearside/dist/nearside.schema.json', shop: 'Tea & Co', contact: 'me@example.com',
      sources: ['browsing', 'cart'], counts: { questions: { funnel: { purpose: 'To see how far visits get' } } },
    });
    assert.doesNotMatch(stdout, /the catalog has none/);
    const kept = readFileSync(join(folder, 'nearside.json'), 'utf8');
    assert.match(asked(folder, ['n']).stdout, /will be overwritten[^]*BAD_OPTION/);
    assert.equal(readFileSync(join(folder, 'nearside.json'), 'utf8'), kept);
    assert.equal(asked(folder, ['y', '', '', '', '', '']).status, 0);
    assert.equal(config(folder).sources, undefined);
  });
});
