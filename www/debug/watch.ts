/**
 * What a page asks of the engine, seen from outside: its own methods are called with what they were given, and give what
 * they gave. Not here: showing it.
 */
import type { Known, Nearside, Page, Pick, PickList, PlacementName, RecommendOptions } from '../types.js';

/** One question, however often it was asked in these words. */
export interface Call {
  /** What tells it from others. */
  key: string;
  way: 'recommend' | 'rank' | 'rerank';
  placement: PlacementName | '';
  options: RecommendOptions;
  /** Whether it was asked of a `page()`, which gives no item twice. */
  paged: boolean;
  /** `recommend`: the last answer. */
  items: Pick[];
  personal: boolean;
  /** How many went in (`rerank`) and came out, and how many of these stand elsewhere than before. */
  given: number;
  count: number;
  moved: number;
  times: number;
  /** Milliseconds, of the last and of the slowest. */
  last: number;
  slowest: number;
  /** What it threw. */
  error: string;
}

/** The questions so far, the latest that is new first. */
export interface Watched {
  calls: Call[];
  /** Called after each. */
  heard?: () => void;
  /** What was given, as a text. Here, because pages load this file, and one file is one request. */
  text: (value: unknown) => string;
  stop(): void;
}

/** So many are remembered; a search as one types has many words. */
const MOST = 40;

/** Whatever a page gave, as a text: products of a list by their ids, and what cannot be a text by its kind. */
function text(value: unknown): string {
  try {
    return typeof value === 'string' ? value : JSON.stringify(value, (name, one: unknown) => (name === 'hits' && Array.isArray(one) ? one.map(idOf) : typeof one === 'bigint' ? `${one}` : one)) ?? String(value);
  } catch {
    return typeof value;
  }
}

const idOf = (known: Known | null | undefined): string => text(typeof known === 'object' ? known?.id : known);

/** Puts itself in front of `recommend()`, `rank()`, `rerank()` and `page()` of this one engine. */
export function watch(nearside: Nearside): Watched {
  const watched: Watched = {
    calls: [],
    text,
    stop() {
      for (const name of ['recommend', 'rank', 'rerank', 'page'] as const) Reflect.deleteProperty(nearside, name);
    },
  };

  const remember = (call: Partial<Call> & { way: Call['way'] }, of: string, found: Partial<Call>): void => {
    const key = text(call) + of;
    const known = watched.calls.findIndex((one) => one.key === key);
    const old = watched.calls[known];
    const { last = 0 } = found;
    // A question that is known keeps its place: nothing moves while it is read.
    watched.calls.splice(Math.max(known, 0), old ? 1 : 0, {
      key, paged: false, items: [], personal: false, given: 0, count: 0, moved: 0, last, error: '', ...call, ...found,
      placement: text(call.placement ?? '') as PlacementName, options: call.options ?? {},
      times: (old?.times ?? 0) + 1, slowest: Math.max(old?.slowest ?? 0, last),
    });
    watched.calls.length = Math.min(watched.calls.length, MOST);
    watched.heard?.();
  };

  // The page gets what the engine gives or throws, whatever becomes of our notes.
  const note = <A>(call: Partial<Call> & { way: Call['way'] }, ask: () => A, read: (answer: A) => Partial<Call>, of = () => ''): A => {
    const tell = (found: () => Partial<Call>): void => {
      try {
        remember(call, of(), found());
      } catch { /* a getter of the page's, or a proxy */ }
    };
    const before = performance.now();
    try {
      const answer = ask();
      const last = performance.now() - before;
      tell(() => ({ last, ...read(answer) }));
      return answer;
    } catch (error) {
      tell(() => ({ error: String((error as Error)?.message ?? error) }));
      throw error;
    }
  };

  const listed = (list: PickList) => ({ items: list.items, count: list.items.length, personal: list.personal });
  const { recommend, rank, rerank, page } = nearside;
  Object.assign(nearside, {
    recommend: (placement: PlacementName, options?: RecommendOptions) =>
      note({ way: 'recommend', placement, options: options! }, () => recommend.call(nearside, placement, options), listed),
    rank: (placement: PlacementName, options?: RecommendOptions) =>
      note({ way: 'rank', placement, options: options! }, () => rank.call(nearside, placement, options), (rows) => ({ count: rows.length })),
    rerank: <P extends Known>(products: readonly P[]) =>
      note({ way: 'rerank', given: products?.length }, () => rerank.call(nearside, products) as P[], (order) => ({
        count: order.length, moved: order.filter((product, at) => idOf(product) !== idOf(products[at]!)).length,
      }), () => products.map(idOf).join()),
    page: (): Page => {
      const own = page.call(nearside);
      return {
        recommend: (placement, options) => note({ way: 'recommend', placement, options: options!, paged: true }, () => own.recommend(placement, options), listed),
      };
    },
  });
  return watched;
}
