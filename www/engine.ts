// The JavaScript half of the seam with `src/browser`: checks, flat numbers into objects, events, other tabs.
// No decision about ranking or privacy is made here.
import type { Asked } from './asked.js';
import { checked, FILTER_OPTIONS, IMPORT_OPTIONS, LEVEL_OPTIONS, LOAD_OPTIONS, PRICE_OPTIONS, RECOMMEND_OPTIONS, TRACK_DETAIL } from './checks.js';
import { NearsideError } from './errors.js';
import { Call } from './facts.js';
import { Reader } from './reader.js';
import { otherTabs, type OtherTabs } from './tabs.js';
import type * as T from './types.js';

export interface Setting {
  now: () => number;
  storage: 'browser' | 'memory';
  problems: NearsideError[];
  runs: T.Health['runs'];
  /** Another module, when this one stopped. Used up with the first stop: what stops twice would stop again. */
  again?: (() => Promise<Asked | undefined>) | undefined;
}

/** What a module stopped by: `unreachable` and the like, or no more room for its stack or memory. */
const TRAPS = ['RuntimeError', 'RangeError'];

const NO_FACTS: T.Facts = { shop: '', contact: '', policy: '', recipients: [], key: 'nearside', version: '', changes: [], levels: [], sources: [], never: [] };

/** What `standing()` of the Rust side answers. */
interface Standing {
  level?: T.Level;
  chosen?: T.Level;
  most?: T.Level;
  by: string;
  renewed: boolean;
  guest: boolean;
  hidden: boolean;
  paused: boolean;
  days: T.Days | 0;
  off: T.SourceName[];
  choices: string[];
}

const NOTHING: Standing = { by: '', renewed: false, guest: false, hidden: false, paused: false, days: 0, off: [], choices: [] };

type Said = T.NearsideEvents['change']['detail']['what'];

const plain = ({ code, message }: NearsideError): T.NearsideProblem => ({ code, message });

const idsOf = (products: readonly T.Known[]): string[] => Array.from(products, (product) => (typeof product === 'string' ? product : String(product?.id)));

/** As one text: an id with an end of line in it is none that a catalog knows. */
const lines = (ids: string[]): string => ids.map((id) => `${/\n/.test(id) ? '' : id}\n`).join('');

/** A filter object as the expression that says the same. */
function expression(filter: T.Filter): string {
  const { inStock, price = {}, facets = [] } = filter;
  checked('recommend() filter', filter, FILTER_OPTIONS);
  checked('recommend() filter.price', price, PRICE_OPTIONS);
  const carried = facets.map((key) => {
    const [, kind = '', label = ''] = /^(.*?):(.*)/s.exec(key) ?? [];
    return `${kind === 'price' ? 'price_band' : kind}="${label.replace(/["\\]/g, '\\$&')}"`;
  });
  const ends = [['>=', price.min], ['<=', price.max]].flatMap(([sign, end]) => (end === undefined ? [] : [`price${sign}${end}`]));
  return [...(inStock ? ['in_stock'] : []), ...ends, ...carried].join('&&');
}

/** The typed events, besides what `EventTarget` takes. */
export interface Engine {
  addEventListener<K extends keyof T.NearsideEvents>(type: K, listener: (event: T.NearsideEvents[K]) => void): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof T.NearsideEvents>(type: K, listener: (event: T.NearsideEvents[K]) => void): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

export class Engine extends EventTarget implements T.Nearside {
  #shop: Asked | undefined;
  #reader: Reader | undefined;
  readonly #setting: Setting;
  #tabs: OtherTabs | undefined;
  /** How many problems of the Rust side have been told. */
  #told = 0;
  #gone = false;
  /** What others allow is said to the module, and is told again to another one. */
  readonly #ceilings = new Map<string, T.Level | null>();

  constructor(shop: Asked | undefined, setting: Setting) {
    super();
    this.#setting = setting;
    this.#take(shop);
    if (shop && setting.storage === 'browser') {
      this.#tabs = otherTabs({
        changed: () => {
          if (this.#number(Call.Refresh)) this.#emit('change', { what: 'log' });
        },
        // A tab that slept hears late. What another one has begun on the device since is not what was erased.
        erased: (when) => {
          this.#number(Call.Refresh);
          if (setting.now() - when < 1e3 || this.health.storage !== 'device') this.#number(Call.Erase);
          this.#emit('change', { what: 'erase' });
        },
      });
    }
    // What is past its day goes now, whatever the level.
    this.#number(Call.Decide);
    this.#told = this.#coreProblems().length;
  }

  get ready(): boolean {
    return this.#number(Call.Items) > 0;
  }

  get level(): T.Level | null {
    return this.#standing.level ?? null;
  }

  get chosen(): T.Level | null {
    return this.#standing.chosen ?? null;
  }

  get ceiling(): T.Ceiling | null {
    const { most, by } = this.#standing;
    return most ? { level: most, by } : null;
  }

  get renewed(): boolean {
    return this.#standing.renewed;
  }

  get settings(): T.Settings {
    const { days, off, paused, choices } = this.#standing;
    const made = choices.map((choice) => choice.split(' ') as [string, T.Level]);
    return { days: days || null, sourcesOff: off, paused, choices: made.map(([day, level]) => ({ day, level })) };
  }

  get paused(): boolean {
    return this.#standing.paused;
  }

  get guest(): boolean {
    return this.#standing.guest;
  }

  get hidden(): boolean {
    return this.#standing.hidden;
  }

  set hidden(hidden: boolean) {
    this.#decide('hidden', '', hidden);
  }

  get #standing(): Standing {
    return this.#read(Call.Standing, NOTHING);
  }

  get facts(): T.Facts {
    return this.#read(Call.Facts, NO_FACTS);
  }

  get health(): T.Health {
    const { runs } = this.#setting;
    const none: Omit<T.Health, 'runs' | 'gpc'> = { storage: 'none', signals: 0, statements: 0, bytes: 0, aside: false, items: 0, problems: [] };
    const core = this.#read(Call.Health, none);
    const storage = this.#setting.storage === 'memory' && core.storage !== 'none' ? 'memory' : core.storage;
    const gpc = (globalThis.navigator as { globalPrivacyControl?: unknown } | undefined)?.globalPrivacyControl === true;
    return { ...core, runs, storage, gpc, problems: [...this.#setting.problems.map(plain), ...core.problems] };
  }

  setLevel(level: T.Level, options: T.LevelOptions = {}): boolean {
    checked('setLevel()', options, LEVEL_OPTIONS);
    return this.#decide('level', options.keep ? 'keep' : '', level);
  }

  setCeiling(by: string, level: T.Level | null): void {
    this.#ceilings.set(by, level);
    this.#decide('level', by, level, 'ceiling');
  }

  setDays(days: T.Days | null): void {
    this.#decide('settings', '', days, 'days');
  }

  setSource(name: T.SourceName, on: boolean): void {
    this.#decide('settings', name, on, 'source');
  }

  pause(): void {
    this.#decide('settings', '', true, 'paused');
  }

  resume(): void {
    this.#decide('settings', '', false, 'paused');
  }

  startGuest(): boolean {
    return this.#decide('guest', '', true);
  }

  endGuest(): void {
    this.#decide('guest', '', false);
  }

  /** `null` and `false` are nothing to the Rust side; `said` is the word that `change` says. Whether it was heard. */
  #decide(said: Said, name: string, value: unknown, what: string = said): boolean {
    const before = this.#text(Call.Standing);
    const heard = !!this.#number(Call.Decide, String(name), `${what} ${value || ''}`);
    if (before !== this.#text(Call.Standing)) this.#changed(said);
    else this.#problems();
    return heard;
  }

  track(signal: T.SignalName | T.StanceName, detail: T.TrackDetail): boolean {
    checked('track()', detail, TRACK_DETAIL);
    if (signal === 'like' || signal === 'less' || signal === 'never') {
      return this.state(`item:${detail.id ?? ''}`, signal);
    }
    const ids = [...(detail.ids ?? []), ...(detail.id === undefined ? [] : [detail.id])];
    const noted = !!this.#number(Call.Track, signal === 'search' ? detail.words : lines(ids), signal);
    if (noted) this.#changed('log');
    return noted;
  }

  state(subject: string, stance: T.StanceName | null): boolean {
    // An empty word is none that there is; an empty text takes back.
    const heard = !!this.#number(Call.State, subject, stance === ('' as unknown) ? ' ' : (stance ?? ''));
    if (heard) this.#changed('log');
    return heard;
  }

  recommend(placement: T.PlacementName, options: T.RecommendOptions = {}): T.PickList {
    return this.list(placement, options, []);
  }

  rank(placement: T.PlacementName, options: T.RecommendOptions = {}): Uint32Array {
    // After the first number: item, score, promoted, and how many reasons follow, which is none.
    return Uint32Array.from(this.#flat(Call.Rank, placement, options, [])?.filter((_, at) => at % 4 === 1) ?? []);
  }

  page(): T.Page {
    const shown: string[] = [];
    return {
      recommend: (placement, options = {}) => {
        const list = this.list(placement, options, shown);
        shown.push(...list.items.map(({ id }) => id));
        return list;
      },
    };
  }

  /** `shards.ts` asks more than one part for it. */
  protected list(placement: T.PlacementName, options: T.RecommendOptions, shown: string[]): T.PickList {
    const flat = this.#flat(Call.Recommend, placement, options, shown);
    if (!flat || !this.#reader) return { placement, items: [], personal: false };
    return { placement, items: this.#reader.list(flat), personal: flat[0] === 1 };
  }

  /** One text goes over: the Rust side reads it as it reads `nearside.json`, and says what is wrong in it. */
  #flat(what: Call, placement: T.PlacementName, options: T.RecommendOptions, shown: string[]): Int32Array | undefined {
    checked('recommend()', options, RECOMMEND_OPTIONS);
    const { filter, hits } = options;
    const asked = JSON.stringify({ ...options, filter: typeof filter === 'object' ? expression(filter) : filter, hits: hits && idsOf(hits), shown });
    return this.#ask((s) => s.numbers(what, asked, placement), undefined);
  }

  rerank<P extends T.Known>(products: readonly P[]): P[] {
    const places = this.#ask((s) => s.numbers(Call.Rerank, lines(idsOf(products))), undefined);
    return places ? Array.from(places, (place) => products[place] as P) : [...products];
  }

  explain(id: string): T.Explanation | undefined {
    const flat = this.#ask((s) => s.numbers(Call.Explain, id), undefined);
    return flat?.length ? this.#reader?.explanation(flat) : undefined;
  }

  item(id: string | number): T.Item | undefined {
    const index = typeof id === 'string' ? this.row(id) : Number.isInteger(id) ? id : -1;
    return index < 0 || index >= this.#number(Call.Items) ? undefined : this.#reader?.item(index);
  }

  interests(): T.Interest[] {
    return this.#read(Call.Interests, []);
  }

  signals(): T.SignalRecord[] {
    return this.#read(Call.Signals, []);
  }

  statements(): T.Statement[] {
    return this.#read(Call.Statements, []);
  }

  find(words: string): T.Found[] {
    return this.#reader?.find(words) ?? [];
  }

  forget(ref: string): number {
    const gone = this.#number(Call.Forget, ref);
    if (gone > 0) this.#changed('log');
    return gone;
  }

  export(): string {
    return this.#text(Call.Export);
  }

  preview(text: string): T.Kept {
    const kept = this.#text(Call.Look, text);
    if (!kept) throw new NearsideError('BAD_OPTION', 'there is no engine');
    return { day: kept.slice(0, 10), profile: kept.slice(10) };
  }

  import(text: string, options: T.ImportOptions = {}): void {
    checked('import()', options, IMPORT_OPTIONS);
    if (!this.#shop) throw new NearsideError(this.#setting.problems.at(-1)?.code ?? 'DISPOSED', 'there is no engine');
    try {
      this.#shop.numbers(Call.Import, text, options.mode === 'merge' ? 'merge' : '');
    } catch (thrown) {
      throw NearsideError.from(thrown);
    }
    this.#changed('log');
  }

  erase(): void {
    this.#number(Call.Erase);
    this.#tabs?.tell(this.#setting.now());
    this.#emit('change', { what: 'erase' });
  }

  async load(what: T.LoadOptions): Promise<boolean> {
    checked('load()', what, LOAD_OPTIONS);
    return true;
  }

  /** `index.ts` has another where the shop asks something. */
  async sharing(): Promise<T.Sharing | null> {
    return null;
  }

  dispose(): void {
    this.#gone = true;
    this.#tabs?.close();
    this.#tabs = undefined;
    this.#shop?.free();
    this.#take();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #take(shop?: Asked): void {
    this.#told = 0;
    this.#shop = shop;
    this.#reader = shop && new Reader(shop);
  }

  #again(): void {
    const { again } = this.#setting;
    this.#take();
    this.#setting.again = undefined;
    again?.().then((shop) => {
      if (this.#gone || !shop) return;
      this.#take(shop);
      // All of them before anybody hears of any: a listener may note something.
      this.#ceilings.forEach((level, by) => this.#number(Call.Decide, by, `ceiling ${level || ''}`));
      this.#changed('log');
    }, () => {});
  }

  /**
   * Asks the Rust side. A fault of the calling code is thrown; anything else is said as a problem, and the
   * fallback is given instead of throwing into the page.
   */
  #ask<A>(question: (shop: Asked) => A, fallback: A): A {
    if (!this.#shop) return fallback;
    try {
      return question(this.#shop);
    } catch (thrown) {
      const error = NearsideError.from(thrown);
      if (error.code === 'BAD_OPTION' || error.code === 'BAD_SIGNAL') throw error;
      // A trap leaves the module in an unknown state: stop, so that nothing wrong is ever written, and begin anew.
      // Known by its name, which is the same in the JavaScript build, where there may be no `WebAssembly` to ask.
      if (TRAPS.includes((thrown as Error)?.name)) this.#again();
      this.problem(error);
      return fallback;
    }
  }

  #number(what: Call, given?: string | Uint8Array, word?: string): number {
    return this.#ask((shop) => shop.numbers(what, given, word)[0]!, 0);
  }

  #text(what: Call, text?: string): string {
    return this.#ask((shop) => shop.text(what, text), '');
  }

  /** Records: JSON that the Rust side wrote. */
  #read<A>(what: Call, fallback: A): A {
    return this.#ask((shop) => JSON.parse(shop.text(what)) as A, fallback);
  }

  /** For `shards.ts`: what is done meanwhile is about one shard of a large catalog. */
  protected in<A>(part: number, reader: Reader, work: () => A): A {
    const head = this.#reader;
    try {
      this.#shop?.numbers(Call.Turn, '', '', part);
      this.#reader = reader;
      return work();
    } finally {
      this.#reader = head;
      this.#shop?.numbers(Call.Turn, '', '', 0);
    }
  }

  /** For `shards.ts`, as `#ask`. */
  protected ask<A>(question: (shop: Asked) => A, fallback: A): A {
    return this.#ask(question, fallback);
  }

  /** Takes a shard; its number, or 0. */
  protected add(bytes: Uint8Array): number {
    return this.#number(Call.Add, bytes);
  }

  /** The row of an id, or -1. */
  protected row(id: string): number {
    return this.#number(Call.Find, id) - 1;
  }

  protected problem(error: NearsideError): void {
    this.#setting.problems.push(error);
    this.#emit('problem', plain(error));
  }

  #coreProblems(): T.NearsideProblem[] {
    return this.#read<Pick<T.Health, 'problems'>>(Call.Health, { problems: [] }).problems;
  }

  #changed(what: Said): void {
    this.#tabs?.tell(0);
    this.#problems();
    this.#emit('change', { what });
  }

  /** Says what went wrong on the Rust side since. */
  #problems(): void {
    const problems = this.#coreProblems();
    for (const problem of problems.slice(this.#told)) this.#emit('problem', problem);
    this.#told = problems.length;
  }

  #emit(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail: Object.freeze(detail) }));
  }
}
