/** @jsxImportSource ../draw */
/** "You told us": what the shopper said, in their own terms, each with Take back. */
import type { Desk } from './desk.js';
import { isTrace, withTraces } from './desk.js';
import { TraceLine } from './trace.js';

export function Said({ desk }: { desk: Desk }) {
  const { text } = desk;
  const statements = desk.view.engine.statements();
  const shown = withTraces(statements, desk.tracesOf('said'), (one) => one.subject);
  if (!shown.length) return null;
  return (
    <section class="said" aria-labelledby="said">
      <h4 id="said">{text('said.title')}</h4>
      <ul class="notes">
        {shown.map((one, at) => {
          if (isTrace(one)) return <TraceLine desk={desk} trace={one} back={desk.id('said', one.id)} />;
          const id = desk.id('said', one.subject);
          return (
            <li key={one.subject} class="note">
              <span class="what" id={`${id}-what`}>{text.rich('join.about', { what: text(`said.${one.stance}`), label: one.label }, (name) => <bdi class="strong">{name}</bdi>)}</span>
              <time class="soft" dateTime={one.day}>{text.date(one.day)}</time>
              <button
                class="button quiet" id={id} aria-labelledby={`${id} ${id}-what`}
                onClick={() => desk.act({ do: 'state', subject: one.subject, stance: null }, {
                  list: 'said', id: one.subject, at, key: 'said.taken', values: { label: one.label },
                })}
              >{text('said.back')}</button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
