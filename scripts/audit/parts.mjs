// The parts of the audit, in order, and what they need. Each is `part({ quick, … })` → `{ figures, rows }`: figures for
// `--json`, and rows `{ what, found, bound, ok }` for people. A row without `ok` was skipped. Not here: what they do.
import { collector } from './collector.mjs';
import { enumeration } from './enumeration.mjs';
import { estimator } from './estimator.mjs';
import { ledger } from './ledger.mjs';
import { mutants } from './mutants.mjs';
import { native } from './native.mjs';
import { wire } from './wire.mjs';

export const PARTS = { enumeration, mutants, ledger, estimator, wire, collector };

/** What these parts need, had once. */
export async function tools(names) {
  return { native: await native() };
}
