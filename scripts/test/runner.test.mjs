// What the last line of `npm test` is added up from.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { check, count, COUNTS, tests } from './runner.mjs';

const node = (script) => [process.execPath, ['-e', script]];

// What is said about the failures that these tests plan would look like failures.
beforeEach((t) => t.mock.method(console, 'error', () => {}));

test('all test binaries of cargo are added up', () => {
  const text = 'running 2 tests\ntest result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n\x1b[31mtest result: FAILED. 3 passed; 2 failed; 0 ignored\x1b[0m\n';
  assert.deepEqual(count(text, COUNTS.rust), { passed: 15, failed: 2 });
});
test("node's runner: cancelled tests count as failed", () => {
  assert.deepEqual(count('ℹ tests 7\nℹ pass 5\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n', COUNTS.node), { passed: 5, failed: 2 });
});
test('the plain line is read only where it stands alone', () => {
  assert.deepEqual(count('said e2e: 9 passed, 9 failed\ne2e: 4 passed, 1 failed\n', COUNTS.plain), { passed: 4, failed: 1 });
});
test('a runner that dies is a failure', async () => {
  assert.deepEqual(await tests(...node('console.log("x: 3 passed, 0 failed"); process.exit(7)'), COUNTS.plain), { passed: 3, failed: 1 });
});
test('a runner that runs nothing is a failure', async () => {
  assert.deepEqual(await tests(...node('console.log("fine")'), COUNTS.plain), { passed: 0, failed: 1 });
});
test('a command that is not there is a failure', async () => {
  assert.deepEqual(await check('no-such-command-anywhere', []), { passed: 0, failed: 1 });
});
test('a check that succeeds is one passed', async () => {
  assert.deepEqual(await check(...node('0')), { passed: 1, failed: 0 });
});
