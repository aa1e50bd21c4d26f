/** @jsxImportSource ../draw */
/** One interest: its name, cause and strength; opened also the steering, the way it fades and every note behind it. */
import type { Interest, SignalName, StanceName } from '../../types.js';
import type { Child } from '../draw/jsx-runtime.js';
import { Bar, Icon } from '../rich.js';
import type { Text } from '../text.js';
import { Curve } from './curve.js';
import type { Desk } from './desk.js';
import { Signals } from './history.js';

const STANCES = ['like', 'less', 'never'] as const;

/** With hundreds of rows on show, only those that changed are drawn again. */
export function InterestRow(props: { desk: Desk; one: Interest; at: number }): Child {
  const { desk, one } = props;
  const open = desk.open.has(one.facet);
  const is = [desk.text, open, one.label, one.strength, one.fades, ...one.from.map((note) => `${note.ref} ${note.times}`)];
  const last = desk.rows.get(one.facet);
  if (last && !open && last.is.length === is.length && is.every((part, at) => part === last.is[at])) return last.row;
  const row = draw(props, open);
  desk.rows.set(one.facet, { is, row });
  return row;
}

function steer({ desk, one, at }: { desk: Desk; one: Interest; at: number }, to: typeof STANCES[number], stance: StanceName | undefined): void {
  const { facet, label } = one;
  const act = desk.acts.do({ do: 'state', subject: facet, stance: stance === to ? null : to });
  if (!act.count) desk.say('done.refused');
  // "Never" takes the interest out of the list; the line that stays behind takes it back.
  else if (desk.view.interests.some((other) => other.facet === facet)) desk.say(stance === to ? 'said.taken' : `done.${to}`, { label });
  else desk.left(act, { list: 'kept', id: facet, at, key: `done.${to}`, values: { label } });
}

function draw(props: { desk: Desk; one: Interest; at: number }, open: boolean): Child {
  const { desk, one, at } = props;
  const { text } = desk;
  const { facet, label } = one;
  const id = desk.id('interest', facet);
  const stance = open ? desk.stances().get(facet) : undefined;
  const toggle = () => {
    if (!desk.open.delete(facet)) desk.open.add(facet);
    desk.draw();
  };
  return (
    <li key={facet} class={open ? 'row open' : 'row'}>
      <div class="head">
        <div class="about">
          <button class="name" id={id} aria-expanded={open} aria-controls={`${id}-more`} aria-describedby={`${id}-cause`} onClick={toggle}>
            <bdi>{label}</bdi>{one.kind !== 'category' && <span class="kind">{text(`kind.${one.kind}`)}</span>}<Icon name="open" />
          </button>
          <Bar part={one.strength / 100} label={text('kept.strength', { n: one.strength, total: 100 })} />
          <p class="soft" id={`${id}-cause`}>{cause(text, one)} {text('kept.fades', { date: text.date(one.fades) })}</p>
        </div>
        <button
          class="button quiet" id={`${id}-x`} aria-labelledby={`${id}-x ${id}`}
          onClick={() => desk.act({ do: 'forget', ref: facet }, { list: 'kept', id: facet, at, key: 'kept.removed', values: { label } })}
        >{text('kept.remove')}</button>
      </div>
      <div id={`${id}-more`} class="more" hidden={!open}>
        {open && (
          <>
            <div role="group" aria-labelledby={`${id}-steer`}>
              <p class="label" id={`${id}-steer`}>{text('kept.steer')}</p>
              <div class="steer">
                {STANCES.map((to) => (
                  <button class="button" aria-pressed={stance === to} onClick={() => steer(props, to, stance)}>{text(`stance.${to}`)}</button>
                ))}
              </div>
            </div>
            <p class="label">{text('kept.why')}</p>
            <Signals desk={desk} list={`why ${facet}`} notes={one.from} />
            <p class="label">{text('kept.fading')}</p>
            <Curve text={text} one={one} />
          </>
        )}
      </div>
    </li>
  );
}

/** "You viewed 4 and bought 2.": the three most frequent kinds of signal that speak for an interest. */
function cause(text: Text, one: Interest): string {
  const counts = new Map<Exclude<SignalName, 'uncart' | 'return' | 'impression'>, number>();
  for (const { signal, times } of one.from) {
    if (signal !== 'uncart' && signal !== 'return' && signal !== 'impression') counts.set(signal, (counts.get(signal) ?? 0) + times);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
  if (!most.length) return '';
  const list = text.list(most.map(([signal, n]) => text(`cause.${signal}`, { n })));
  return text('cause', { list });
}
