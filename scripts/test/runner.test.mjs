// What the last line of `npm test` is added up from.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { check, count, COUNTS, faults, tests, total } from './runner.mjs';

const node = (script) => [process.execPath, ['-e', script]];
const counts = ({ passed, failed }) => ({ passed, failed });

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
  assert.deepEqual(counts(await tests(...node('console.log("x: 3 passed, 0 failed"); process.exit(7)'), COUNTS.plain)), { passed: 3, failed: 1 });
});
test('a runner that runs nothing is a failure', async () => {
  assert.deepEqual(counts(await tests(...node('console.log("fine")'), COUNTS.plain)), { passed: 0, failed: 1 });
});
test('a command that is not there is a failure', async () => {
  assert.deepEqual(counts(await check('no-such-command-anywhere', [])), { passed: 0, failed: 1 });
});
test('a check that succeeds is one passed', async () => {
  assert.deepEqual(await check(...node('0')), { passed: 1, failed: 0 });
});
test('a runner that does not end is ended, with what it started, and is a failure', async () => {
  const inner = "setInterval(() => {}, 1000)";
  const outer = `const { pid } = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}]); console.log('pid ' + pid); setInterval(() => {}, 1000)`;
  const said = [];
  const write = process.stdout.write;
  process.stdout.write = (part, ...rest) => (said.push(String(part)), write.call(process.stdout, part, ...rest));
  try {
    assert.deepEqual(counts(await tests(...node(outer), COUNTS.plain, process.env, { limit: 3000 })), { passed: 0, failed: 1 });
  } finally {
    process.stdout.write = write;
  }
  const pid = Number(/pid (\d+)/.exec(said.join(''))[1]);
  await gone(pid);
});
test('a runner that dies before its first test may begin once more', async (t) => {
  t.mock.method(console, 'log', () => {});
  const mark = join(mkdtempSync(join(tmpdir(), 'nearside-runner-')), 'begun');
  const script = `const { existsSync, writeFileSync } = require('fs'); if (!existsSync(${JSON.stringify(mark)})) { writeFileSync(${JSON.stringify(mark)}, ''); process.exit(1); } console.log('x: 2 passed, 0 failed')`;
  assert.deepEqual(await tests(...node(script), COUNTS.plain, process.env, { tries: 2 }), { passed: 2, failed: 0 });
  rmSync(dirname(mark), { recursive: true });
});
test('a test that failed is not tried again', async () => {
  assert.deepEqual(counts(await tests(...node('console.log("x: 1 passed, 1 failed"); process.exit(1)'), COUNTS.plain, process.env, { tries: 2 })), { passed: 1, failed: 1 });
});
test('what was left out is added up by itself', () => {
  assert.deepEqual(total([{ passed: 2, failed: 1 }, { passed: 0, failed: 0, skipped: 1 }]), { passed: 2, failed: 1, skipped: 1 });
  assert.deepEqual(total([{ passed: 2, failed: 1 }]), { passed: 2, failed: 1 });
});

test('what failed is said again with the reason: ours, of cargo, of Node', () => {
  const ours = '✓ one (3 ms)\n✗ two (4 ms)\n    AssertionError: 1\n\n    2 !== 3\n✓ three (1 ms)\n    a remark\ne2e: 2 passed, 1 failed\n';
  assert.deepEqual(faults(ours), ['✗ two (4 ms)', '    AssertionError: 1', '    2 !== 3']);
  const cargo = 'test a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\n\nthread panicked\nleft: 1\n\nfailures:\n    b\n\ntest result: FAILED. 1 passed; 1 failed;\n';
  assert.deepEqual(faults(cargo), ['---- b stdout ----', 'thread panicked', 'left: 1']);
  const nodes = '✔ a (1ms)\n✖ b (2ms)\nℹ tests 2\nℹ fail 1\n\n✖ failing tests:\n\ntest at x.mjs:1:2\n✖ b (2ms)\n  AssertionError: no\n';
  assert.deepEqual(faults(nodes), ['✖ b (2ms)', '  AssertionError: no']);
  assert.deepEqual(faults(`✗ long\n${'  line\n'.repeat(50)}`, 5).length, 5);
});
test('what several runners said of failures is kept', async () => {
  const died = await check(...node('process.exit(3)'));
  const failed = await tests(...node('console.log("✗ planned\\n  by a test\\nx: 1 passed, 1 failed"); process.exit(1)'), COUNTS.plain);
  assert.match(total([died, { passed: 1, failed: 0 }, failed]).faults.join('\n'), /^✗ .* ended with 3\n✗ planned\n  by a test$/);
  assert.equal('faults' in total([{ passed: 1, failed: 0 }]), false);
});

/** Waits until a process has ended; fails after some seconds. */
async function gone(pid) {
  for (let round = 0; round < 50; round++) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      assert.equal(error.code, 'ESRCH');
      return;
    }
    // Ended, but nobody has asked how: without an init it stays like that.
    if (existsSync(`/proc/${pid}/status`) && /^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return;
    await setTimeout(100);
  }
  assert.fail(`${pid} is still there`);
}
