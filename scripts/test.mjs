// `npm test`: set up, build, run every test, and end with one line that adds them all up.
// Not here: the runners (test/).
import { parseArgs } from 'node:util';
import { buildAll } from './build.mjs';
import { setUpBrowser, setUpBuild, setUpCollector, setUpDocs, setUpEngines, setUpLint, setUpMatrix } from './setup.mjs';
import { duration, main, SetupError } from './setup/run.mjs';
import { broke, total } from './test/runner.mjs';
import { IN_BROWSER, RUNNERS } from './test/runners.mjs';

await main(async () => {
  const names = chosen();
  const tools = await setUpBuild();
  if (names.includes('lint')) await setUpLint();
  if (names.some((name) => IN_BROWSER.includes(name))) Object.assign(tools, await setUpBrowser());
  if (names.includes('collector')) Object.assign(tools, await setUpCollector());
  if (names.includes('engines')) Object.assign(tools, await setUpEngines());
  if (names.includes('matrix')) await setUpMatrix();
  if (names.includes('docs')) await setUpDocs();

  const results = [];
  const runner = async (name, work) => {
    const start = performance.now();
    console.log(`\n━━ ${name}`);
    const counts = await work().catch((error) => broke(error instanceof SetupError ? error.message : error.stack));
    results.push({ name, ...counts, time: performance.now() - start });
  };
  await runner('build', () => buildAll(tools).then(() => ({ passed: 1, failed: 0 })));
  for (const name of names) await runner(name, async () => RUNNERS[name](tools));

  console.log('\n━━ all');
  for (const { name, passed, failed, skipped, time } of results) {
    const left = skipped ? `   ${skipped} skipped` : '';
    console.log(`${failed ? '✗' : skipped ? '–' : '✓'} ${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed   ${duration(time)}${left}`);
  }
  for (const { name, faults } of results) if (faults) console.log(`\n━━ ${name}: what failed\n${faults.join('\n')}\n`);
  console.log(`whole run ${duration(performance.now())}`);
  const { passed, failed } = total(results);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});

/** Names after `--only`, or all. */
function chosen() {
  const all = Object.keys(RUNNERS);
  const help = `npm test -- [--only ${all.join(',')}]`;
  let only;
  try {
    only = parseArgs({ options: { only: { type: 'string' } } }).values.only;
  } catch (error) {
    throw new SetupError(`${error.message}\n  ${help}`);
  }
  const names = only?.split(',') ?? all;
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new SetupError(`There is no runner "${unknown}".\n  ${help}`);
  return all.filter((name) => names.includes(name));
}
