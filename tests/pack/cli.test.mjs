// The compiler as npm users run it: the same bytes as the native one, the same errors.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOLDEN = join(ROOT, 'tests/catalog');

/** The sections of a catalog but its description, which names the release. */
function sections(bytes) {
  const found = [];
  for (let k = 0; k < bytes.readUInt16LE(6); k++) {
    const line = 32 + 16 * k;
    const name = bytes.toString('latin1', line, line + 4);
    const start = bytes.readUInt32LE(line + 4);
    if (name !== 'meta') found.push([name, bytes.toString('hex', start, start + bytes.readUInt32LE(line + 8))]);
  }
  return found;
}

describe('nearside, the command', () => {
  let folder;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'nearside-cli-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const nearside = (...args) => spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: folder, encoding: 'utf8' });

  test('writes the bytes that the native compiler writes', () => {
    writeFileSync(join(folder, 'nearside.json'), '{"sensitive": ["vitamins"]}');
    writeFileSync(join(folder, 'baskets.tsv.gz'), gzipSync(readFileSync(join(GOLDEN, 'golden-baskets.tsv'))));
    const { status, stdout, stderr } = nearside('compile', join(GOLDEN, 'golden.tsv'), '--baskets', 'baskets.tsv.gz', '--sessions', join(GOLDEN, 'golden-sessions.csv'), '--config', 'nearside.json', '-o', 'golden.nsc');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^items {5}72 /m);
    assert.match(stdout, /^sessions {2}150 with /m);
    const [got, kept] = [join(folder, 'golden.nsc'), join(GOLDEN, 'golden.nsc')].map((path) => sections(readFileSync(path)));
    assert.equal(kept.length, 18);
    assert.deepEqual(got.map(([name]) => name), kept.map(([name]) => name));
    for (const [k, [name, bytes]] of kept.entries()) assert.ok(got[k][1] === bytes, `section ${name} differs`);
  });

  test('reports as JSON, and writes nothing when only asked to check', () => {
    const before = readdirSync(folder).length;
    const { status, stdout } = nearside('check', join(GOLDEN, 'golden.tsv'), '--json');
    const report = JSON.parse(stdout);
    assert.deepEqual([status, report.items, report.variants], [0, 72, 20]);
    assert.ok(report.core.gzipPerItem > 0);
    assert.equal(readdirSync(folder).length, before);
  });

  test('says what could be better, as the native command does, and fails for what is lost', () => {
    const check = (feed, ...more) => {
      writeFileSync(join(folder, 'checked.csv'), feed);
      return nearside('check', 'checked.csv', ...more);
    };
    const good = 'id,title,link,image_link,price,brand,product_type,availability\n1,Tea,/1,/1.png,2 EUR,Acme,Food > Tea,in stock\n2,Salt,/2,/2.png,1 EUR,Acme,Food > Salt,in stock\n';
    assert.match(check(good, '--strict').stdout, /findings {2}none/);
    const poor = good.replaceAll('Acme', '');
    assert.deepEqual([check(poor).status, check(poor, '--strict').status], [0, 1]);
    const lost = check(good.replace('2,Salt', '1,Salt'));
    assert.equal(lost.status, 1);
    assert.match(lost.stdout, /error {4}ids-repeat: 1; feed line 3: 1\n.*\n *To change: /);
    const { findings } = JSON.parse(check(poor, '--json').stdout);
    assert.deepEqual(findings.map(({ code, weight, count, of, line, example }) => [code, weight, count, of, line, example]), [['no-brand', 'warning', 2, 2, 2, '1']]);
  });

  test('explains counts byte for byte as the native command does', () => {
    const kept = JSON.parse(readFileSync(join(ROOT, 'tests/counts/explained.json'), 'utf8'));
    assert.ok(kept.length > 5);
    for (const { asked, status, says } of kept) {
      const told = nearside('counts', '--explain', ...asked);
      assert.deepEqual([told.status, told.stdout + told.stderr], [status, says.join('\n')], asked.join(' '));
    }
    const wrong = [['--from', '3'], ['--from', '3', '--to', '101'], ['--from', '3', '--to', '0x10'], ['--question', 'like'], ['--categories', '510'], ['feed.tsv']];
    for (const more of wrong) assert.equal(nearside('counts', '--explain', ...more).status, 2, more.join(' '));
    assert.equal(nearside('counts').status, 2);
  });

  test('ends a broken feed with a code and without a file', () => {
    writeFileSync(join(folder, 'cut.xml'), '<rss><item><id>1</id>');
    writeFileSync(join(folder, 'cut.tsv.gz'), gzipSync('id\ttitle\n1\tTea\n').subarray(0, 20));
    writeFileSync(join(folder, 'plain.tsv.gz'), 'id\ttitle\n1\tTea\n');
    for (const [feed, words] of [['cut.xml', 'cut'], ['plain.tsv.gz', 'not compressed with gzip'], ['cut.tsv.gz', 'cannot be opened'], ['none.tsv', 'cannot be opened'], ['.', 'folder']]) {
      const { status, stdout, stderr } = nearside('compile', feed, '-o', 'broken.nsc');
      assert.deepEqual([status, stdout], [1, '']);
      const last = stderr.trimEnd().split('\n').at(-1);
      assert.ok(last.startsWith('BAD_FEED: ') && last.includes(words), stderr);
    }
    assert.ok(!existsSync(join(folder, 'broken.nsc')));
  });

  test('names what is wrong with its options', () => {
    writeFileSync(join(folder, 'wrong.json'), '{"sensitive": "vitamins"}');
    for (const [args, status, code] of [
      [['compile', join(GOLDEN, 'golden.tsv'), '--config', 'wrong.json'], 1, 'BAD_CONFIG'],
      [['compile', join(GOLDEN, 'golden.tsv'), '-o', 'no/such/folder/x.nsc'], 1, 'BAD_OPTION'],
      [['compile', 'x', '--neighbors', '1001'], 2, 'BAD_OPTION'],
      [['compile', 'x', '--nonsense'], 2, 'BAD_OPTION'],
      [['compile'], 2, 'BAD_OPTION'],
      [['paint', 'x'], 2, 'BAD_OPTION'],
    ]) {
      const run = nearside(...args);
      assert.equal(run.status, status, run.stderr);
      assert.ok(run.stderr.includes(`${code}: `), run.stderr);
    }
    assert.match(nearside('compile', join(GOLDEN, 'golden.tsv'), '-o', '.').stderr, /BAD_OPTION: \. cannot be written: it is a folder/);
    assert.match(nearside('--help').stdout, /Usage: nearside compile FEED/);
  });
});
