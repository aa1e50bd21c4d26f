/**
 * `nearside/debug`: what the engine does on this page, for whoever runs the shop, over the page itself. It is there when the
 * page's address has `?nearside=debug`, about this browser's own profile, and needs no login. It sends nothing and stores
 * nothing; without the address it does nothing and costs what this file weighs. Not here: what it shows (`sheet.tsx`).
 *
 * ```ts
 * import { overlay } from 'nearside/debug';
 * overlay(nearside);   // right after open(), so that the first lists are seen too
 * ```
 */
import type { Config, Nearside } from '../types.js';
import { watch } from './watch.js';

/** What `overlay()` takes besides the engine. */
export interface OverlayOptions {
  /** Whether to show it. @default where the page's address has `?nearside=debug` */
  show?: boolean;
  /** `nearside.json` as an object: then each list shows the rules of its placement too. */
  config?: Config;
}

const asked = (): boolean => new URLSearchParams(globalThis.location?.search).get('nearside') === 'debug';

/** What takes away the overlay of an engine. */
const shown = /* @__PURE__ */ new WeakMap<Nearside, () => void>();

/** Shows the overlay where it is asked for, once for an engine. Returns what takes it away and leaves the engine as it was. */
export function overlay(nearside: Nearside, { show = asked(), config = {} }: OverlayOptions = {}): () => void {
  if (!show || typeof document !== 'object') return () => {};
  const there = shown.get(nearside);
  if (there) return there;
  const watched = watch(nearside);
  let close: (() => void) | undefined;
  let wanted = true;
  import('./sheet.js').then(({ mount }) => {
    if (wanted) close = mount(nearside, watched, config);
  }).catch((error: unknown) => console.error(error)); // A merchant wants to know.
  const stop = () => {
    if (!wanted) return;
    wanted = false;
    shown.delete(nearside);
    watched.stop();
    close?.();
  };
  shown.set(nearside, stop);
  return stop;
}
