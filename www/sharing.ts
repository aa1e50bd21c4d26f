/** The public types of what a shopper shares at level `share`: questions, reports, the ledger. Not here: the rest (`types.ts`). */
import type { Known } from './types.js';

/** One question that the shop asks with level `share`: from the member "counts" of `nearside.json`. */
export interface SharedQuestion {
  /** Its stable name, which stands in reports: `funnel/1`, `category.click/1`, `reach.<category>/1`, `arm.<experiment>/1`. */
  name: string;
  kind: 'funnel' | 'category' | 'reach' | 'arm' | 'paired';
  /** `category`: the signal; `reach`: the category; `arm`, `paired`: the experiment. Empty for `funnel`. */
  about: string;
  /** `arm`: how far the day must have gone for a yes. */
  outcome?: 'clicked' | 'carted' | 'ordered';
  /** What the shop asks it for, in its own words. */
  purpose: string;
  /** What each cell means: words of the closed lists in `docs/counts.md`, or categories' labels. Cells beyond are padding. */
  answers: string[];
  /** Cells of a report, and how many of them are always ones. */
  cells: number;
  ones: number;
}

/** A report, before or after it left. */
export interface CountReport {
  /** `SharedQuestion.name`. */
  question: string;
  /** `arm`: the group that this browser is in until the report leaves, drawn by a coin. */
  arm?: 'without' | 'with';
  /** The completed UTC day that it is about; `null`: no day since the last report had anything noted. */
  about: string | null;
  /** The UTC day it leaves, or left, on. */
  day: string;
  /** How many cells it has. */
  cells: number;
  /** The cells that it shows as ones, ascending. */
  shows: number[];
  /** The exact body of the request. */
  bytes: Uint8Array;
}

/** A report that left, as the ledger keeps it. */
export interface SentReport extends CountReport {
  /** SHA-256 of this line of the ledger, which holds the hash of the line before: 64 hex digits. */
  hash: string;
}

/** What leaves next. */
export interface NextReport {
  /**
   * `ready`: it is made, and leaves when a page of the shop is opened on day `from` or later. `open`: only the question is
   * drawn; it is made, from `from` on, when a page is opened. `stopped`: nothing leaves; see `why`.
   */
  state: 'ready' | 'open' | 'stopped';
  /** The earliest day it can leave, `YYYY-MM-DD`. */
  from: string;
  /** The question that a coin drew, and the group of an experiment. Empty when `stopped`. */
  question: string;
  arm?: 'without' | 'with';
  /** `ready`: the report as it would leave today, and the cell of the true answer, which never leaves. */
  report?: CountReport;
  truth?: number;
  /**
   * `clock`: the clock ran back behind a day it has shown; `storage`: the ledger cannot be written; `randomness`: the
   * browser gives no random numbers; `locks`: it cannot keep tabs apart; `ledger`: what is stored is not sound;
   * `budget`: the shop asks for no report at all.
   */
  why?: 'clock' | 'storage' | 'randomness' | 'locks' | 'ledger' | 'budget';
}

/** Anonymous counts, for panels: see `Nearside.sharing()`. */
export interface Sharing {
  /** The path of the shop's own origin that reports go to; or the addresses of two operators, with a space between. */
  readonly endpoint: string;
  /** A report shifts the odds between any two answers by this factor at most. */
  readonly odds: 2 | 3;
  /** Reports of this browser in any 7, 28 and 365 days, at most. */
  readonly budget: readonly [number, number, number];
  readonly questions: readonly SharedQuestion[];
  /** What leaves next; below level `share`, and while someone else is shopping, `null`. Makes the first report if none is made. */
  next(): NextReport | null;
  /** Every report of the last 400 days, oldest first, whatever the level. */
  sent(): SentReport[];
  /** The same as NDJSON, a line each, hash-chained: see `docs/counts.md`. Empty when nothing was sent. */
  ledger(): string;
  /**
   * Two orders mixed into one list by team draft, for `paired.<experiment>`. The given `a` where the question of this time
   * is another, or the level is lower. An id counts once.
   */
  mix(experiment: string, a: readonly Known[], b: readonly Known[]): string[];
}
