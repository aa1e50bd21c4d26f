/**
 * What every listener does with what it heard: finds the items in the catalog, or else what they carry, and tells the
 * engine the catalog's own ids and keys, a signal and nothing else. Not here: what an event is called and where in it items lie.
 */
import type { Nearside, SignalName } from '../types.js';

/** Items of an event, as many as Google takes; letters of an id or of a search; entries that are read afterwards. */
export const MOST = 200;

/** What makes a listener stop. */
export type Stop = () => void;

/** What any part of an event may be until it was looked at. */
export type Said = Record<string, unknown> | null | undefined;

/** Of one engine, for all listeners: so what one of them noted, another one does not note again. Gone with the page. */
interface Heard {
  events: WeakSet<object>;
  view: string;
  words: string;
}

const heard = new WeakMap<Nearside, Heard>();

function heardOf(nearside: Nearside): Heard {
  let all = heard.get(nearside);
  if (!all) heard.set(nearside, (all = { events: new WeakSet(), view: '', words: '' }));
  return all;
}

/** Whether this event was not heard before. */
export function isNew(nearside: Nearside, event: object): boolean {
  const { events } = heardOf(nearside);
  return !events.has(event) && !!events.add(event);
}

/** Runs it; a page must not fail because somebody listens. */
export function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // A getter of the host's, or a proxy.
  }
}

/** The first so many of a list, one value as a list, nothing as none. */
export function few(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : value == null ? [] : [value];
}

/** An object with what is asked for, whatever it is. */
export function part(value: unknown): Said {
  return typeof value === 'object' ? (value as Said) : undefined;
}

/**
 * How feeds may have it: as it is, as the end of an address (`gid://shopify/Product/7`), and of `shopify_US_7_42`, which
 * Google's channel makes, the variant and the product.
 */
function forms(id: unknown): string[] {
  const text = typeof id === 'number' ? String(id) : typeof id === 'string' ? id.trim() : '';
  if (!text || text.length > MOST) return [];
  const [, product = '', variant = ''] = /^shopify_[a-z]+_(\d+)_(\d+)$/i.exec(text) ?? [];
  return [text, text.replace(/[?#].*/, '').replace(/.*\//, ''), variant, product];
}

/** What a page says of an item besides its ids: categories from the top down, or the deepest one alone, and a brand. */
export interface Carried {
  categories: unknown[];
  brand: unknown;
}

/** The catalog's own id of the item that one of these names: the first that is known. */
export function itemOf(nearside: Nearside, ids: unknown[]): string | undefined {
  for (const id of ids.flatMap(few)) {
    for (const form of forms(id)) {
      const item = form && nearside.item(form);
      if (item) return item.id;
    }
  }
  return undefined;
}

/** What an item goes by: its id or, where the catalog does not know it, the keys of what it carries. */
export function namesOf(nearside: Nearside, ids: unknown[], carried?: Carried): string[] {
  const item = itemOf(nearside, ids);
  return item !== undefined ? [item] : carried ? facetsOf(nearside, carried) : [];
}

const words = (said: unknown): string => (typeof said === 'string' ? said.slice(0, MOST).trim().toLowerCase() : '');

/** Without its deepest category, nobody could tell whether it is sensitive: then its brand says nothing either. */
function facetsOf(nearside: Nearside, { categories, brand }: Carried): string[] {
  const path = categories.flatMap(few).flatMap((one) => words(one).split(/\s*>\s*/)).filter(Boolean).reverse();
  const named = (label: string, of: string) => nearside.find(label).filter((one) => one.kind === of && one.label.toLowerCase() === label);
  // One of them may begin further down or end further up; what both name must be the same.
  const [category, other] = named(path[0] ?? '', 'category').filter(({ facet }) =>
    facet.slice(9).toLowerCase().split(' > ').reverse().every((part, at) => part === (path[at] ?? part)));
  return category && !other ? [category, ...named(words(brand), 'brand')].map(({ facet }) => facet) : [];
}

/** Whether anything may be noted: before a choice nothing but an event's name is looked at. */
export function hears(nearside: Nearside): boolean {
  return nearside.level !== null && nearside.level !== 'off';
}

/** Notes a signal on items, by what each goes by. A view and a click are of one item, the first. */
export function note(nearside: Nearside, signal: SignalName, items: string[][]): void {
  const one = signal === 'view' || signal === 'click';
  const ids = one ? (items.find((names) => names[0]) ?? []) : [...new Set(items.flat())];
  if (!ids[0] || signal === 'purchase' && isAgain(nearside, ids)) return;
  const all = heardOf(nearside);
  const view = ids.join('\n');
  // Said by data layer, theme and page alike, it is one view.
  if (signal === 'view' && all.view === view) return;
  if (nearside.track(signal, one && !ids[1] ? { id: ids[0] } : { ids }) && signal === 'view') all.view = view;
}

/**
 * Whether the last order of these items was of today and of just these: its page was loaded again, or two tools said it.
 * Of each item the engine tells its last order of a day only.
 */
function isAgain(nearside: Nearside, ids: string[]): boolean {
  const { day } = nearside.preview(nearside.export());
  const orders: Record<string, Set<unknown>> = {};
  for (const { order, day: then, item } of nearside.signals()) {
    if (order && then === day) (orders[order] ??= new Set()).add(item);
  }
  return Object.values(orders).some((items) => items.size === ids.length && ids.every((id) => items.has(id)));
}

/** Notes a search. Asked again with other filters, or said twice, it is one. No address is handed on. */
export function search(nearside: Nearside, said: unknown): void {
  if (typeof said !== 'string') return;
  const words = said.slice(0, MOST).trim();
  const all = heardOf(nearside);
  if (!words || words === all.words || words.includes('@')) return;
  if (nearside.track('search', { words })) all.words = words;
}
