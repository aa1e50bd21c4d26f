// Which picks a row may hold, so that its name is true of each of them. Not here: the ranking; each row is taken from
// lists of the engine, in their order, with their reasons.
import type { Nearside, Pick, RecommendOptions } from 'nearside';

/** So many interests have a say. */
const INTERESTS = 4;
const MOST = 12;

/** A reason worth a chip of its own: "You viewed 2–5 USD" tells nobody why. */
export const telling = ({ reason: { personal, term, kind } }: Pick) =>
  personal && term !== 'again' && (kind === undefined || kind === 'category' || kind === 'brand');

/**
 * "Picked for you": products of the strongest interests in turn, and what the whole list has for the shopper.
 * `list`: the engine's list for the first page.
 */
export function pickedFor(engine: Nearside, list: readonly Pick[]): Pick[] {
  const shelves = engine.interests().filter((one) => one.kind === 'category' && one.points > 0).map((one) => one.facet);
  // Only the narrowest: "Dog food", not "Pets" beside it.
  const narrow = shelves.filter((facet) => !shelves.some((other) => other.startsWith(`${facet} > `))).slice(0, INTERESTS);
  const each = Math.ceil(MOST / Math.max(narrow.length, 2));
  const sources = [
    list.filter(telling),
    ...narrow.map((facet) => engine.recommend('home', { count: each + 4, filter: { facets: [facet], inStock: true } }).items.filter(telling).slice(0, each)),
  ];
  const picked = new Map<string, Pick>();
  for (let turn = 0; picked.size < MOST && sources.some((source) => turn < source.length); turn++) {
    for (const source of sources) {
      const pick = source[turn];
      if (pick && picked.size < MOST) picked.set(pick.id, pick);
    }
  }
  return [...picked.values()];
}

/**
 * A row of what goes with the open product or the cart: only that, or nothing when it would be too short to be a row;
 * then `led` is false and the row is the list as it is, for another name.
 */
export function goingWith(ask: (options: RecommendOptions) => Pick[], count: number): { picks: Pick[]; led: boolean } {
  const led = ask({ count, filter: 'in_stock', fallback: 'none', minimum: 3 });
  return led.length > 0 ? { picks: led, led: true } : { picks: ask({ count, filter: 'in_stock' }), led: false };
}

/** A condition on the category at a path, as an expression. */
export const inCategory = (path: readonly string[]) => `category = "${path.join(' > ').replace(/["\\]/g, '\\$&')}"`;
