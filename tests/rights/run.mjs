// `nearside/rights` and `nearside/policy` on the real engine in Node, with what a chip says of a real score; and
// where the browser's own cryptography matters in Chromium. Not here: the tests themselves (`*.check.mjs`).
import { open } from '../../dist/index.js';
import { runChecks } from '../common/checks.mjs';
import { catalogs, CONFIG, DAY, TODAY } from './shops.mjs';

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

await runChecks('rights', import.meta.url, CHECKS, { shopper, catalogs: made });
