/**
 * What opens below a reason chip: every part of the score with its share, what the place would be without it, and
 * the controls. Fetched at the first opening of any chip.
 */
import { Component, render } from 'preact';
import type { Explanation, Pick, Reason } from '../types.js';
import { float } from './float.js';
import { sheet } from './host.js';
import { openPanel } from './panel.js';
import type { NearsideReason } from './reason.js';
import { Bar, Icon, say } from './rich.js';
import { WHY } from './reason-style.js';
import { shares } from './shares.js';
import type { Key, Text, Values } from './text.js';
import { Acts, type Act, type Step } from './undo.js';
import type { View } from './view.js';

export interface Opened {
  draw(view: View, text: Text, pick: Pick): void;
  close(): void;
}

export function mount(chip: NearsideReason, into: HTMLElement): Opened {
  const look = sheet(WHY);
  if (!chip.root.adoptedStyleSheets.includes(look)) chip.root.adoptedStyleSheets.push(look);
  into.replaceChildren();
  const floating = float(chip, into);
  return {
    draw(view, text, pick) {
      render(<Why chip={chip} view={view} text={text} pick={pick} />, into);
      floating.place();
    },
    close() {
      floating.end();
      render(null, into);
    },
  };
}

interface Props { chip: NearsideReason; view: View; text: Text; pick: Pick }
interface State { act?: Act | undefined; key?: Key; values?: Values; all?: boolean }

/** So many reasons are shown before "Show more". */
const FEW = 4;

class Why extends Component<Props, State> {
  #acts = new Acts(this.props.view);
  /** Asked for once per opening and change: the engine ranks again for it. */
  #explained: { pick: Pick; is: Explanation | undefined } | undefined;

  #act(step: Step, key: Key, values: Values): void {
    const act = this.#acts.do(step);
    if (step.do === 'forget') values = { ...values, n: act.count };
    this.setState(act.count ? { act, key, values } : { act: undefined, key: 'done.refused', values: {} });
  }

  #undo = (): void => {
    const done = this.state.act !== undefined && this.#acts.undo(this.state.act);
    this.setState({ act: undefined, key: done ? 'done.undone' : 'done.refused', values: {} });
  };

  render({ chip, view, text, pick }: Props, { act, key, values, all: whole }: State) {
    if (this.#explained?.pick !== pick) this.#explained = { pick, is: view.engine.explain(pick.id) };
    const { is } = this.#explained;
    const part = shares(pick.reasons);
    const all = pick.reasons.filter((one) => one.points !== 0);
    const speaking = all.filter((one) => one.points > 0);
    const against = all.filter((one) => one.points < 0);
    const shown = whole ? speaking : speaking.slice(0, speaking.length === FEW + 1 ? FEW + 1 : FEW);
    const without = [...(is?.without ?? [])].sort((a, b) => b.reason.points - a.reason.points).slice(0, 2);
    const main = pick.reason;
    const near = main.facet ?? (main.item === undefined ? `item:${pick.id}` : `item:${main.item}`);
    const name = main.label ?? main.title ?? pick.title;
    const about = pick.personal && main.term !== 'popular';
    // "Less" is said of what the pick stands for; without an interest that is the product itself.
    const less = main.facet ?? `item:${pick.id}`;
    // A reason that comes from the open page or the cart has nothing behind it that could be forgotten.
    const behind = main.personal && main.term !== 'stated' ? main.count : 0;
    const lines = (list: Reason[]) => list.map((one) => <Line text={text} one={one} share={part.get(one)!} />);
    return (
      <div class="why">
        {!pick.personal && <p>{text('why.nobody')}</p>}
        <ul aria-label={text('why.for')}>{lines(shown)}</ul>
        {shown.length < speaking.length && (
          <button type="button" class="link" onClick={() => this.setState({ all: true })}>
            {text('why.more', { n: speaking.length - shown.length })}
          </button>
        )}
        {against.length > 0 && (
          <>
            <p class="label" id="against">{text('why.against')}</p>
            <ul aria-labelledby="against">{lines(against)}</ul>
          </>
        )}
        {is && view.on && (
          <p class="soft">
            {say(text, 'why.place', { n: is.place, total: view.engine.health.items })}
            {without.map(({ reason, place }) => <> {say(text, 'why.without', { label: reason.label ?? reason.title ?? '', n: place })}</>)}
          </p>
        )}
        {view.on ? (
          <div class="acts">
            <button type="button" class="button" onClick={() => this.#act({ do: 'state', subject: less, stance: 'less' }, 'done.less', { label: main.facet ? name : pick.title })}>
              {text('why.less')}
            </button>
            <button type="button" class="button" onClick={() => this.#act({ do: 'state', subject: `item:${pick.id}`, stance: 'never' }, 'done.never', { label: pick.title })}>
              {text('why.never')}
            </button>
            {behind > 0 && (
              <button type="button" class="button" aria-describedby="hint" onClick={() => this.#act({ do: 'forget', ref: near }, 'done.forgot', {})}>
                {text('why.notme')}
              </button>
            )}
            {behind > 0 && <p class="soft" id="hint">{text('why.notme.hint', { n: behind })}</p>}
          </div>
        ) : <p>{text('why.gated')}</p>}
        <div class="done" role="status">
          {key && <p>{say(text, key, values ?? {})}</p>}
        </div>
        {act && this.#acts.can(act) && (
          <button type="button" class="button" onClick={this.#undo}><Icon name="undo" />{text('undo')}</button>
        )}
        <button type="button" class="link" aria-haspopup="dialog" onClick={() => void openPanel({ facet: main.facet }, chip)}>
          {text(about && main.facet ? 'why.see' : 'why.see.all')}
        </button>
      </div>
    );
  }
}

function Line({ text, one, share }: { text: Text; one: Reason; share: number }) {
  const label = one.label ?? one.title ?? '';
  const key: Key = one.term === 'stated' ? `why.stated.${one.stance ?? 'like'}` : `why.${one.term}`;
  return (
    <li class={one.points < 0 ? 'minus' : ''}>
      <span class="what">{say(text, key, { label })}{one.personal && one.count > 0 && one.term !== 'stated' && <> <span class="soft">({text('why.notes', { n: one.count })})</span></>}</span>
      <span class="share">{text.percent(share / 100)}</span>
      <Bar part={Math.abs(share) / 100} />
    </li>
  );
}
