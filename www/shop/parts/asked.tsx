// The question on top of a list, and the list below it. Both come at once, so that nothing on the page is moved.
import { createElement, type ComponentChildren, type VNode } from 'preact';
import type { Nearside } from 'nearside';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The question's words are fetched; a list does not wait longer than this for them. */
const PATIENCE = 1500;

export function Asked({ engine, waiting, children }: { engine: Nearside | undefined; waiting: VNode; children: ComponentChildren }): VNode {
  const room = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const asking = engine?.ready === true && engine.level === null;
  useLayoutEffect(() => {
    const root = room.current?.querySelector('nearside-notice')?.shadowRoot;
    if (!asking || !root) return undefined;
    const look = () => root.querySelector('h2') && setDrawn(true);
    look();
    const watcher = new MutationObserver(look);
    watcher.observe(root, { childList: true, subtree: true });
    const timer = setTimeout(() => setDrawn(true), PATIENCE);
    return () => {
      watcher.disconnect();
      clearTimeout(timer);
    };
  }, [asking]);
  return (
    <>
      <div class="notice-room" ref={room}>{createElement('nearside-notice', null)}</div>
      {engine && (!asking || drawn) ? children : waiting}
    </>
  );
}
