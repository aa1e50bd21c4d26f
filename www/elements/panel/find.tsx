/** @jsxImportSource ../draw */
/** "Add an interest" and "Remove a theme": what the shop sells is searched while the shopper types; nothing is kept of the words. */
import { say } from '../rich.js';
import type { Desk } from './desk.js';
import { isTrace, withTraces } from './desk.js';
import { TraceLine } from './trace.js';

export function Find({ desk }: { desk: Desk }) {
  const { text, finding, words } = desk;
  const { engine } = desk.view;
  const stances = desk.stances();
  // A category is refused with all below it and whatever else bears its name.
  const found = finding ? engine.find(words).map((one) => ({ ...one, subject: finding === 'never' && one.kind === 'category' ? `theme:${one.facet}` : one.facet }))
    .filter((one) => stances.get(one.subject) !== finding) : [];
  const typed = (words: string): void => {
    desk.words = words;
    desk.draw();
    desk.soon('find.found', () => ({ n: engine.find(words).length }));
  };
  return (
    <>
      <div class="buttons">
        {(['like', 'never'] as const).map((to) => (
          <button class="button" id={`find-${to}`} aria-expanded={finding === to} onClick={() => {
            desk.words = '';
            desk.finding = finding === to ? undefined : to;
            desk.traces = desk.traces.filter((one) => one.list !== 'find');
            desk.go(desk.finding && 'find');
          }}>{text(`find.${to}`)}</button>
        ))}
      </div>
      {finding && (
        <div class="ask" role="group" aria-labelledby={`find-${finding}`}>
          <label class="search">
            <span>{text('find.words')}</span>
            <input id="find" type="search" autocomplete="off" value={words} onInput={(event) => typed(event.currentTarget.value)} />
          </label>
          {words && <p class="soft">{text('find.found', { n: found.length })}</p>}
          <ul class="notes">
            {withTraces(found, desk.tracesOf('find'), (one) => one.subject).map((one, at) => {
              if (isTrace(one)) return <TraceLine desk={desk} trace={one} back="find" />;
              const { subject, label, kind, items } = one;
              const id = desk.id('found', subject);
              return (
                <li key={subject} class="note">
                  <span class="what" id={`${id}-what`}>{finding === 'like' ? <bdi class="strong">{label}</bdi> : say(text, 'find.about', { label })}{kind !== 'category' && <> <span class="kind">{text(`kind.${kind}`)}</span></>}</span>
                  <span class="soft">{text('find.covers', { n: items })}</span>
                  <button
                    class="button quiet" id={id} aria-labelledby={`${id} ${id}-what`}
                    onClick={() => desk.act({ do: 'state', subject, stance: finding }, { list: 'find', id: subject, at, key: `done.${finding}`, values: { label } })}
                  >{text(finding === 'like' ? 'find.add' : 'kept.remove')}</button>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </>
  );
}
