// docs/requirements.md says which test holds each requirement, and docs/features.md each feature. Here: every test and file that it names is there, and
// no requirement is passed over. Not here: whether the test is a good one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../setup/paths.mjs';

const text = readFileSync(join(ROOT, 'docs/requirements.md'), 'utf8');
/** `| 7 | asked | state | by |` → `{ number, state, by }`, of the table below a heading. */
const rows = (heading) => {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| (\d+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(([, number, asked, state, by]) => ({ number: Number(number), asked, state, by }));
};
const TABLES = { 'What is asked': 50, 'How it is accepted': 16 };
const STATES = ['met', 'partly', 'not yet', 'other way'];
/** What `npm test` runs, by where it lies (runners.mjs). */
const RUN = /^(tests\/(connect|elements|engines|listen|rights)\/[\w-]+\.check\.mjs|tests\/e2e\/[\w-]+\.e2e\.mjs|tests\/(pack|collector)\/[\w-]+\.test\.mjs|tests\/golden\/run\.mjs|scripts\/.+\.test\.mjs|(tests|src)\/.+\.rs)$/;

/** The spans of code that name a file of the project, or a test in one: `path` or `path: name`. */
export const named = (cell) => [...cell.matchAll(/`((?:tests|src|www|docs|scripts|fuzz)\/[^\s`:]+|[A-Z]+\.md)(?:: ([^`]+))?`/g)].map(([, path, name]) => ({ path, name }));

/** The names of a file's tests; what is put in when it runs is `…`. */
export function names(path, code) {
  if (path.endsWith('.rs')) return [...code.matchAll(/#\[(?:wasm_bindgen_)?test\]\s+(?:#\[.*\]\s+)*fn (\w+)|^\s+fn (\w+)\(.* in /gm)].map(([, one, other]) => one ?? other);
  const found = code.matchAll(/[[(]\s*(?:'((?:[^'\\\n]|\\.)+)'|`([^`\n]+)`)\s*,/g);
  return [...found].map(([, plain, filled]) => plain ?? filled.replace(/\$\{[^}]*\}/g, '…'));
}
const has = (path, name) => {
  const all = names(path, readFileSync(join(ROOT, path), 'utf8'));
  return path.endsWith('.rs') ? all.includes(name) : name.length >= 8 && all.some((one) => one.includes(name));
};

test('every requirement has a row with a state, in order', () => {
  for (const [heading, count] of Object.entries(TABLES)) {
    const found = rows(heading);
    assert.deepEqual(found.map((row) => row.number), Array.from({ length: count }, (_, at) => at + 1), heading);
    for (const { number, state, by } of found) {
      assert.ok(STATES.includes(state), `${heading} ${number}: "${state}"`);
      if (state === 'met' || state === 'partly') assert.ok(named(by).some(({ path }) => RUN.test(path)), `${heading} ${number} names no test`);
      if (state !== 'met') assert.match(by, /Missing: |Instead: /, `${heading} ${number} does not say what is missing`);
    }
  }
});

test('every file and every test that is named is there, and is run', () => {
  const features = named(readFileSync(join(ROOT, 'docs/features.md'), 'utf8'));
  const all = named(text);
  assert.ok(all.length > 100 && features.length > 15);
  for (const { path, name } of [...all, ...features]) {
    assert.ok(existsSync(join(ROOT, path)), `${path} is not there`);
    if (name === undefined) continue;
    assert.match(path, RUN, `${path} is run by no runner`);
    assert.ok(has(path, name), `${path} has no test "${name}"`);
  }
});

test('every "yes" of ours among the features has its note, and every note a test or a page', () => {
  const features = readFileSync(join(ROOT, 'docs/features.md'), 'utf8');
  const cells = [...features.matchAll(/^\|.* \| (\w+) (\S) \|$/gm)].filter(([, said]) => said !== 'Nearside');
  assert.equal(cells.length, 16);
  for (const [, said, note] of cells) {
    assert.match(said, /^(yes|part|no)$/);
    const line = features.split('\n').find((one) => one.startsWith(`- ${note} `)) ?? '';
    const pages = [...line.matchAll(/\]\(([\w-]+\.md)/g)].map(([, page]) => page);
    assert.ok(named(line).length + pages.length > 0, `${note} has no note`);
    for (const page of pages) assert.ok(existsSync(join(ROOT, 'docs', page)), `${page} is not there`);
  }
});

test('tests are found by their names, and others are not', () => {
  const code = "  ['a: first of all', async () => {\n ...x.map((n) => [\n    `b: \"${n}\" is second`, async\n await test('third of them', () => assert.ok('c: no test'));";
  assert.deepEqual(names('x.check.mjs', code), ['a: first of all', 'b: "…" is second', 'third of them']);
  assert.deepEqual(names('x.rs', '#[test]\nfn one() {}\nfn two() {}\n    #[test]\n    fn three(a in 0..2) {}'), ['one', 'three']);
  assert.deepEqual(named('`tests/a.rs: one`, `www/b.ts` and `npm test`'), [{ path: 'tests/a.rs', name: 'one' }, { path: 'www/b.ts', name: undefined }]);
});
