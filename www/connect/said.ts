/**
 * What connectors have in common: ids as shops write them, an engine that may still be opening, and when a list that is
 * being looked at may move. Not here: anything of one library.
 */
import { itemOf } from '../listen/note.js';
import type { Nearside } from '../types.js';

/** An engine, or the promise that `open()` gave, or none. Until there is one, nothing is re-ranked and nobody waits. */
export type Engine = Nearside | PromiseLike<Nearside | null | undefined> | null | undefined;

/** How a product says its id: a number, `gid://shopify/Product/7`, or as the feed has it. */
export type Id = string | number | null | undefined;

/** What gives the engine, when there is one. */
export function eventually(nearside: Engine, ready?: (engine: Nearside) => void): () => Nearside | undefined {
  let engine: Nearside | undefined;
  const take = (opened: Nearside) => {
    engine = opened;
    ready?.(opened);
  };
  if (nearside && 'rerank' in nearside) take(nearside);
  else nearside?.then((opened) => opened && take(opened), () => {}); // A shop without it is the shop as it was.
  return () => engine;
}

/** The id that the catalog knows a product by; as it was given where the catalog knows none. */
export const idIn = (nearside: Nearside, id: Id): string => itemOf(nearside, [id]) ?? String(id);

/** What a product says its id is; nothing where that cannot be read: no product, a getter of the host's, a revoked proxy. */
export function idOf<P>(product: P, id: (product: P) => Id): string | number | undefined {
  try {
    const one = id(product) ?? undefined;
    return typeof one === 'number' ? one : one && String(one);
  } catch {
    return undefined;
  }
}

/**
 * The same products in a personal order; all of them, and nothing else. One without an id, or whose id cannot be read, is
 * one that the catalog does not know. Without an engine they stay as they are; no list at all is an empty one.
 */
export function rerank<P>(nearside: Nearside | null | undefined, products: Iterable<P> | null | undefined, id: (product: P) => Id = (product) => (product as { id?: Id }).id): P[] {
  const given = Array.from(products ?? []); // Holes too.
  if (!nearside) return given;
  return nearside.rerank(given.map((product) => ({ id: idIn(nearside, idOf(product, id)), product }))).map(({ product }) => product);
}

/**
 * Calls `listener` after what the shopper decided or said: a level, a setting, like, less, never, forgetting. Not after
 * what was merely noted, so that a click moves nothing under the pointer. Returns what makes it stop.
 */
export function onSaid(nearside: Nearside, listener: () => void): () => void {
  const now = () => ({ said: JSON.stringify(nearside.statements()), signals: nearside.health.signals });
  let before = now();
  const changed = ({ detail }: { detail: { what: string } }) => {
    const after = now();
    const told = detail.what !== 'log' || after.said !== before.said || after.signals < before.signals;
    before = after;
    if (told) listener();
  };
  nearside.addEventListener('change', changed);
  return () => nearside.removeEventListener('change', changed);
}
