/**
 * InstantSearch, and whatever speaks to it through a search client: Algolia, Typesense, Meilisearch, a shop's own.
 * Not here: asking anybody; what a client answers is put into another order, and nothing else of it is touched.
 */
import type { Nearside, SignalName } from '../types.js';
import { eventually, idIn, onSaid, rerank, type Engine, type Id } from './said.js';

/** Any object with `search()`: clients of algoliasearch 4 and 5, adapters, one that was written by hand. */
export interface SearchClient {
  search(requests: never, ...more: never[]): unknown;
}

/** A hit as its index has it; Meilisearch's has no `objectID` unless its adapter is told the primary key. */
export type Hit = Record<string, unknown> & { objectID?: Id; id?: Id };

/** What `personalize()` takes besides client and engine. */
export interface PersonalizeOptions {
  /** Only hits of these indices. @default all whose name does not end like that of a sorted list (`…_asc`, `…:desc`) */
  indices?: readonly string[];
  /** Whether to re-rank the hits of this answer: by its request as it was sent and its result as it came. Instead of `indices`. */
  when?: (request: Record<string, unknown>, result: Record<string, unknown>) => boolean;
  /** The id of a hit in the catalog. @default its objectID, or its id where it has none */
  id?: (hit: Hit) => Id;
}

/** What `nearsideMiddleware()` takes besides the engine. */
export interface MiddlewareOptions {
  /** As that of `personalize()`. */
  id?: (hit: Hit) => Id;
  /** What a `conversion` is that does not say so (`eventSubtype`); `null`: nothing. @default 'cart' */
  conversion?: 'cart' | 'purchase' | null;
}

/** An order that somebody asked for, as replicas (`products_price_asc`) and adapters (`products/sort/price:asc`) name it. */
const SORTED = /[_:/-](asc|desc)$/i;

/** Of each client of ours: answers its last question again, without asking. */
const again = new WeakMap<object, () => void>();

const objectID = (hit: Hit): Id => hit.objectID ?? hit.id;

/** Requests as one text; those that cannot be one are asked again. */
function keyOf(requests: unknown): string | undefined {
  try {
    return JSON.stringify(requests);
  } catch {
    return undefined;
  }
}

/**
 * The same client, whose hits come in the shopper's order: each page by itself, complete, as often as it is asked.
 * Everything else of the client is as it was, `searchForFacetValues` among it.
 */
export function personalize<C extends SearchClient>(searchClient: C, nearside: Engine, options: PersonalizeOptions = {}): C {
  const { indices, id = objectID } = options;
  const engine = eventually(nearside);
  let last: { key: string | undefined; answer: unknown } | undefined; // The latest question that has not failed; its answer may be on its way.
  let replay = false;

  const wanted = (request: Record<string, unknown>, result: Record<string, unknown>): boolean => {
    if (options.when) return options.when(request, result);
    const index = String(request['indexName'] ?? result['index'] ?? '');
    return indices ? indices.includes(index) : !SORTED.test(index);
  };

  const ordered = (requests: unknown, answer: unknown): unknown => {
    const ready = engine();
    const results = (answer as { results?: unknown } | undefined)?.results;
    if (!ready || !Array.isArray(results)) return answer;
    const asked = (Array.isArray(requests) ? requests : (requests as { requests?: unknown })?.requests) as Record<string, unknown>[] | undefined;
    return {
      ...(answer as object),
      results: results.map((result: Record<string, unknown> | undefined, at) => {
        try {
          const hits = result?.['hits'];
          return Array.isArray(hits) && hits.length > 1 && wanted(asked?.[at] ?? {}, result!) ? { ...result, hits: rerank(ready, hits as Hit[], id) } : result;
        } catch {
          return result; // A request or a result that nobody expects, or a fault in the shop's own function: as it came.
        }
      }),
    };
  };

  const search = async (requests: unknown, ...more: unknown[]): Promise<unknown> => {
    const key = keyOf(requests);
    const known = replay && key !== undefined && last?.key === key;
    replay = false;
    const before = last;
    const asked = (last = known ? last! : { key, answer: searchClient.search(requests as never, ...(more as never[])) });
    const answer = await Promise.resolve(asked.answer).catch((error: unknown) => {
      if (last === asked) last = before;
      throw error;
    });
    try {
      return ordered(requests, answer);
    } catch {
      return answer; // Of no shape that is known: as it came.
    }
  };

  // Methods are called on the client itself: some have private fields. What is set, is set here.
  const client = new Proxy(Object.create(searchClient) as C, {
    get(own, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name) as unknown;
      const value = Reflect.get(searchClient, name) as unknown;
      return typeof value === 'function' ? (value.bind(searchClient) as unknown) : value;
    },
  });
  const define = (name: string, value: unknown) => Object.defineProperty(client, name, { value, writable: true, enumerable: true, configurable: true });
  define('search', search);
  // InstantSearch would keep what it was given by a server in Algolia's cache, and what is personal with it.
  define('_cacheHydrated', true);
  again.set(client, () => (replay = true));
  return client;
}

/** As much of InstantSearch as a middleware needs. */
interface Instance {
  client: unknown;
  sendEventToInsights: (event: never) => void;
  scheduleSearch: () => void;
}

/** What widgets say with `sendEvent()`. */
interface InsightsEvent {
  eventType?: string;
  hits?: Hit[];
  payload?: { objectIDs?: string[]; eventSubtype?: string };
}

/**
 * For `instantsearch.use()`: puts the list on the page into its new order when the shopper says or decides something,
 * without asking the server again, and notes clicks and conversions that widgets tell.
 */
export function nearsideMiddleware(nearside: Engine, options: MiddlewareOptions = {}) {
  const { id = objectID, conversion = 'cart' } = options;

  const note = (engine: Nearside, { eventType, hits, payload }: InsightsEvent): void => {
    const subtype = payload?.eventSubtype;
    const signal: SignalName | null =
      eventType === 'click' ? 'click'
      : eventType !== 'conversion' ? null
      : subtype === 'purchase' ? 'purchase'
      : subtype === 'addToCart' ? 'cart'
      : conversion;
    const ids = (hits ?? payload?.objectIDs?.map((one) => ({ objectID: one })) ?? []).map((hit) => idIn(engine, id(hit)));
    if (signal === 'click') for (const one of ids) engine.track(signal, { id: one });
    else if (signal && ids.length > 0) engine.track(signal, { ids });
  };

  return ({ instantSearchInstance }: { instantSearchInstance: unknown }) => {
    const instance = instantSearchInstance as Instance;
    let stop: (() => void) | undefined;
    let ended = false;
    return {
      $$type: 'nearside',
      subscribe(): void {
        const engine = eventually(nearside, (opened) => {
          if (ended) return;
          stop = onSaid(opened, () => {
            const repeat = again.get(instance.client as object);
            repeat?.();
            if (repeat) instance.scheduleSearch();
          });
        });
        // Other middlewares replace it when the search starts: what they set is called after ours.
        let next = instance.sendEventToInsights as (event: InsightsEvent) => void;
        const heard = (event: InsightsEvent): void => {
          const ready = engine();
          try {
            if (ready && !ended) note(ready, event);
          } catch {
            // An event of somebody's own making; the search goes on.
          }
          next(event);
        };
        Object.defineProperty(instance, 'sendEventToInsights', { configurable: true, enumerable: true, get: () => heard, set: (replaced: typeof next) => (next = replaced) });
      },
      unsubscribe(): void {
        ended = true;
        stop?.();
      },
    };
  };
}
