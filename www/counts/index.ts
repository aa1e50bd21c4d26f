// What is shared, on a page: what the shop asks, what leaves next, what left. Fetched at level `share`, or when a panel
// asks. Not here: what a report says and when one may leave (`src/counts`).
import type * as T from '../types.js';
import { load } from './load.js';
import { canWait, leave } from './send.js';

/** One page sends once at most, however many engines it opens. */
let sent = false;

/**
 * Starts the module, with the text of `nearside.json` and what tells of facets by their numbers. What is to leave leaves now, without being waited for, where
 * `share` was chosen when the page was opened (`begun`), whatever the ceiling was then.
 */
export async function begin(engine: T.Nearside, config: string, facet: (number: number) => string, now: () => number, begun: boolean): Promise<T.Sharing> {
  const Counts = await load();
  const counts = new Counts(config, categories(facet));
  const plan = JSON.parse(counts.plan()) as Pick<T.Sharing, 'endpoint' | 'odds' | 'budget' | 'questions'>;
  // Whoever sends Global Privacy Control shares nothing, and later nothing of the days until then.
  if (engine.health.gpc) {
    engine.setCeiling('gpc', 'remember');
    counts.rest();
  }
  const may = () => engine.level === 'share';
  const send = () => {
    if (!begun || sent || !may()) return;
    sent = true;
    const book = () => {
      const left = counts.leave(engine.export(), now(), entropy());
      // Badge and panel say how many left.
      if (left.length > 0) queueMicrotask(() => (engine as unknown as EventTarget).dispatchEvent(new CustomEvent('change', { detail: { what: 'settings' } })));
      return left;
    };
    void leave({ counts, endpoint: plan.endpoint, may, book }).catch(() => {});
  };
  let shared = begun;
  const heed = () => {
    // While someone else shops, the choice is not theirs.
    const shares = engine.chosen === 'share' || engine.guest;
    if (shared && !shares) counts.rest();
    shared = shares;
    send();
  };
  heed();
  // What a consent manager allows later counts as well.
  engine.addEventListener('change', heed);
  return Object.freeze({
    ...plan,
    next() {
      if (!may()) return null;
      if (!canWait()) return { state: 'stopped', from: '', question: '', why: 'locks' };
      return read<T.NextReport | null>(counts.next(engine.export(), now(), entropy()) || 'null');
    },
    sent: () => read<T.SentReport[]>(counts.sent()),
    ledger: () => counts.ledger(),
    mix(experiment, a, b) {
      const [first, second] = [idsOf(a), idsOf(b)];
      if (!may() || !canWait()) return first;
      const mixed = counts.mix(experiment, lines(first), lines(second), engine.export(), now(), entropy());
      return mixed ? mixed.split('\n').slice(0, -1) : first;
    },
  } satisfies T.Sharing);
}

/** Top categories that are not sensitive, an end of line each: `categories()` of `src/counts/plan.rs`, through the engine's answers. */
function categories(facet: (number: number) => string): string {
  let found = '';
  for (let number = 1; ; number++) {
    const [kind, label, key, items] = facet(number).split('\n');
    if (!kind) return found;
    if (kind === 'category' && key === `category:${label}` && items !== '0') found += `${label}\n`;
  }
}

/** Coins come from nowhere else. Without them nothing leaves. */
function entropy(): Uint8Array {
  try {
    return crypto.getRandomValues(new Uint8Array(4096));
  } catch {
    return new Uint8Array();
  }
}

/** JSON of the Rust side, where bytes are hexadecimal digits. */
function read<A>(json: string): A {
  const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
  return JSON.parse(json, (name, value: unknown) => (name === 'bytes' ? bytes(String(value)) : value)) as A;
}

/** Each once; what has an end of line in it is no id that a catalog knows. */
const idsOf = (items: readonly T.Known[]): string[] =>
  [...new Set(items.map((item) => String(typeof item === 'string' ? item : item.id)))].filter((id) => !id.includes('\n'));

const lines = (ids: string[]): string => ids.map((id) => `${id}\n`).join('');
