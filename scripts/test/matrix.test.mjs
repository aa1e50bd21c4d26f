// README.md names what the matrix builds, and the examples ask for what the matrix installs. Not here: the matrix itself.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROJECTS, rows } from '../../tests/matrix/projects.mjs';
import { inReadme } from '../../tests/matrix/table.mjs';
import { ROOT } from '../setup/paths.mjs';

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const TOOLS = json('tests/matrix/package.json').dependencies;

test('the table in README.md has the rows that are tested', () => {
  assert.deepEqual(inReadme(), PROJECTS.flatMap(rows).map(({ name }) => name), 'npm run pack:matrix -- --write');
});

test('every project and every example is in the matrix', () => {
  const named = new Set(PROJECTS.map(({ from }) => from));
  const folders = ['tests/matrix/projects', 'examples'].flatMap((home) => readdirSync(join(ROOT, home)).map((name) => `${home}/${name}`));
  assert.deepEqual(folders.filter((path) => existsSync(join(ROOT, path, 'package.json'))).sort(), [...named].sort());
});

test('the tools are pinned', () => {
  for (const [name, version] of Object.entries(TOOLS)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test('the locks of tools name no place to fetch from', () => {
  for (const path of ['tests/matrix/package-lock.json', 'docs/site/package-lock.json']) assert.doesNotMatch(readFileSync(join(ROOT, path), 'utf8'), /"resolved"|\.tgz"/, path);
});

const examples = PROJECTS.map(({ from }) => from).filter((from) => from.startsWith('examples/'));

test('examples ask for this release of nearside, and for the tools as tested', () => {
  const { version } = json('package.json');
  for (const path of examples) {
    const { dependencies, devDependencies, private: own } = json(`${path}/package.json`);
    assert.equal(own, true, path);
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) assert.equal(range, `^${name === 'nearside' ? version : TOOLS[name]}`, `${path}: ${name}`);
  }
});

test('examples sell the same things: what they share is a copy of examples/shop', () => {
  for (const path of examples) {
    for (const name of readdirSync(join(ROOT, 'examples/shop'))) {
      for (const copy of [name, `public/${name}`].map((at) => join(ROOT, path, at)).filter((at) => existsSync(at))) {
        assert.ok(readFileSync(copy).equals(readFileSync(join(ROOT, 'examples/shop', name))), `${copy}: node scripts/examples.mjs`);
      }
    }
  }
});
