/** "How much?": the levels as radio buttons. A choice takes effect at once; lowering to Off can be taken back. */
import type { Level as Name } from '../../types.js';
import { Icon, say } from '../rich.js';
import type { Desk } from './desk.js';

export function Level({ desk }: { desk: Desk }) {
  const { view, text } = desk;
  const { engine } = view;
  const { facts } = engine;
  const kept = desk.counts(true);
  const days = Math.max(0, ...facts.sources.filter((source) => source.on).map((source) => source.days));
  const [trace] = desk.tracesOf('level');

  const choose = (level: Name): void => {
    if (level === engine.level) return;
    if (level === 'off' && kept !== undefined) {
      desk.act({ do: 'level', level }, { list: 'level', id: 'off', at: 0, key: 'level.erased', values: { list: kept } });
      desk.focus = desk.id('level', 'off'); // Stay on the radio button; Undo comes next with Tab.
      return;
    }
    desk.acts.do({ do: 'level', level });
    desk.say('level.now', { label: text(`level.${engine.level ?? 'off'}`) });
  };

  if (!facts.levels.length) return null; // The engine could not start; the summary says so.
  return (
    <fieldset class="section levels">
      <legend><h3>{text('level.title')}</h3></legend>
      <div class="cards">
        {facts.levels.map(({ name, keeps }) => (
          <label key={name} class="card">
            <input
              type="radio" name="level" id={desk.id('level', name)} checked={engine.level === name}
              aria-labelledby={`name-${name}`} aria-describedby={`keeps-${name}`} onChange={() => choose(name)}
            />
            <span class="strong" id={`name-${name}`}>{text(`level.${name}`)}</span>
            <span class="soft" id={`keeps-${name}`}>
              {text(`keeps.${keeps}`, { n: days })}
              {keeps === 'nothing' && kept !== undefined && <> {text('level.erases')}</>}
            </span>
          </label>
        ))}
      </div>
      {trace && engine.level === 'off' && (
        <div class="trace">
          <p>{say(text, trace.key, trace.values)} <span class="soft">{text('level.until')}</span></p>
          <button
            type="button" class="button" id={desk.id('undo', 'level off')}
            onClick={() => desk.undo(trace, desk.id('level', trace.act.level ?? 'off'))}
          >
            <Icon name="undo" />{text('undo')}
          </button>
        </div>
      )}
    </fieldset>
  );
}
