// `nearside/rights` and `nearside/policy` on the real engine in Node, with what a chip says of a real score; and
// where the browser's own cryptography matters in Chromium. Not here: the tests themselves (`*.check.mjs`).
import { open } from '../../dist/index.js';
import { catalogs, CONFIG, DAY, TODAY } from './shops.mjs';

const wanted = process.argv.slice(2);
const CHECKS = ['choice', 'ceilings', 'file', 'lock', 'hostile', 'preview', 'receipt', 'policy', 'reasons', 'browser'];

const made = catalogs();
/** An engine in memory with a clock of its own. */
async function shopper({ catalog = made.corner, config = CONFIG, level = 'remember', day = TODAY } = {}) {
  const clock = { day };
  const nearside = await open({ catalog, config, storage: 'memory', now: () => clock.day * DAY + 40_000_000 });
  if (!nearside.ready) throw new Error(JSON.stringify(nearside.health.problems));
  if (level) nearside.setLevel(level);
  return { nearside, clock };
}

let passed = 0;
let failed = 0;
async function test(name, work) {
  try {
    await work();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.stack}`);
  }
}

for (const name of CHECKS.filter((check) => wanted.length === 0 || wanted.includes(check))) {
  const { default: check } = await import(`./${name}.check.mjs`);
  await check({ test, shopper, catalogs: made }).catch((error) => test(`${name}: set-up`, () => { throw error; }));
}
console.log(`rights: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
