/** One interest: its name, cause and strength; opened also the steering, the way it fades and every note behind it. */
import { Component } from 'preact';
import type { Interest, SignalName, StanceName } from '../../types.js';
import { Bar, Icon } from '../rich.js';
import type { Text } from '../text.js';
import { Curve } from './curve.js';
import type { Desk } from './desk.js';
import { Signals } from './history.js';

const STANCES = ['like', 'less', 'never'] as const;

interface Props { desk: Desk; one: Interest; at: number; open: boolean; toggle: (facet: string) => void }

/** Whether two interests would be drawn alike. */
const alike = (a: Interest, b: Interest): boolean => a === b || (a.facet === b.facet && a.label === b.label
  && a.strength === b.strength && a.fades === b.fades && a.from.length === b.from.length
  && a.from.every((note, at) => note.ref === b.from[at]!.ref && note.times === b.from[at]!.times));

export class InterestRow extends Component<Props> {
  #text = this.props.desk.text;

  /** With hundreds of rows on show, only those that changed are drawn again. */
  override shouldComponentUpdate(next: Props): boolean {
    const stale = this.#text !== next.desk.text || next.open || this.props.open || !alike(this.props.one, next.one);
    this.#text = next.desk.text;
    return stale;
  }

  #remove = (): void => {
    const { desk, one, at } = this.props;
    desk.act({ do: 'forget', ref: one.facet }, { list: 'kept', id: one.facet, at, key: 'kept.removed', values: { label: one.label } });
  };

  #steer(to: typeof STANCES[number], stance: StanceName | undefined): void {
    const { desk, one, at } = this.props;
    const act = desk.acts.do({ do: 'state', subject: one.facet, stance: stance === to ? null : to });
    if (!act.count) desk.say('done.refused');
    // "Never" takes the interest out of the list; the line that stays behind takes it back.
    else if (desk.view.interests.some(({ facet }) => facet === one.facet)) {
      desk.say(stance === to ? 'said.taken' : `done.${to}`, { label: one.label });
    } else desk.left(act, { list: 'kept', id: one.facet, at, key: `done.${to}`, values: { label: one.label } });
  }

  render({ desk, one, open, toggle }: Props) {
    const { text } = desk;
    const id = desk.id('interest', one.facet);
    const stance = open ? desk.stances().get(one.facet) : undefined;
    return (
      <li class={open ? 'row open' : 'row'}>
        <div class="head">
          <div class="about">
            <button type="button" class="name" id={id} aria-expanded={open} aria-controls={`${id}-more`} aria-describedby={`${id}-cause`} onClick={() => toggle(one.facet)}>
              <bdi>{one.label}</bdi>{one.kind !== 'category' && <span class="kind">{text(`kind.${one.kind}`)}</span>}<Icon name="open" />
            </button>
            <Bar part={one.strength / 100} label={text('kept.strength', { n: one.strength, total: 100 })} />
            <p class="soft" id={`${id}-cause`}>{cause(text, one)} {text('kept.fades', { date: text.date(one.fades) })}</p>
          </div>
          <button type="button" class="button quiet" id={`${id}-x`} aria-labelledby={`${id}-x ${id}`} onClick={this.#remove}>{text('kept.remove')}</button>
        </div>
        <div id={`${id}-more`} class="more" hidden={!open}>
          {open && (
            <>
              <div role="group" aria-labelledby={`${id}-steer`}>
                <p class="label" id={`${id}-steer`}>{text('kept.steer')}</p>
                <div class="steer">
                  {STANCES.map((to) => (
                    <button key={to} type="button" class="button" aria-pressed={stance === to} onClick={() => this.#steer(to, stance)}>{text(`stance.${to}`)}</button>
                  ))}
                </div>
              </div>
              <p class="label">{text('kept.why')}</p>
              <Signals desk={desk} list={`why ${one.facet}`} notes={one.from} />
              <p class="label">{text('kept.fading')}</p>
              <Curve text={text} one={one} />
            </>
          )}
        </div>
      </li>
    );
  }
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
