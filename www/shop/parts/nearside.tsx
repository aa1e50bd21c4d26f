// Nearside's elements as this shop uses them. Not here: their looks (shop.css sets `--nearside-*`).
import { createElement, type VNode } from 'preact';
import type { Nearside, Pick } from 'nearside';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The chip that says why a pick is there. `engine`: when it is not the page's. */
export function Reason({ pick, engine }: { pick: Pick; engine?: Nearside | undefined }): VNode {
  const chip = useRef<HTMLElementTagNameMap['nearside-reason']>(null);
  useLayoutEffect(() => {
    if (!chip.current) return;
    chip.current.engine = engine;
    chip.current.pick = pick;
  }, [pick, engine]);
  return createElement('nearside-reason', { ref: chip }) as VNode;
}

/** The question, where a page has no list to ask above (`asked.tsx`). Nothing is there once something was chosen. */
export const Question = (): VNode => <div class="notice-room">{createElement('nearside-notice', null)}</div>;

export const Badge = (): VNode => createElement('nearside-badge', null);
