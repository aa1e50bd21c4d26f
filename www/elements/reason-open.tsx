/** @jsxImportSource ./draw */
/**
 * What opens below a reason chip: every part of the score with its share, what the place would be without it, and
 * the controls. Fetched at the first opening of any chip.
 */
import type { Explanation, Pick, Reason, StanceName } from '../types.js';
import { render } from './draw/jsx-runtime.js';
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
  let why: Why | undefined;
  return {
    draw(view, text, pick) {
      why = why?.view === view ? why : new Why(chip, view, () => why && draw());
      why.text = text;
      why.pick = pick;
      draw();
    },
    close() {
      floating.end();
      render(null, into);
    },
  };
  function draw() {
    const focused = chip.root.activeElement;
    render(why!.draw(), into);
    floating.place();
    // The button that was pressed may be gone with what it was about.
    if (focused && !focused.isConnected) into.querySelector<HTMLElement>('#undo,#see')!.focus();
  }
}

/** So many reasons are shown before "Show more". */
const FEW = 4;

class Why {
  text!: Text;
  pick!: Pick;
  #acts: Acts;
  #act: Act | undefined;
  #said: [Key, Values] | undefined;
  #all = false;
  /** Asked for once per opening and change: the engine ranks again for it. */
  #explained: { pick: Pick; is: Explanation | undefined } | undefined;

  constructor(private chip: NearsideReason, readonly view: View, private redraw: () => void) {
    this.#acts = new Acts(view);
  }

  #say(act: Act | undefined, key: Key, values: Values = {}): void {
    this.#act = act;
    this.#said = [key, values];
    this.redraw();
  }

  #do(step: Step, key: Key, values: Values): void {
    const act = this.#acts.do(step);
    if (step.do === 'forget') values = { n: act.count };
    if (act.count) this.#say(act, key, values);
    else this.#say(undefined, 'done.refused');
  }

  #undo = (): void => {
    const done = this.#act !== undefined && this.#acts.undo(this.#act);
    this.#say(undefined, done ? 'done.undone' : 'done.refused');
  };

  draw() {
    const { chip, view, text, pick } = this;
    if (this.#explained?.pick !== pick) this.#explained = { pick, is: view.engine.explain(pick.id) };
    const { is } = this.#explained;
    const part = shares(pick.reasons);
    const all = pick.reasons.filter((one) => one.points !== 0);
    const speaking = all.filter((one) => one.points > 0);
    const against = all.filter((one) => one.points < 0);
    const shown = this.#all ? speaking : speaking.slice(0, speaking.length === FEW + 1 ? FEW + 1 : FEW);
    const without = [...(is?.without ?? [])].sort((a, b) => b.reason.points - a.reason.points).slice(0, 2);
    const main = pick.reason;
    const item = `item:${pick.id}`;
    const near = main.facet ?? (main.item === undefined ? item : `item:${main.item}`);
    const name = main.label ?? main.title ?? pick.title;
    const about = pick.personal && main.term !== 'popular';
    // What is said about a pick is said of the interest that it stands for; without one, of the product itself.
    const subject = main.facet ?? item;
    const label = main.facet ? name : pick.title;
    // A reason that comes from the open page or the cart has nothing behind it that could be forgotten.
    const behind = main.personal && main.term !== 'stated' ? main.count : 0;
    const lines = (list: Reason[]) => list.map((one) => <Line text={text} one={one} share={part.get(one)!} />);
    const state = (key: Key, stance: StanceName, of = subject, called = label) => (
      <button class="button" onClick={() => this.#do({ do: 'state', subject: of, stance }, `done.${stance}`, { label: called })}>{text(key)}</button>
    );
    return (
      <div class="why">
        {!pick.personal && <p>{text('why.nobody')}</p>}
        <ul aria-label={text('why.for')}>{lines(shown)}</ul>
        {shown.length < speaking.length && (
          <button class="link" onClick={() => {
            this.#all = true;
            this.redraw();
          }}>{text('why.more', { n: speaking.length - shown.length })}</button>
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
          <>
            <div class="useful" role="group" aria-labelledby="useful">
              <span id="useful">{text('why.useful')}</span>
              {state('why.yes', 'like')}
              {state('why.no', 'less')}
            </div>
            <div class="acts">
              {state('why.less', 'less')}
              {state('why.never', 'never', item, pick.title)}
              {behind > 0 && (
                <button class="button" aria-describedby="hint" onClick={() => this.#do({ do: 'forget', ref: near }, 'done.forgot', {})}>
                  {text('why.notme')}
                </button>
              )}
              {behind > 0 && <p class="soft" id="hint">{text('why.notme.hint', { n: behind })}</p>}
            </div>
          </>
        ) : <p>{text('why.gated')}</p>}
        <div class="done" role="status">
          {this.#said && <p>{say(text, ...this.#said)}</p>}
        </div>
        {this.#act && this.#acts.can(this.#act) && (
          <button class="button" id="undo" onClick={this.#undo}><Icon name="undo" />{text('undo')}</button>
        )}
        <button class="link" id="see" aria-haspopup="dialog" onClick={() => void openPanel({ facet: main.facet }, chip)}>
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
      <span class="what">{say(text, key, { label })}{one.personal && one.count > 0 && one.term !== 'stated' && <> <span class="soft">({text('counts.notes', { n: one.count })})</span></>}</span>
      <span class="share">{text.percent(share / 100)}</span>
      <Bar part={Math.abs(share) / 100} />
    </li>
  );
}
