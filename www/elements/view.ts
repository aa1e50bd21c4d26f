/**
 * What all elements of one engine share: its interests and signals are asked for once per change, however many
 * chips are on the page. Not here: anything drawn.
 */
import type { ErrorCode, Interest, Level, Nearside, Reason, SignalName, SignalRecord, SourceName } from '../types.js';
import type { Key } from './text.js';

/** Faults that a shopper is told of. Not mistakes in a page's calls, and not what only a compiler or a closed engine can throw. */
export type Told = Exclude<ErrorCode, 'BAD_OPTION' | 'BAD_SIGNAL' | 'CEILING' | 'BAD_FEED' | 'DISPOSED'>;

export class View {
  #interests: Interest[] | undefined;
  #signals: SignalRecord[] | undefined;
  #byFacet: Map<string, Interest> | undefined;
  #byItem: Map<string, SignalRecord[]> | undefined;
  #listeners = new Set<() => void>();
  #log = false;
  /** Sources that noted something for the first time in the latest change: said once, at the first use. */
  first: SourceName[] = [];
  #used: Set<SourceName>;
  /** Listeners will be called before this task ends. */
  waiting = false;
  /** Counts the changes, so that one can see whether there was any. */
  changes = 0;

  constructor(readonly engine: Nearside) {
    const using = () => engine.facts.sources.filter((source) => this.signals.some((one) => source.signals.includes(one.signal))).map(({ name }) => name);
    this.#used = new Set(using());
    const changed = ({ detail }: CustomEvent) => {
      this.#log ||= detail.what === 'log' && !engine.guest;
      this.changes++;
      this.renew();
      if (this.waiting) return;
      this.waiting = true;
      // Several changes in one task are drawn once.
      queueMicrotask(() => {
        this.waiting = false;
        const used = using();
        this.first = this.#log ? used.filter((name) => !this.#used.has(name)) : [];
        this.#used = new Set([...this.#used, ...used]);
        this.#log = false;
        for (const listener of [...this.#listeners]) listener();
      });
    };
    engine.addEventListener('change', changed);
    engine.addEventListener('problem', changed);
  }

  /** Asks the engine anew when next needed. */
  renew(): void {
    this.#interests = this.#signals = this.#byFacet = this.#byItem = undefined;
  }

  /** Calls back after changes until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get interests(): Interest[] {
    return (this.#interests ??= this.engine.interests());
  }
  get signals(): SignalRecord[] {
    return (this.#signals ??= this.engine.signals());
  }
  interest(facet: string): Interest | undefined {
    this.#byFacet ??= new Map(this.interests.map((one) => [one.facet, one]));
    return this.#byFacet.get(facet);
  }
  /** The signals that name this item. */
  signalsOf(item: string): SignalRecord[] {
    if (!this.#byItem) {
      this.#byItem = new Map();
      for (const one of this.signals) {
        if (one.item === undefined) continue;
        const list = this.#byItem.get(one.item);
        if (list) list.push(one);
        else this.#byItem.set(one.item, [one]);
      }
    }
    return this.#byItem.get(item) ?? [];
  }

  /** Whether the shopper lets anything be kept. */
  get on(): boolean {
    return (this.engine.level ?? 'off') !== 'off';
  }
  /** Where it is kept in truth, which may be less than the level allows. */
  get where(): 'device' | 'tab' | 'memory' | 'none' {
    return this.engine.health.storage;
  }
  /** What went wrong and matters to a shopper, without repeats. Mistakes in a page's calls are for its console. */
  get problems() {
    const seen = new Map(this.engine.health.problems.map((one) => [one.code, one]));
    return [...seen.values()].filter((one): one is typeof one & { code: Told } => !['BAD_OPTION', 'BAD_SIGNAL', 'CEILING'].includes(one.code));
  }
}

const views = new WeakMap<Nearside, View>();

/** The view of an engine; always the same one. */
export function viewOf(engine: Nearside): View {
  let view = views.get(engine);
  if (!view) views.set(engine, (view = new View(engine)));
  return view;
}

/** Levels that the texts of a language name; `share` has texts of its own. */
export type Named = Exclude<Level, 'share'>;

/**
 * What this package can check about itself, and whether it holds: that nothing lies further from the page than the
 * level lets it, that nothing sends but what the shopper chose for it, that the shopper agreed to what the shop does now.
 */
export function checks({ engine, where }: View): [Key, boolean][] {
  const { level, renewed } = engine;
  return [
    // At Off something may be left that the shopper kept, or that a ceiling only put to sleep.
    ['check.storage', level !== 'visit' || where !== 'device'],
    ['check.sends', engine.facts.levels.every(({ name, sends }) => name === 'share' || sends === 'nothing')],
    ['check.agreed', !renewed],
  ];
}

/** The kinds of signal that a short reason may name, strongest first. */
const VERBS: [SignalName, Key][] = [
  ['purchase', 'chip.purchase'], ['cart', 'chip.cart'], ['view', 'chip.view'], ['click', 'chip.view'], ['search', 'chip.search'],
];

/** A reason in few words: the sentence and what to put into it. It names only what is in the log. */
export function shortReason(view: View, { reason, promoted }: { reason: Reason; promoted: boolean }): { key: Key; label: string } {
  // Who pays is said before anything that flatters.
  if (promoted) return { key: 'chip.promoted', label: '' };
  const label = reason.label ?? reason.title ?? '';
  const { term } = reason;
  if (term === 'interest' || term === 'next') {
    const from = term === 'next' ? view.signalsOf(reason.item ?? '') : (view.interest(reason.facet ?? '')?.from ?? []);
    const verb = VERBS.find(([signal]) => from.some((one) => one.signal === signal));
    return { key: verb ? verb[1] : `chip.${term}`, label };
  }
  // `variety` and `seen` only take points off, so they never speak for a pick.
  return { key: term === 'variety' || term === 'seen' ? 'chip.popular' : `chip.${term}`, label };
}

/** The sources that the shop has switched on. */
export const sourcesOn = (engine: Nearside): SourceName[] =>
  engine.facts.sources.filter((source) => source.on).map((source) => source.name);

/** Whether the running version can say that nothing leaves, for everyone. */
export const sendsNothing = (engine: Nearside): boolean => engine.facts.levels.every((level) => level.sends === 'nothing');

/** An address that is safe to link: the web, mail or telephone. Anything else is shown as text. */
export function safeLink(address: string): string | undefined {
  if (/^[^\s@/:]+@[^\s@/]+$/.test(address)) return `mailto:${address}`;
  try {
    const url = new URL(address, document.baseURI);
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
