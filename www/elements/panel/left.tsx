/** @jsxImportSource ../draw */
/** "What left this device": nothing, where no level sends; else what the section says that is fetched for it. */
import { sendsNothing } from '../view.js';
import type { Desk } from './desk.js';

export function Left({ desk }: { desk: Desk }) {
  const { view, text } = desk;
  if (!sendsNothing(view.engine)) return text.more?.({ desk });
  return (
    <section class="section" aria-labelledby="left">
      <h3 id="left">{text('left.title')}<span class="count"> ({text.number(0)})</span></h3>
      <p>{text('left.nothing')}</p>
    </section>
  );
}
