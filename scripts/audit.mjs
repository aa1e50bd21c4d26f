// `npm run audit [-- --quick] [-- --only enumeration,wire] [-- --json]`: what the anonymous counts promise, tried on the
// code that is shipped. `--quick` is what `npm test` runs; `--json` prints one line of figures and nothing else on standard
// output. Ends with 1 when anything is outside its bounds. Not here: what each part does (audit/).
import { parseArgs } from 'node:util';
import { PARTS, tools } from './audit/parts.mjs';
import { duration, main, SetupError } from './setup/run.mjs';

/** What a person reads goes to the other stream, so that `--json` gives nothing but JSON. */
const { json, quick, names } = options();
if (json) console.log = console.error;

await main(async () => {
  const found = await tools(names, quick);
  const figures = {};
  let [passed, failed, skipped] = [0, 0, 0];
  for (const name of names) {
    const begun = performance.now();
    console.log(`\n▸ ${name} …`);
    const part = await PARTS[name]({ ...found, quick }).catch((error) => ({ rows: [{ what: error instanceof SetupError ? error.message : error.stack, ok: false }] }));
    figures[name] = part.figures ?? null;
    for (const { what, found: value = '', bound = '', ok, note } of part.rows) {
      if (note) { /* a figure without a bound */ } else if (ok === undefined) skipped++;
      else if (ok) passed++;
      else failed++;
      const mark = note ? ' ' : ok === undefined ? '–' : ok ? '✓' : '✗';
      console.log(`${mark} ${what.padEnd(58)} ${String(value).padStart(20)}   ${bound}`.trimEnd());
    }
    console.log(`  ${duration(performance.now() - begun)}`);
  }
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  console.log(`\n${skipped ? `${skipped} skipped\n` : ''}audit: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});

function options() {
  const all = Object.keys(PARTS);
  const help = `npm run audit -- [--quick] [--json] [--only ${all.join(',')}]`;
  try {
    const { json, quick, only } = parseArgs({
      options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, only: { type: 'string' } },
    }).values;
    const wanted = only?.split(',') ?? all;
    const unknown = wanted.find((name) => !all.includes(name));
    if (unknown !== undefined) throw new Error(`There is no part "${unknown}".`);
    return { json, quick, names: all.filter((name) => wanted.includes(name)) };
  } catch (error) {
    console.error(`✗ ${error.message}\n  ${help}`);
    process.exit(1);
  }
}
