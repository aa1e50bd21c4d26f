/** MiniSearch: how much a document is boosted for this shopper. Not here: its index, and the words that fit. */
import type { Nearside } from '../types.js';
import { idIn, onSaid, type Id } from './said.js';

/** What `boostDocument()` takes besides the engine. */
export interface BoostOptions {
  /** A document's score is multiplied by this at most, and divided by this at most. What is no number above 1 counts as left out. @default 4 */
  most?: number;
  /** The id of a document in the catalog. @default its own */
  id?: (document: Id, stored?: Record<string, unknown>) => Id;
}

/** The points of a score that are e. */
const ONE = 4096;

/** Nothing of the shop's rules for searches: they choose what is found, not how well it fits. */
const ALONE = { count: 1, minimum: 0, filter: '', boost: [], pin: [], exclude: [], diversity: 0, fallback: 'none', explore: false } as const;

/**
 * For MiniSearch's option `boostDocument`. With x the personal points of the document over 4096 and
 * y = x · end / (end + |x|), the factor is (2 + y) / (2 − y): about e^x where x is small, rising with x all the way, never
 * beyond `most`, and the same to the bit in every browser, because only divisions make it. 1 for what the catalog does
 * not know, and for everything while nothing is personal; the least for what the shopper never wants, which stays in
 * the results, because a search is not ours to shorten.
 */
export function boostDocument(nearside: Nearside, { most = 4, id = (document) => document }: BoostOptions = {}) {
  const bound = Number.isFinite(most) && most > 1 ? most : 4;
  const end = (2 * (bound - 1)) / (bound + 1);
  const known = new Map<unknown, number>();
  const forget = () => known.clear();
  nearside.addEventListener('change', forget);

  const factor = (item: string): number => {
    if (!nearside.item(item)) return 1;
    const [found] = nearside.recommend('search', { ...ALONE, hits: [item] }).items;
    if (!found) return 1 / bound;
    const x = found.score / ONE; // A single hit has no order to keep, and what everybody likes does not count in a search.
    const y = (x * end) / (end + Math.abs(x));
    return (2 + y) / (2 - y);
  };

  return (document: Id, _term?: string, stored?: Record<string, unknown>): number => {
    let boost = known.get(document);
    if (boost === undefined) known.set(document, (boost = factor(idIn(nearside, id(document, stored)))));
    return boost;
  };
}
