/**
 * Lists that a server has drawn: their elements change places, and nothing is made, removed or fetched. Not here: lists
 * that React or another library draws; those are given `rerank()`'s order.
 */
import type { Nearside } from '../types.js';
import { rerank, type Id } from './said.js';

/** What `reorder()` takes besides list and engine. */
export interface ReorderOptions {
  /** Which children are products; the others stay where they are. @default all that have an id */
  items?: string;
  /** A product's id. @default `data-nearside-id`, `data-product-id` or `data-id` of the child or of what is first inside it */
  id?: (child: Element) => Id;
}

const NAMES = ['nearside-id', 'product-id', 'id'].map((name) => `data-${name}`);
const SELECTOR = NAMES.map((name) => `[${name}]`).join();

function idOf(child: Element): Id {
  const bearer = child.matches(SELECTOR) ? child : child.querySelector(SELECTOR);
  return NAMES.map((name) => bearer?.getAttribute(name)).find((id) => id);
}

/**
 * Puts the products of a list into the shopper's order: each at a place where a product stood before. The one that has
 * the focus is not moved in the document; the others go around it. Returns whether anything moved.
 */
export function reorder(container: Element, nearside: Nearside, { items = '*', id = idOf }: ReorderOptions = {}): boolean {
  const children = [...container.children];
  const products = children.filter((child) => child.matches(items) && id(child) != null);
  const order = rerank(nearside, products, id).values();
  const next = children.map((child) => (products.includes(child) ? order.next().value! : child));
  if (next.every((child, at) => child === children[at])) return false;
  const still = next.find((child) => child.contains(document.activeElement));
  const at = still ? next.indexOf(still) : next.length;
  for (const child of next.slice(0, at)) container.insertBefore(child, still ?? null);
  // What follows the one with the focus, from behind.
  let after: Element | null = null;
  for (const child of next.slice(at + 1).reverse()) {
    container.insertBefore(child, after);
    after = child;
  }
  return true;
}
