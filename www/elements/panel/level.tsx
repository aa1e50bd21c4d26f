/** @jsxImportSource ../draw */
/** "How much?": the levels as radio buttons, what each source may add, and for how many days. Each choice takes effect at once. */
import type { Days, Level as Name } from '../../types.js';
import type { Desk } from './desk.js';
import { TraceLine } from './trace.js';

export function Level({ desk }: { desk: Desk }) {
  const { view, text } = desk;
  const { engine } = view;
  const { facts, ceiling, level, chosen } = engine;
  const kept = desk.counts();
  const days = Math.max(0, ...facts.sources.filter((source) => source.on).map((source) => source.days));
  const name = (level: Name): string => text(`level.${level}`);
  // What is above the ceiling would be refused.
  const end = facts.levels.findIndex((one) => one.name === ceiling?.level) + 1 || 9;

  const choose = (level: Name): void => {
    // At Off nothing is used; whether it is erased is asked afterwards, so that Off never waits for an answer.
    desk.stays = false;
    desk.acts.do({ do: 'level', level });
    desk.focus = desk.id('level', level);
    desk.say('level.now', { label: name(engine.level ?? 'off') });
  };
  const erase = (): void => {
    // Under somebody else's ceiling the choice was not Off, and goes with the rest.
    if (chosen === 'off') engine.setLevel('off');
    else engine.erase();
    desk.acts.clear();
    desk.focus = desk.id('level', 'off');
    desk.say('notice.done.off');
  };

  if (!facts.levels.length) return null; // The engine could not start; the summary says so.
  return (
    <fieldset class="section">
      <legend><h3>{text('level.title')}</h3></legend>
      <div class="cards">
        {facts.levels.filter(({ sends }) => sends === 'nothing' || text.more).map(({ name: one, keeps, sends }, at) => (
          <label key={one} class="card">
            <input
              type="radio" name="level" id={desk.id('level', one)} checked={level === one}
              disabled={at >= end}
              aria-labelledby={`name-${one}`} aria-describedby={`keeps-${one} ceiling`} onChange={() => choose(one)}
            />
            <span class="strong" id={`name-${one}`}>{name(one)}</span>
            <span class="soft" id={`keeps-${one}`}>{text(sends === 'nothing' ? `keeps.${keeps}` : 'keeps.counts', { n: days })}</span>
          </label>
        ))}
      </div>
      {ceiling && <p class="note-line" id="ceiling">{text('level.ceiling', { list: name(ceiling.level) })}{chosen && chosen !== level && <> {text('level.chosen', { list: name(chosen) })}</>}</p>}
      {level === 'off' && kept && (
        <div class="ask" role="group" aria-labelledby="stays">
          <p id="stays">{text('level.stays', { list: kept })}{!desk.stays && <> {text('level.ask')}</>}</p>
          {!desk.stays && (
            <div class="buttons">
              <button class="button" onClick={() => {
                desk.stays = true;
                desk.focus = desk.id('level', 'off');
                desk.say('level.stays', { list: kept });
              }}>{text('erase.keep')}</button>
              <button class="button" onClick={erase}>{text('level.erase')}</button>
            </div>
          )}
        </div>
      )}
      <Sources desk={desk} />
    </fieldset>
  );
}

function Sources({ desk }: { desk: Desk }) {
  const { view: { engine, signals, on }, text } = desk;
  const { facts, settings } = engine;
  return (
    <div role="group" aria-labelledby="sources" class="sources">
      <h4 id="sources">{text('kept.for.title')}</h4>
      <ul>
        {facts.sources.map((source, at) => {
          const { name } = source;
          const id = `source-${name}`;
          const label = text(`kept.for.${name}`);
          const notes = signals.filter((one) => source.signals.includes(one.signal)).length;
          const [trace] = desk.tracesOf('sources').filter((one) => one.id === name);
          return (
            <>
              <li key={name} class="source">
                <label class="switch">
                  {source.on && <input type="checkbox" id={id} checked={!source.off} disabled={!on} aria-labelledby={`${id}-name`} aria-describedby={`${id}-days`} onChange={() => engine.setSource(name, source.off)} />}
                  <span id={`${id}-name`}>{label}</span>
                  <span class="soft" id={`${id}-days`}>{source.on ? text('kept.for.days', { n: source.days }) : text('kept.for.off')}{notes > 0 && ` · ${text('counts.notes', { n: notes })}`}</span>
                </label>
                {notes > 0 && (
                  <button
                    class="button quiet" id={`${id}-x`} aria-labelledby={`${id}-x ${id}-name`}
                    onClick={() => desk.act({ do: 'forget', ref: `source:${name}` }, { list: 'sources', id: name, at, key: 'kept.removed', values: { label } })}
                  >{text('source.forget')}</button>
                )}
              </li>
              {trace && !notes && <TraceLine desk={desk} trace={trace} back={`${id}-x`} />}
            </>
          );
        })}
      </ul>
      {on && (
        <label class="days">
          <span>{text('days')}</span>
          <select id="days" onChange={({ currentTarget: { value } }) => engine.setDays((Number(value) || null) as Days | null)}>
            {[null, 7, 30, 90].map((n) => <option value={n ?? ''} selected={settings.days === n}>{n ? text('kept.for.days', { n }) : text('days.shop')}</option>)}
          </select>
        </label>
      )}
    </div>
  );
}
