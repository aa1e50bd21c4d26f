// The one request that ever carries anything about a shopper: a blurred report, booked before. Not here: what it says
// (`src/counts`).
import type { Counts } from './load.js';
import { SPLIT, type Splits } from './split.js';

/** Tabs wait for each other under this name. */
const LOCK = 'nearside.counts';
/** Until every tab sees what another one wrote, in milliseconds: browsers keep their storage in several processes. */
const SETTLED = 200;

/** What is needed to send. */
export interface Leaving {
  counts: Counts;
  /** The path of this origin that reports go to, or the addresses of two operators. */
  endpoint: string;
  /** Whether it may still leave: the level is `share` now. */
  may: () => boolean;
  /** Books what leaves now: 64 letters of its hash, then the body; nothing when nothing does. */
  book: () => Uint8Array;
}

/** Whether tabs can be told apart here. Without, two could send at once, so none does. */
export const canWait = (): boolean => typeof globalThis.navigator?.locks?.request === 'function';

/** Books and sends what leaves now, if anything does. Once, whatever becomes of it: a report that gets lost stays booked. */
export async function leave({ counts, endpoint, may, book }: Leaving): Promise<void> {
  // Two operators: never to the shop besides, and nothing where the page has not called `dap()`.
  const [leader = '', helper] = endpoint.split(' ');
  const split = helper && (globalThis as Splits)[Symbol.for(SPLIT)];
  if (!canWait() || (helper && !split)) return;
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock || !may()) return;
    const left = book();
    if (left.length === 0) return;
    const hash = String.fromCharCode(...left.subarray(0, 64));
    await new Promise((settled) => setTimeout(settled, SETTLED));
    // Another tab may have written over it at the same moment, or all was erased, or the shopper thought better of it.
    if (!may() || !counts.isBooked(hash)) return;
    if (split) return split(leader, helper, counts.ledger().split('\n').find((line) => line.endsWith(`${hash}"}`)) ?? '', may);
    await fetch(location.origin + endpoint, {
      method: 'POST', body: left.slice(64), headers: { 'content-type': 'application/x-protobuf' }, mode: 'same-origin',
      credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error', keepalive: true,
    }).catch(() => {}); // No second try: a retry would be a second report.
  });
}
