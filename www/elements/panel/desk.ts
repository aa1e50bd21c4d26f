/**
 * What the sections of the panel share: the engine's view, the texts, what is open, and the acts with their Undo.
 * The panel changes things by the same public calls that a page has. Not here: anything drawn.
 */
import type { StanceName } from '../../types.js';
import type { Preview } from '../../rights/types.js';
import type { Child } from '../draw/jsx-runtime.js';
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

  /** What the shopper opened, typed and was asked, while the panel is open. */
  open = new Set<string>();
  limits = new Map<string, number>();
  query = '';
  log = false;
  /** Off was chosen, and what is kept was said to stay. */
  stays = false;
  /** The search for something to add or to refuse. */
  finding: 'like' | 'never' | undefined;
  words = '';
  phrase = '';
  asking: 'erase' | Preview | undefined;
  done: { key: Key; values: Values } | undefined;
  /** Interests as they were drawn last, so that hundreds are not drawn anew for one. */
  rows = new Map<string, { is: unknown[]; row: Child }>();

  #ids = new Map<string, string>();
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(public view: View, public text: Text, readonly draw: () => void, readonly root: ShadowRoot) {
    this.acts = new Acts(view);
  }

  /** An id for an element about `subject`; keys of facets hold characters that ids must not. */
  id(kind: string, subject: string): string {
    const key = `${kind} ${subject}`;
    let id = this.#ids.get(key);
    if (!id) this.#ids.set(key, (id = `${kind.split(' ', 1)}-${this.#ids.size}`));
    return id;
  }

  /** The panel is closed: nothing more is said. */
  end(): void {
    clearTimeout(this.#soon);
  }

  /** Draws again, and gives the focus to `focus`. */
  go(focus?: string): void {
    this.focus = focus;
    this.draw();
  }

  /** Says it once, politely. */
  say(key: Key, values: Values = {}): void {
    const said = this.text(key, values);
    // The same sentence twice in a row would not be read again.
    this.status = said === this.status ? `${said}\u00a0` : said;
    this.draw();
  }

  /** Says it when the shopper has stopped typing. */
  soon(key: Key, values: () => Values): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.say(key, values()), 500);
  }

  /** Hands a text over as a file. */
  hand(text: string, name: string): void {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = (this.view.engine.facts.key.replace(/[^\w.-]+/g, '-') || 'nearside') + name;
    link.click();
    // The download has its own hold on the data once the click is done.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  /** Does it, leaves a trace with Undo, and moves the focus there. */
  act(step: Step, trace: Omit<Trace, 'act'>): void {
    const act = this.acts.do(step);
    if (act.count === 0) this.say('done.refused');
    else this.left(act, trace);
  }

  /** Leaves a trace of an act that was done already. */
  left(act: Act, trace: Omit<Trace, 'act'>): void {
    this.traces = [...this.traces.filter((one) => one.list !== trace.list || one.id !== trace.id), { ...trace, act }];
    this.focus = this.acts.can(act) ? this.id('undo', `${trace.list} ${trace.id}`) : 'title';
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

  /** What is kept, as a list in words; `undefined` when it is nothing. A copy set aside counts where it would go too. */
  counts(aside = false): string | undefined {
    const { engine, interests } = this.view;
    const { signals, statements, aside: copy } = engine.health;
    return amounts(this.text, interests.length, signals, statements, aside && copy);
  }
}

/** So many of each, as a list in words; `undefined` when it is nothing. */
export function amounts(text: Text, interests: number, signals: number, statements: number, aside?: boolean): string | undefined {
  const parts = [
    interests && text('badge.interests', { n: interests }),
    signals && text('counts.notes', { n: signals }),
    statements && text('counts.said', { n: statements }),
    aside && text('counts.aside'),
  ].filter((part): part is string => Boolean(part));
  return parts.length ? text.list(parts) : undefined;
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
