// Addresses of the shop's pages. They live behind the `#`, which no browser sends: no server learns what is looked at.
import { Store } from './store.js';

export type Route =
  | { page: 'home' }
  | { page: 'category'; path: string[] }
  | { page: 'product'; id: string }
  | { page: 'search'; words: string }
  | { page: 'cart' }
  | { page: 'walk' }
  | { page: 'privacy' }
  | { page: 'unknown' };

const part = (text: string) => encodeURIComponent(text);

export const to = {
  home: () => '#/',
  category: (path: readonly string[]) => `#/c/${path.map(part).join('/')}`,
  product: (id: string) => `#/p/${part(id)}`,
  search: (words: string) => `#/search/${part(words)}`,
  cart: () => '#/cart',
  walk: () => '#/walk',
  privacy: () => '#/privacy',
};

/** What an address behind `#` means. Broken ones are `unknown`, never an error. */
export function read(hash: string): Route {
  let parts: string[];
  try {
    parts = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  } catch {
    return { page: 'unknown' };
  }
  const [page, ...rest] = parts;
  const [first = ''] = rest;
  switch (page) {
    case '': return { page: 'home' };
    case 'c': return rest.every(Boolean) && rest.length > 0 ? { page: 'category', path: rest } : { page: 'unknown' };
    case 'p': return first ? { page: 'product', id: first } : { page: 'unknown' };
    case 'search': return { page: 'search', words: first.trim() };
    case 'cart': case 'walk': case 'privacy': return { page };
    default: return { page: 'unknown' };
  }
}

export const route = new Store<Route>(read(location.hash));

/** Where each entry of the history was scrolled to, for the way back. */
const scrolled = new Map<number, number>();

/** The number of the present entry of the history, and whether it was there before. */
function entry(): { number: number; known: boolean } {
  const state = history.state as { entry?: number } | null;
  if (typeof state?.entry === 'number') return { number: state.entry, known: true };
  const number = scrolled.size;
  history.replaceState({ entry: number }, '');
  return { number, known: false };
}

/** Follows the address; `arrived` is told after each change, with the place to scroll to. */
export function follow(arrived: (top: number) => void): void {
  history.scrollRestoration = 'manual';
  let here = entry().number;
  scrolled.set(here, 0);
  addEventListener('scroll', () => scrolled.set(here, scrollY), { passive: true });
  addEventListener('hashchange', () => {
    const { number, known } = entry();
    const top = (known && scrolled.get(number)) || 0;
    here = number;
    scrolled.set(here, top);
    route.set(read(location.hash));
    arrived(top);
  });
}
