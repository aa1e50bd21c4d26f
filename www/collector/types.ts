import type { Config } from '../types.js';

/** One number: how many reports showed a cell of a question on a day, or how many there were. */
export interface Sum {
  /** The question's name, such as `funnel/1`. */
  question: string;
  /** `without`, `with`, or empty where there are no arms. */
  arm: string;
  /** What the cells mean: numbers are added up only where this is the same. */
  cells: string;
  /** The UTC day, counted from 1970. */
  day: number;
  /** The cell from 0, or −1 for the number of reports. */
  cell: number;
  /** A whole number; on the way into a store, how much is added, which may be 0. */
  number: number;
}

/** From which day on a question has these cells. */
export interface Turn {
  question: string;
  arm: string;
  cells: string;
  day: number;
}

/** What a store takes at once, or gives. */
export interface Kept {
  sums: Sum[];
  /** Given back in the order in which they were added. */
  turns: Turn[];
}

/**
 * Where sums are kept: texts and whole numbers, nothing else.
 *
 * A report is acknowledged when `add` has resolved, so what it resolves must be true: **all** of it is in the store,
 * and stays there when the machine loses power in that moment. When it throws or rejects, or the process dies before,
 * either all of it is there or nothing. Numbers are added to those that are there, also when several processes do so at
 * the same time.
 */
export interface CountStore {
  /** Adds each number to the one that is there (0, where there is none), and each turn behind the others. */
  add(more: Kept): Promise<unknown> | unknown;
  /** The sums from one day to another, both included, and every turn; of one moment. */
  read(from: number, to: number): Promise<Kept> | Kept;
}

export interface CollectorOptions {
  /** The merchant's `nearside.json`, as an object or as its text. Its member "counts" says what is asked. */
  config: Config | string;
  /** The bytes of the catalog that shoppers load: needed for questions by category, unless `categories` are given. */
  catalog?: Uint8Array | ArrayBuffer;
  /** In place of a catalog: its top categories that are not sensitive, in its order. */
  categories?: string[];
  store: CountStore;
  /** Reports that may wait for the store; more are answered 503. 4096 unless given. */
  queue?: number;
  /** Milliseconds since 1970: `Date.now` unless given. */
  now?: () => number;
  /** Hears what the store threw. Nothing is logged otherwise, and nothing of a request ever is. */
  problem?: (thrown: unknown) => void;
  /** Where bytes may not be compiled, as in Cloudflare Workers: what `nearside/collector.wasm` imports as. */
  module?: WebAssembly.Module;
}

/** One answer of a question. Shares are of the reports. */
export interface CountedCell {
  answer: string;
  /** How many reports showed it. */
  shown: number;
  /** Unbiased, so it may lie below 0 or above the number of reports. */
  estimate: number;
  share: number;
  low: number;
  high: number;
}

/** What the sums of some days tell; the same as `/counts.json`. */
export interface Counted {
  /** `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** Reports below which a question has no cells. */
  minimum: number;
  /** How often all intervals of a question hold. */
  confidence: number;
  questions: {
    question: string;
    arm: 'without' | 'with' | null;
    purpose: string;
    /** A report shifts the odds between two answers at most by this factor. */
    odds: number;
    reports: number;
    enough: boolean;
    /** Days on which the cells may have meant something else. */
    daysLeftOut: number;
    cells: CountedCell[];
  }[];
  /** "yes" with personal picks less "yes" without, where both arms have enough. */
  differences: { question: string; share: number; low: number; high: number }[];
}

export interface Collector {
  /** The path that reports come to, of `nearside.json`. */
  readonly endpoint: string;
  /**
   * Takes one report. Resolves with 200 only when the store has it; with 400 and a code when it is no report, with 503
   * and `Retry-After` when too many wait, with 500 when the store did not take it. Never rejects.
   */
  receive(request: Request): Promise<Response>;
  /**
   * Shows the totals: a page at a path that ends in `/`, beside it `style.css` and `counts.json`, the latter two days
   * as `?from=YYYY-MM-DD&to=YYYY-MM-DD`. Who may see them is for the server to say: it asks nobody. Never rejects.
   */
  show(request: Request): Promise<Response>;
  /**
   * What the sums tell, of days as `YYYY-MM-DD`; without them the last 28.
   *
   * @throws {NearsideError} `BAD_OPTION` for days that are none, or a store that gives no sums.
   */
  results(from?: string, to?: string): Promise<Counted>;
}
