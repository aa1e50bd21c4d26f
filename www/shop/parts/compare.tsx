// "With me / without me": a list in the shopper's order beside the order that the shop gives everyone.
import type { Nearside, Pick } from 'nearside';
import { useEffect, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { nobody } from '../engines.js';
import { Store, useStore } from '../store.js';
import type { Move } from './card.js';
import { Icon } from './icon.js';

/** What the shopper wants to see; the same for every list of the page. */
export const comparing = new Store<'no' | 'with' | 'without'>('no');

export interface Order {
  /** The picks to show, in their order. */
  picks: Pick[];
  /** Where each stands in the other order; empty while not comparing. */
  moves: Map<string, Move>;
  comparing: 'no' | 'with' | 'without';
}

/** How deep both orders are looked at for a place. */
export const DEPTH = 200;

/**
 * The first `show` of the list that `ask` gets from an engine; all of `DEPTH` are only asked for to compare.
 * The second engine is opened when somebody compares for the first time.
 */
export function useOrder(engine: Nearside | undefined, ask: (engine: Nearside, count: number) => Pick[], show: number): Order {
  const wanted = useStore(comparing);
  const [other, setOther] = useState<Nearside>();
  useEffect(() => {
    if (wanted !== 'no') void nobody().then(setOther);
  }, [wanted]);
  if (!engine) return { picks: [], moves: new Map(), comparing: 'no' };
  if (wanted === 'no' || !other) return { picks: ask(engine, show), moves: new Map(), comparing: 'no' };
  const mine = ask(engine, DEPTH);
  const neutral = ask(other, DEPTH);
  const withMe = new Map(mine.map((pick, at) => [pick.id, at]));
  const without = new Map(neutral.map((pick, at) => [pick.id, at]));
  const shown = (wanted === 'with' ? mine : neutral).slice(0, show);
  const moves = new Map(shown.map(({ id }): [string, Move] => {
    const [to, from] = [withMe.get(id), without.get(id)];
    return [id, from === undefined ? 'new' : to === undefined ? 'out' : from - to];
  }));
  return { picks: shown, moves, comparing: wanted };
}

/** The switch. It is there only while there is something to compare. */
export function Compare({ personal, name }: { personal: boolean; name: string }): VNode | null {
  const wanted = useStore(comparing);
  if (!personal && wanted === 'no') return null;
  if (wanted === 'no') {
    return <button type="button" class="button quiet" onClick={() => comparing.set('with')}>Compare with the shop’s order</button>;
  }
  return (
    <fieldset class="switch">
      <legend class="hidden">Order of this list</legend>
      {(['with', 'without'] as const).map((one) => (
        <label key={one} class={wanted === one ? 'on' : ''}>
          <input type="radio" name={name} checked={wanted === one} onChange={() => comparing.set(one)} />
          {one === 'with' ? 'With me' : 'Without me'}
        </label>
      ))}
      <button type="button" class="button quiet small" aria-label="Stop comparing" onClick={() => comparing.set('no')}><Icon name="close" /></button>
    </fieldset>
  );
}
