/** @jsxImportSource ../draw */
/** The line that stands where something was removed, with its Undo. */
import { Icon, say } from '../rich.js';
import type { Desk, Trace } from './desk.js';

export function TraceLine({ desk, trace, back }: { desk: Desk; trace: Trace; back: string }) {
  const id = desk.id('undo', `${trace.list} ${trace.id}`);
  return (
    <li class="trace" key={id}>
      <p id={`${id}-was`}>{say(desk.text, trace.key, trace.values)}</p>
      <button class="button" id={id} aria-describedby={`${id}-was`} onClick={() => desk.undo(trace, back)}>
        <Icon name="undo" />{desk.text('undo')}
      </button>
    </li>
  );
}
