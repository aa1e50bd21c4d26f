/**
 * What the sections of the panel share: the engine's view, the texts, and the acts with their Undo. The panel
 * changes things by the same public calls that a page has. Not here: anything drawn.
 */
import type { StanceName } from '../../types.js';
import type { Text, Key, Values } from '../text.js';
import { Acts, type Act, type Step } from '../undo.js';
import type { View } from '../view.js';

/** An act that left a line with Undo where something stood. */
export interface Trace {
  act: Act;
  /** The list it stands in, such as `kept`, `history`, `said` or `why <facet>`. */
  list: string;
  /** What stood there, and where in its list. */
  id: string;
  at: number;
  key: Key;
  values: Values;
}

export class Desk {
  readonly acts: Acts;
  traces: Trace[] = [];
  /** The last thing that happened, for the live region. */
  status = '';
  /** The id of the element that gets the focus once the next drawing is done. */
  focus: string | undefined;
  /** Opens an interest and moves the focus to it; the list of interests answers this while it is drawn. */
  show: ((facet: string) => boolean) | undefined;
  #ids = new Map<string, string>();

  constructor(public view: View, public text: Text, private redraw: () => void) {
    this.acts = new Acts(view);
  }

  /** An id for an element about `subject`; keys of facets hold characters that ids must not. */
  id(kind: string, subject: string): string {
    const key = `${kind} ${subject}`;
    let id = this.#ids.get(key);
    if (!id) this.#ids.set(key, (id = `${kind.split(' ', 1)}-${this.#ids.size}`));
    return id;
  }

  /** Says it once, politely. */
  say(key: Key, values: Values = {}): void {
    const said = this.text(key, values);
    // The same sentence twice in a row would not be read again.
    this.status = said === this.status ? `${said}\u00a0` : said;
    this.redraw();
  }

  /** Does it, leaves a trace with Undo, and moves the focus there. */
  act(step: Step, trace: Omit<Trace, 'act'>): void {
    const act = this.acts.do(step);
    if (act.count === 0) {
      this.say('done.refused');
      return;
    }
    this.left(act, trace);
  }

  /** Leaves a trace of an act that was done already. */
  left(act: Act, trace: Omit<Trace, 'act'>): void {
    this.traces = [...this.traces.filter((one) => one.list !== trace.list || one.id !== trace.id), { ...trace, act }];
    this.focus = this.id('undo', `${trace.list} ${trace.id}`);
    this.say(trace.key, trace.values);
  }

  /** Takes one act back and moves the focus to what stands there again. */
  undo(trace: Trace, focus: string): void {
    const done = this.acts.undo(trace.act);
    this.traces = this.traces.filter((one) => one !== trace);
    this.focus = focus;
    this.say(done ? 'done.undone' : 'done.refused');
  }

  /** Traces whose act can no longer be taken back go away. */
  tidy(): void {
    this.acts.check();
    this.traces = this.traces.filter((one) => this.acts.can(one.act));
  }

  tracesOf(list: string): Trace[] {
    return this.traces.filter((one) => one.list === list);
  }

  /** What the shopper said, by subject. */
  stances(): Map<string, StanceName> {
    return new Map(this.view.engine.statements().map((one) => [one.subject, one.stance]));
  }

  /** Draws again, so that a focus that was asked for is given. */
  look(): void {
    this.redraw();
  }

  /** What is kept, as a list in words; `undefined` when it is nothing. A copy set aside counts where it would go too. */
  counts(aside = false): string | undefined {
    const { engine, interests } = this.view;
    const { signals, statements, aside: copy } = engine.health;
    const parts = [
      interests.length && this.text('badge.interests', { n: interests.length }),
      signals && this.text('counts.notes', { n: signals }),
      statements && this.text('counts.said', { n: statements }),
      aside && copy && this.text('counts.aside'),
    ].filter((part): part is string => Boolean(part));
    return parts.length ? this.text.list(parts) : undefined;
  }
}

/** Puts traces back among the items, each where its item stood. */
export function withTraces<T>(items: readonly T[], traces: readonly Trace[], idOf: (item: T) => string): (T | Trace)[] {
  const there = new Set(items.map(idOf));
  const all: (T | Trace)[] = [...items];
  for (const trace of [...traces].sort((a, b) => a.at - b.at)) {
    if (!there.has(trace.id)) all.splice(Math.min(trace.at, all.length), 0, trace);
  }
  return all;
}

export const isTrace = (one: unknown): one is Trace => typeof one === 'object' && one !== null && 'act' in one;
