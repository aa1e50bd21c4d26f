/**
 * The one place where the panel gets what it needs to take a file along in an open format, bring one, and save a
 * receipt: the functions of `nearside/rights`. Without them the file is the engine's own text. Not here: the formats.
 */
import type { Interest, Nearside, SignalRecord, Statement } from '../types.js';

/** What is in a file, before anything is changed. */
export interface Preview {
  /** The engine's own text of it, for `import()`. */
  profile: string;
  from: { shop: string } | null;
  /** What would be kept here. */
  signals: SignalRecord[];
  statements: Statement[];
  interests: Interest[];
  /** How many signals and statements the file holds, and how many of them would be kept. */
  holds: number;
  fits: number;
}

interface Options { passphrase?: string }

export interface Rights {
  /** The shopper's file as text, locked when there is a passphrase. */
  toFile(nearside: Nearside, options: Options): Promise<string> | string;
  /** Throws for what is no file; the error's `reason` is `locked` or `passphrase` where that is missing or wrong. */
  preview(nearside: Nearside, text: string, options: Options): Promise<Preview> | Preview;
  /** The consent receipt of the latest choice, as text. Throws when none is remembered. */
  receipt(nearside: Nearside, options: { language?: string }): string;
}

export const wired: { load?: () => Promise<Rights> } = {};
