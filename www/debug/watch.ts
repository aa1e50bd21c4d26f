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
  stop(): void;
}

/** So many are remembered; a search as one types has many words. */
const MOST = 40;

const idOf = (known: Known | null | undefined): string => String(typeof known === 'string' ? known : known?.id);

/** Puts itself in front of `recommend()`, `rank()`, `rerank()` and `page()` of this one engine. */
export function watch(nearside: Nearside): Watched {
  const watched: Watched = {
    calls: [],
    stop() {
      for (const name of ['recommend', 'rank', 'rerank', 'page'] as const) Reflect.deleteProperty(nearside, name);
    },
  };

  const note = <A>(call: Partial<Call> & { way: Call['way'] }, ask: () => A, read: (answer: A) => Partial<Call>, of = ''): A => {
    const before = performance.now();
    let found: Partial<Call> = {};
    try {
      const answer = ask();
      const last = performance.now() - before;
      found = { last, ...read(answer) };
      return answer;
    } catch (error) {
      found = { error: String((error as Error)?.message ?? error) };
      throw error;
    } finally {
      const key = JSON.stringify(call) + of;
      const known = watched.calls.findIndex((one) => one.key === key);
      const old = watched.calls[known];
      const { last = 0 } = found;
      // A question that is known keeps its place: nothing moves while it is read.
      watched.calls.splice(Math.max(known, 0), old ? 1 : 0, {
        key, placement: '', options: {}, paged: false, items: [], personal: false, given: 0, count: 0, moved: 0, last, error: '', ...call, ...found,
        times: (old?.times ?? 0) + 1, slowest: Math.max(old?.slowest ?? 0, last),
      });
      watched.calls.length = Math.min(watched.calls.length, MOST);
      watched.heard?.();
    }
  };

  const listed = (list: PickList) => ({ items: list.items, count: list.items.length, personal: list.personal });
  const { recommend, rank, rerank, page } = nearside;
  Object.assign(nearside, {
    recommend: (placement: PlacementName, options: RecommendOptions = {}) =>
      note({ way: 'recommend', placement, options }, () => recommend.call(nearside, placement, options), listed),
    rank: (placement: PlacementName, options: RecommendOptions = {}) =>
      note({ way: 'rank', placement, options }, () => rank.call(nearside, placement, options), (rows) => ({ count: rows.length })),
    rerank: <P extends Known>(products: readonly P[]) =>
      note({ way: 'rerank', given: products.length }, () => rerank.call(nearside, products) as P[], (order) => ({
        count: order.length, moved: order.filter((product, at) => idOf(product) !== idOf(products[at]!)).length,
      }), products.map(idOf).join()),
    page: (): Page => {
      const own = page.call(nearside);
      return {
        recommend: (placement, options = {}) => note({ way: 'recommend', placement, options, paged: true }, () => own.recommend(placement, options), listed),
      };
    },
  });
  return watched;
}
