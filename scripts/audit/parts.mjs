// The parts of the audit, in order, and what they need. Each is `part({ quick, … })` → `{ figures, rows }`: figures for
// `--json`, and rows `{ what, found, bound, ok }` for people. A row without `ok` was skipped; one
// with `note` is a figure without a bound. Not here: what they do.
import { collector } from './collector.mjs';
import { enumeration } from './enumeration.mjs';
import { estimator } from './estimator.mjs';
import { ledger } from './ledger.mjs';
import { mutants } from './mutants.mjs';
import { native } from './native.mjs';
import { sample } from './sample.mjs';
import { transcript } from './transcript.mjs';
import { wire } from './wire.mjs';
import { chromium } from '../setup/browser.mjs';
import { run, step } from '../setup/run.mjs';

export const PARTS = { enumeration, sample, mutants, transcript, ledger, estimator, wire, collector };

/** The parts that drive a browser and the built package. */
const IN_BROWSER = ['sample', 'transcript'];

/** What these parts need, had once. In `npm test` the package is built already, and `CHROME` says what was found. */
export async function tools(names, quick) {
  const found = {};
  if (names.some((name) => IN_BROWSER.includes(name))) {
    if (!process.env.CHROME) await step('Package', () => run(process.execPath, ['scripts/build.mjs']));
    found.browser = process.env.CHROME ?? (await chromium()).browser;
  }
  if (names.some((name) => !IN_BROWSER.includes(name))) found.native = await native(quick ? 'test' : 'release'); // `cargo test` has built most of the former.
  return found;
}
