/**
 * What components ask of the engine. All answers are the same objects until something changed, and on a server what the
 * page has without a shopper. Not here: opening (`provider.ts`).
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { idOf, onSaid, rerank, type Id } from '../connect/said.js';
import type { Interest, Known, Level, Nearside, PickList, PlacementName, RecommendOptions } from '../types.js';
import { useNearside } from './provider.js';

/** How often anything changed, and how often the shopper decided or said something. */
interface Counted {
  changes: number;
  said: number;
  listeners: Set<() => void>;
}

const counted = /* @__PURE__ */ new WeakMap<Nearside, Counted>();

/** Counts as long as the engine lives: components come and go, and none may miss a change. */
function countsOf(engine: Nearside): Counted {
  let counts = counted.get(engine);
  if (!counts) {
    const made: Counted = { changes: 0, said: 0, listeners: new Set() };
    // First what was said: one event is one drawing.
    onSaid(engine, () => made.said++);
    engine.addEventListener('change', () => {
      made.changes++;
      for (const listener of [...made.listeners]) listener();
    });
    counted.set(engine, (counts = made));
  }
  return counts;
}

const nothing = () => () => {};
const zero = () => 0;

function useCount(engine: Nearside | null, which: 'changes' | 'said'): number {
  const counts = engine && countsOf(engine);
  const subscribe = useMemo(() => (counts ? (listener: () => void) => (counts.listeners.add(listener), () => void counts.listeners.delete(listener)) : nothing), [counts]);
  return useSyncExternalStore(subscribe, counts ? () => counts[which] : zero, zero);
}

/** A list, and whether there is an engine that made it. */
export interface Recommendations extends PickList {
  /** `false` on a server, while hydrating and until the engine is open: keep the room that the list will take. */
  ready: boolean;
}

const ids = (hits: readonly Known[] | undefined): readonly string[] | undefined => hits?.map((hit) => (typeof hit === 'string' ? hit : String(hit?.id)));

/**
 * As `nearside.recommend()`. Made anew when placement or options change by what they say, and when the shopper decides
 * or says something; what is merely noted counts when the component is mounted next, so that nothing moves while it is
 * looked at.
 */
export function useRecommendations(placement: PlacementName, options: RecommendOptions = {}): Recommendations {
  const engine = useNearside();
  const said = useCount(engine, 'said');
  const asked = JSON.stringify({ ...options, hits: ids(options.hits) });
  return useMemo(
    () => (engine ? { ...engine.recommend(placement, JSON.parse(asked) as RecommendOptions), ready: true } : { placement, items: [], personal: false, ready: false }),
    [engine, said, placement, asked],
  );
}

const NONE: readonly never[] = [];

/** The same products in the shopper's order; as they are given without an engine, no list as an empty one. `id`: of a product, in the catalog. */
export function useRerank<P>(given: readonly P[] | null | undefined, id: (product: P) => Id = (product) => (product as { id?: Id }).id): readonly P[] {
  const engine = useNearside();
  const said = useCount(engine, 'said');
  const products = given ?? NONE;
  const all = JSON.stringify(Array.from(products, (product) => idOf(product, id)));
  const places = useMemo(() => engine && rerank(engine, (JSON.parse(all) as Id[]).map((one, place) => ({ id: one, place }))).map(({ place }) => place), [engine, said, all]);
  return useMemo(() => (places ? places.map((place) => products[place]!) : products), [places, products]);
}

/** The level that holds, what the shopper chose, and how to choose; all `null` before a choice and without an engine. */
export interface LevelState {
  level: Level | null;
  chosen: Level | null;
  /** As `nearside.setLevel()`; without an engine nothing, and `false`. */
  setLevel: Nearside['setLevel'];
}

/** For a switch of your own; `<nearside-notice>` and `<nearside-panel>` need none. */
export function useLevel(): LevelState {
  const engine = useNearside();
  useCount(engine, 'changes');
  const setLevel = useCallback<Nearside['setLevel']>((level, options) => engine?.setLevel(level, options) ?? false, [engine]);
  const [level, chosen] = engine ? [engine.level, engine.chosen] : [null, null];
  return useMemo(() => ({ level, chosen, setLevel }), [level, chosen, setLevel]);
}

/** As `nearside.interests()`, after every change. */
export function useInterests(): readonly Interest[] {
  const engine = useNearside();
  const changes = useCount(engine, 'changes');
  return useMemo(() => engine?.interests() ?? NONE, [engine, changes]);
}
