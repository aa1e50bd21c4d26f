// An engine that is not here is never passed over in silence.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { beforeEach, test } from 'node:test';
import { inEngines } from './engines.mjs';

const LOST = { name: 'Firefox', missing: 'Firefox cannot be tested. It needs a forest.' };
let said;
beforeEach((t) => {
  said = [];
  for (const kind of ['log', 'error']) t.mock.method(console, kind, (line) => said.push(line));
});

test('what could not be installed is skipped, with a line that says so', async () => {
  assert.deepEqual(await inEngines([{ ...LOST, required: false }], {}), { passed: 0, failed: 0, skipped: 1 });
  assert.deepEqual(said, [`– ${LOST.missing}`]);
});
test('what could have been installed is a failure', async () => {
  assert.deepEqual(await inEngines([{ ...LOST, required: true }], {}), { passed: 0, failed: 1, faults: [`✗ ${LOST.missing}`] });
  assert.deepEqual(said, [`✗ ${LOST.missing}`]);
});
test('a machine without package tools says what each engine needs, also in continuous integration', () => {
  const script = `import('${new URL('../setup/engines.mjs', import.meta.url)}').then(async ({ engines }) => console.log(JSON.stringify(await engines())))`;
  const text = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { PATH: '/nowhere', CI: 'true', XDG_CACHE_HOME: '/nowhere' } });
  const [firefox, webkit] = JSON.parse(text.trim().split('\n').at(-1));
  assert.match(firefox.missing, /^Firefox cannot be tested\. It needs Firefox .*geckodriver/);
  assert.match(webkit.missing, /^WebKit cannot be tested\. It needs WebKitGTK .*Xvfb/);
  assert.deepEqual([firefox.required, webkit.required], [false, false]);
});
