/** @jsxImportSource ../draw */
/** "What left this device": derived from the levels; this version has nothing that sends. */
import { sendsNothing } from '../view.js';
import type { Desk } from './desk.js';

export function Left({ desk: { view, text } }: { desk: Desk }) {
  if (!sendsNothing(view.engine)) return null;
  return (
    <section class="section" aria-labelledby="left">
      <h3 id="left">{text('left.title')}<span class="count"> ({text.number(0)})</span></h3>
      <p>{text('left.nothing')}</p>
    </section>
  );
}
