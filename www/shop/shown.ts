// Which products the shopper was shown: cards that were at least half in view for a second. They are noted when the
// shopper goes on or leaves, so that nothing on the page is drawn anew while it is looked at.
// Not here: what that does to later lists.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { borrowed, own } from './engines.js';

const LONG_ENOUGH = 1_000;

const ids = new WeakMap<Element, string>();
const waiting = new Map<Element, ReturnType<typeof setTimeout>>();
const shown = new Set<string>();

function look(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(waiting.get(target));
    const id = ids.get(target);
    if (isIntersecting && id !== undefined) waiting.set(target, setTimeout(() => shown.add(id), LONG_ENOUGH));
  }
}

const watcher = globalThis.IntersectionObserver && new IntersectionObserver(look, { threshold: 0.5 });

function send(): void {
  const engine = own.value;
  // Whoever walks through another household's year is not shown these lists.
  if (shown.size && engine && !borrowed.value && engine.level !== null && engine.level !== 'off') engine.track('impression', { ids: [...shown] });
  shown.clear();
}

globalThis.addEventListener?.('hashchange', send);
globalThis.addEventListener?.('pagehide', send);
globalThis.document?.addEventListener('visibilitychange', () => document.hidden && send());

/** Watches whether the card that is given this reference is seen. */
export function useShown(id: string): RefObject<HTMLLIElement | null> {
  const card = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    const at = card.current;
    if (!at || !watcher) return undefined;
    ids.set(at, id);
    watcher.observe(at);
    return () => {
      watcher.unobserve(at);
      clearTimeout(waiting.get(at));
    };
  }, [id]);
  return card;
}
