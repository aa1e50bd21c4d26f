// The cart. It is kept in this page's memory only, so that all that stands in the browser's storage is Nearside's.
import { note } from './engines.js';
import { Store } from './store.js';
import type { Product } from './data.js';

export interface Line {
  product: Product;
  count: number;
}

export const cart = new Store<Line[]>([]);

export const total = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + (line.product.price ?? 0) * line.count, 0);
export const pieces = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.count, 0);

/** Puts in one more. Only the first of a kind is news to the engine. */
export function add(product: Product): void {
  const line = cart.value.find((one) => one.product.id === product.id);
  if (!line) note('cart', { id: product.id });
  setCount(product, (line?.count ?? 0) + 1);
}

/** Sets how many; none takes the line out. */
export function setCount(product: Product, count: number): void {
  const others = cart.value.filter((one) => one.product.id !== product.id);
  if (count < 1) {
    if (others.length < cart.value.length) note('uncart', { id: product.id });
    cart.set(others);
    return;
  }
  const known = cart.value.some((one) => one.product.id === product.id);
  cart.set(known ? cart.value.map((one) => (one.product.id === product.id ? { product, count } : one)) : [...cart.value, { product, count }]);
}

/** Buys everything. */
export function order(): Line[] {
  const lines = cart.value;
  if (lines.length > 0) note('purchase', { ids: lines.map((line) => line.product.id) });
  cart.set([]);
  return lines;
}
