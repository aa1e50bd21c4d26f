/**
 * Google Analytics' e-commerce events, as `{ event, ecommerce }` and as `gtag('event', …)`. Not here: consent mode
 * (`nearside/ceilings`).
 */
import { follow, type DataLayer } from '../layer.js';
import type { Nearside, SignalName } from '../types.js';
import { few, hears, isNew, MOST, namesOf, note, part, search, type Said, type Stop } from './note.js';

/** What `dataLayer()` takes. */
export interface DataLayerOptions {
  /** The layer, or the name that `window` has it by; made where there is none. @default 'dataLayer' */
  layer?: string | DataLayer;
}

/** What is noted of which event. Everything else is passed by. */
const SIGNALS = new Map<unknown, SignalName>([
  ['view_item', 'view'], ['select_item', 'click'], ['view_item_list', 'impression'], ['add_to_cart', 'cart'],
  ['remove_from_cart', 'uncart'], ['purchase', 'purchase'], ['refund', 'return'], ['search', 'search'], ['view_search_results', 'search'],
]);

/** Notes what is in the data layer, at most the last 200 entries, and what comes into it. */
export function dataLayer(nearside: Nearside, { layer = 'dataLayer' }: DataLayerOptions = {}): Stop {
  const found = typeof layer === 'string' ? ((globalThis as unknown as Record<string, unknown>)[layer] ??= []) : layer;
  if (typeof (found as Partial<DataLayer>).push !== 'function') return () => {};
  return follow(found as DataLayer, (entry) => read(nearside, part(entry)), MOST);
}

function read(nearside: Nearside, entry: Said): void {
  if (!entry || !isNew(nearside, entry)) return;
  const event = entry['event'];
  const command = event === undefined && entry[0] === 'event';
  const signal = SIGNALS.get(command ? entry[1] : event);
  if (!signal || !hears(nearside)) return;
  const inner = part(command ? entry[2] : entry['ecommerce']);
  const field = (name: string): unknown => inner?.[name] ?? (command ? undefined : entry[name]);
  if (signal === 'search') return search(nearside, field('search_term'));
  note(nearside, signal, few(field('items')).map((item) => {
    const said = part(item);
    if (!said) return [];
    const categories = ['', 2, 3, 4, 5].map((level) => said[`item_category${level}`]);
    // To be shown something says nothing about what it carries.
    const carried = signal === 'impression' ? undefined : { categories, brand: said['item_brand'] };
    return namesOf(nearside, [said['item_id'], said['id'], said['item_variant'], said['item_group_id']], carried);
  }));
}
