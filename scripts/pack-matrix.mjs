// `npm run pack:matrix [-- --only NAME] [-- --json] [-- --write]`: the packed tarball in real projects of every common tool,
// each built and opened in Chromium. `--write` puts the table into README.md. Not here: the projects (tests/matrix).
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { makePlace, sweep } from '../tests/matrix/place.mjs';
import { PROJECTS, rows } from '../tests/matrix/projects.mjs';
import { runAll } from '../tests/matrix/run.mjs';
import { forPeople, writeReadme } from '../tests/matrix/table.mjs';
import { chromium } from './setup/browser.mjs';
import { ROOT } from './setup/paths.mjs';
import { duration, main, SetupError } from './setup/run.mjs';
import { setUpMatrix } from './setup.mjs';

/** Everything that a person reads goes to the other stream, so that `--json` gives nothing but JSON. */
const { json, only, write } = options();
if (json) console.log = console.error;

await main(async () => {
  const projects = PROJECTS.filter(({ name }) => name.startsWith(only));
  if (projects.length === 0) throw new SetupError(`There is no project "${only}". There are: ${PROJECTS.map(({ name }) => name).join(', ')}.`);
  // What its steps print is for people too.
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: ['ignore', json ? 2 : 'inherit', 'inherit'] });
  const { tools, modern } = await setUpMatrix();
  const chrome = process.env.CHROME || (await chromium()).browser;
  sweep(tools);
  const place = makePlace(tools);
  process.once('exit', place.remove);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  const begun = performance.now();
  const results = [];
  await runAll(projects, { place, chrome, modern, tell: (row) => (results.push(row), console.log(forPeople(row))) });
  const bad = results.filter(({ ok }) => !ok).length;
  if (write && !only && bad === 0) writeReadme(results);
  if (json) process.stdout.write(`${JSON.stringify(results.map(({ fault, ...row }) => row))}\n`);
  console.log(`${results.length} rows in ${duration(performance.now() - begun)}`);
  console.log(`matrix: ${results.length - bad} passed, ${bad} failed`);
  // A row that nobody told is a failure too.
  process.exitCode = bad === 0 && results.length === projects.flatMap(rows).length ? 0 : 1;
});

function options() {
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string', default: '' }, write: { type: 'boolean' } } });
    return values;
  } catch (error) {
    console.error(`${error.message}\n  npm run pack:matrix -- [--only NAME] [--json] [--write]`);
    process.exit(1);
  }
}
