/**
 * An engine for the tests of the elements: small, in memory, of the same shape as the real one and true to its
 * promises (interests follow from the log, reasons add up to the score). Not here: how the real one ranks.
 */
import type {
  Ceiling, Days, Explanation, Facts, Found, Health, ImportOptions, Interest, Item, Kept as Kept_, Level, LevelOptions, Nearside, NearsideEvents, NearsideProblem, Pick, PickList, PlacementName, Reason,
  RecommendOptions, Settings, SignalName, SignalRecord, Sharing, SourceName, StanceName, Statement, TrackDetail,
} from '../../www/types.js';
import { PRODUCTS, type Product } from './products.js';
import { FakeSharing, type SharingOptions } from './sharing.js';

export interface FakeOptions {
  level?: Level | null;
  ready?: boolean;
  storage?: Health['storage'];
  problems?: NearsideProblem[];
  /** A damaged record that was set aside. */
  aside?: boolean;
  facts?: Partial<Facts>;
  /** The browser sends Global Privacy Control. */
  gpc?: boolean;
  /** A choice was made under older facts. */
  renewed?: boolean;
  ceiling?: Ceiling;
  products?: Product[];
  /** The shop asks for anonymous counts. */
  sharing?: SharingOptions;
  /** Called with the name of every method that was asked for. */
  spy?: (name: string) => void;
}

type Entry = { signal: SignalName; item: string; day: string; times: number; order?: string };
type Kept = { level: Level | null; log: Entry[]; said: Statement[]; settings: Settings };
const LEVELS: (Level | null)[] = [null, 'off', 'visit', 'remember', 'share'];
const empty = (level: Level | null): Kept => ({ level, log: [], said: [], settings: { days: null, sourcesOff: [], paused: false, choices: [] } });

const WEIGHT: Record<SignalName, number> = { view: 1, click: 1, search: 2, cart: 3, uncart: -3, purchase: 4, return: -4, impression: 0 };
const SOURCE: Record<SignalName, SourceName> = {
  view: 'browsing', click: 'browsing', search: 'searching', cart: 'cart', uncart: 'cart', purchase: 'orders', return: 'orders', impression: 'showing',
};
const DAYS: Record<SourceName, number> = { browsing: 90, searching: 90, cart: 90, orders: 365, showing: 14 };
const later = (day: string, days: number) => new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const FACTS: Facts = {
  shop: 'Corner & Co.', contact: 'privacy@corner.example', policy: '/policy', recipients: [], key: 'nearside',
  levels: [
    { name: 'off', keeps: 'nothing', sends: 'nothing' }, { name: 'visit', keeps: 'tab', sends: 'nothing' },
    { name: 'remember', keeps: 'device', sends: 'nothing' },
  ],
  sources: [
    { name: 'browsing', purpose: 'picks', days: 90, signals: ['view', 'click'], on: true, off: false },
    { name: 'searching', purpose: 'picks', days: 90, signals: ['search'], on: true, off: false },
    { name: 'cart', purpose: 'picks that go with the cart', days: 90, signals: ['cart', 'uncart'], on: true, off: false },
    { name: 'orders', purpose: 'picks', days: 365, signals: ['purchase', 'return'], on: true, off: false },
    { name: 'showing', purpose: 'picks', days: 14, signals: ['impression'], on: true, off: false },
  ],
  never: ['name', 'address', 'email', 'phone', 'place', 'ip', 'device', 'other-sites', 'search-words'],
  version: '7f3a', changes: [],
};

export class Fake implements Nearside {
  readonly #events = new EventTarget();
  readonly ready: boolean;
  readonly #facts: Facts;
  #kept: Kept;
  /** The shopper's own, while someone else is shopping. */
  #own: Kept | undefined;
  #ceiling: Ceiling | null;
  #hidden = false;
  renewed: boolean;
  #products: Product[];
  #byId: Map<string, Product>;
  #problems: NearsideProblem[];
  #aside: boolean;
  /** What is shared, where the shop asks. */
  counts: FakeSharing | undefined;

  constructor(readonly options: FakeOptions = {}) {
    this.ready = options.ready ?? true;
    this.#facts = { ...FACTS, ...options.facts };
    this.#ceiling = options.ceiling ?? null;
    this.renewed = options.renewed ?? false;
    this.#products = options.products ?? PRODUCTS;
    this.#byId = new Map(this.#products.map((one) => [one.id, one]));
    this.#problems = [...(options.problems ?? [])];
    this.#aside = options.aside ?? false;
    this.#kept = empty(options.level ?? null);
    if (options.sharing) {
      this.#facts.levels = [...this.#facts.levels, { name: 'share', keeps: 'device', sends: 'counts' }];
      this.counts = new FakeSharing(options.sharing, () => this.level === 'share');
    }
  }

  get facts(): Facts {
    const { days, sourcesOff } = this.settings;
    const sources = this.#facts.sources.map((one) => ({ ...one, days: Math.min(one.days, days ?? 999), off: sourcesOff.includes(one.name) }));
    return { ...this.#facts, sources };
  }
  get chosen(): Level | null {
    return this.#kept.level;
  }
  get level(): Level | null {
    const { chosen } = this;
    if (this.renewed || chosen === null) return null;
    const most = this.#ceiling?.level ?? 'share';
    return LEVELS.indexOf(most) < LEVELS.indexOf(chosen) ? most : chosen;
  }
  get ceiling(): Ceiling | null {
    return this.#ceiling;
  }
  get settings(): Settings {
    return structuredClone(this.#kept.settings);
  }
  get paused(): boolean {
    return this.#kept.settings.paused;
  }
  get guest(): boolean {
    return this.#own !== undefined;
  }
  get hidden(): boolean {
    return this.#hidden;
  }
  set hidden(hidden: boolean) {
    this.#hidden = hidden;
    this.#changed('hidden');
  }
  get on(): boolean {
    return LEVELS.indexOf(this.level) > 1;
  }
  get health(): Health {
    const storage = !this.on && !this.#kept.log.length ? 'none' : (this.options.storage ?? (this.level === 'visit' ? 'tab' : 'device'));
    return {
      runs: 'wasm', storage, signals: this.#kept.log.length, statements: this.#kept.said.length, bytes: storage === 'none' ? 0 : this.export().length,
      aside: this.#aside, gpc: this.options.gpc ?? false, items: this.#products.length, problems: this.#problems,
    };
  }

  /** Puts a signal into the log on a given day, as if it had been tracked then. */
  note(signal: SignalName, item: string, day: string, times = 1, order?: string): this {
    this.#kept.log.push({ signal, item, day, times, ...(order ? { order } : {}) });
    return this;
  }
  /** Reports a problem, as the real engine does. */
  problem(problem: NearsideProblem): void {
    this.#problems.push(problem);
    this.#events.dispatchEvent(new CustomEvent('problem', { detail: problem }));
  }
  #changed(what: 'level' | 'log' | 'erase' | 'settings' | 'guest' | 'hidden'): void {
    this.#events.dispatchEvent(new CustomEvent('change', { detail: { what } }));
  }

  setLevel(level: Level, { keep = false }: LevelOptions = {}): boolean {
    this.endGuest();
    if (this.#ceiling && LEVELS.indexOf(level) > LEVELS.indexOf(this.#ceiling.level)) return false;
    this.renewed = false;
    const { settings } = this.#kept;
    this.#kept = level === 'off' && !keep ? empty(level)
      : { ...this.#kept, level, settings: { ...settings, choices: [...settings.choices, { day: '2026-11-22', level }] } };
    this.#changed('level');
    return true;
  }
  setCeiling(by: string, level: Level | null): void {
    this.#ceiling = level && { by, level };
    this.#changed('level');
  }
  #set(settings: Partial<Settings>): void {
    if (this.on) this.#kept.settings = { ...this.#kept.settings, ...settings };
    this.#changed('settings');
  }
  setDays(days: Days | null): void {
    this.#set({ days });
  }
  setSource(name: SourceName, on: boolean): void {
    this.#set({ sourcesOff: [...this.settings.sourcesOff.filter((one) => one !== name), ...(on ? [] : [name])] });
  }
  pause(): void {
    this.#set({ paused: true });
  }
  resume(): void {
    this.#set({ paused: false });
  }
  startGuest(): boolean {
    if (!this.on || this.guest) return this.on;
    this.#own = this.#kept;
    this.#kept = empty('visit');
    this.#changed('guest');
    return true;
  }
  endGuest(): void {
    if (!this.#own) return;
    this.#kept = this.#own;
    this.#own = undefined;
    this.#changed('guest');
  }
  track(signal: SignalName | StanceName, detail: TrackDetail): boolean {
    if (signal === 'like' || signal === 'less' || signal === 'never') return this.state(`item:${detail.id}`, signal);
    if (!this.on || this.paused || this.settings.sourcesOff.includes(SOURCE[signal]) || !this.#products.some((one) => one.id === detail.id)) return false;
    this.note(signal, detail.id!, '2026-11-22');
    this.#changed('log');
    return true;
  }
  state(subject: string, stance: StanceName | null): boolean {
    if (!this.on) return false;
    const label = subject.startsWith('theme:') ? subject.split(':').at(-1) : subject.startsWith('item:') ? this.#product(subject.slice(5))?.title : subject.split(/:| > /).at(-1);
    this.#kept.said = this.#kept.said.filter((one) => one.subject !== subject);
    if (stance) this.#kept.said.push({ subject, label: label ?? subject, stance, day: '2026-11-22' });
    this.#changed('log');
    return true;
  }

  #product(id: string): Product | undefined {
    return this.#byId.get(id);
  }
  #stance(subject: string): StanceName | undefined {
    return this.#kept.said.find((one) => one.subject === subject || one.subject === `theme:${subject}`)?.stance;
  }

  signals(): SignalRecord[] {
    this.options.spy?.('signals');
    return this.#kept.log.map(({ signal, item, day, times, order }) => {
      const title = this.#product(item)?.title;
      return { ref: `${day}/${signal}/${item}`, signal, day, times, item, ...(title ? { title } : {}), ...(order ? { order } : {}), fades: later(day, Math.min(DAYS[SOURCE[signal]], this.settings.days ?? 999)) };
    }).sort((a, b) => (a.day < b.day ? 1 : -1));
  }

  interests(): Interest[] {
    this.options.spy?.('interests');
    const found = new Map<string, Interest>();
    for (const record of this.on ? this.signals() : []) {
      if (this.settings.sourcesOff.includes(SOURCE[record.signal])) continue;
      for (const { key, kind, label } of this.#product(record.item!)?.facets ?? []) {
        const one = found.get(key) ?? { facet: key, kind, label, strength: 0, points: 0, from: [], fades: '' };
        one.from.push(record);
        one.points += WEIGHT[record.signal] * record.times;
        if (record.fades > one.fades) one.fades = record.fades;
        found.set(key, one);
      }
    }
    const all = [...found.values()].filter((one) => one.points > 0 && this.#stance(one.facet) !== 'never').sort((a, b) => b.points - a.points);
    const most = all[0]?.points ?? 1;
    return all.map((one) => ({ ...one, strength: Math.max(1, Math.round((one.points / most) * 100)), points: Math.round(Math.log1p(one.points) * 1500) }));
  }
  statements(): Statement[] {
    return [...this.#kept.said];
  }

  item(wanted: string | number): Item | undefined {
    const product = typeof wanted === 'number' ? this.#products[wanted] : this.#product(wanted);
    if (!product) return undefined;
    const { id } = product;
    return {
      id, index: this.#products.indexOf(product), title: product.title, link: `#${id}`, image: '', price: product.price, currency: 'EUR', inStock: true,
    };
  }

  #pick(product: Product, interests: Interest[]): Pick {
    const reasons: Reason[] = [];
    for (const { key, kind, label } of product.facets) {
      const interest = interests.find((one) => one.facet === key);
      if (interest) reasons.push({ term: 'interest', points: interest.points, facet: key, label, kind, count: interest.from.length, personal: true });
      const stance = this.#stance(key);
      if (stance) reasons.push({ term: 'stated', points: stance === 'like' ? 4096 : -4096, facet: key, label, kind, count: 1, personal: true, stance });
    }
    const bought = this.#kept.log.filter((one) => one.item === product.id && one.signal === 'purchase').length;
    if (bought) reasons.push({ term: 'again', points: 5000, item: product.id, title: product.title, count: bought, personal: true });
    const near = product.goesWith && this.#kept.log.find((one) => one.item === product.goesWith);
    if (near) reasons.push({ term: 'next', points: 6000, item: near.item, title: this.#product(near.item)!.title, count: 1, personal: true });
    reasons.push({ term: 'popular', points: product.popular, count: 0, personal: false });
    if (product.similar) reasons.push({ term: 'variety', points: -product.similar, count: 0, personal: false });
    reasons.sort((a, b) => b.points - a.points);
    const score = reasons.reduce((sum, one) => sum + one.points, 0);
    return { ...this.item(product.id)!, score, reasons, reason: reasons[0]!, personal: reasons.some((one) => one.personal), promoted: product.promoted === true };
  }
  #ranked(): Pick[] {
    const interests = this.on && !this.#hidden ? this.interests() : [];
    return this.#products.filter((one) => this.#stance(`item:${one.id}`) !== 'never')
      .map((one) => this.#pick(one, interests)).sort((a, b) => b.score - a.score);
  }
  recommend(placement: PlacementName, options: RecommendOptions = {}): PickList {
    return { placement, items: this.#ranked().slice(0, options.count ?? 24), personal: this.on && !this.#hidden };
  }
  page() {
    return this;
  }
  rank(placement: PlacementName, options: RecommendOptions = {}): Uint32Array {
    return Uint32Array.from(this.recommend(placement, options).items, (pick) => this.#products.findIndex((one) => one.id === pick.id));
  }
  rerank<T extends string | { id: string | number }>(products: readonly T[]): T[] {
    return [...products];
  }
  explain(id: string): Explanation | undefined {
    this.options.spy?.('explain');
    const ranked = this.#ranked();
    const place = ranked.findIndex((one) => one.id === id) + 1;
    const pick = ranked[place - 1];
    if (!pick) return undefined;
    const without = pick.reasons.filter((one) => one.personal).map((reason) => ({
      reason, place: ranked.filter((one) => one.score > pick.score - reason.points).length + 1,
    }));
    return { ...pick, place, without };
  }

  find(words: string): Found[] {
    const found = new Map<string, Found>();
    for (const { facets } of this.#products) {
      for (const { key, kind, label } of facets) {
        if (!label.toLowerCase().split(' ').some((word) => word.startsWith(words.toLowerCase().trim()))) continue;
        found.set(key, { facet: key, kind, label, items: (found.get(key)?.items ?? 0) + 1 });
      }
    }
    return words.trim() ? [...found.values()].slice(0, 12) : [];
  }
  forget(ref: string): number {
    const before = this.#kept.log.length;
    const gone = ref.startsWith('item:') ? (one: SignalRecord) => one.item === ref.slice(5)
      : ref.startsWith('order:') ? (one: SignalRecord) => one.order === ref
      : ref.startsWith('source:') ? (one: SignalRecord) => SOURCE[one.signal] === ref.slice(7)
      : ref.includes('/') ? (one: SignalRecord) => one.ref === ref
      : (one: SignalRecord) => this.#product(one.item!)?.facets.some((facet) => facet.key === ref) ?? false;
    const refs = new Set(this.signals().filter(gone).map((one) => one.ref));
    this.#kept.log = this.#kept.log.filter((one) => !refs.has(`${one.day}/${one.signal}/${one.item}`));
    if (before !== this.#kept.log.length) this.#changed('log');
    return before - this.#kept.log.length;
  }
  export(): string {
    return JSON.stringify({ nearside: 1, ...this.#kept });
  }
  preview(text: string): Kept_ {
    return { day: '2026-11-22', profile: text };
  }
  import(text: string, { mode = 'replace' }: ImportOptions = {}): void {
    let read: ({ nearside?: number } & Kept) | undefined;
    try {
      read = JSON.parse(text);
    } catch {}
    if (this.level === 'off' || read?.nearside !== 1 || !Array.isArray(read.log)) throw Object.assign(new Error('no export'), { code: 'BAD_OPTION' });
    const own = this.#kept, { log, said } = read, level = this.chosen ?? read.level;
    this.#kept = mode === 'merge' ? { level, log: [...own.log, ...log], said: [...own.said, ...said], settings: own.settings }
      : { level, log, said, settings: read.settings ?? empty(null).settings };
    this.#changed('log');
  }
  async sharing(): Promise<Sharing | null> {
    this.options.spy?.('sharing');
    return this.options.sharing?.missing ? null : this.counts ?? null;
  }
  /** The next answer leaves. */
  leave(): void {
    this.counts?.leave();
    this.#changed('settings');
  }

  erase(): void {
    this.#kept = empty(null);
    this.#own = undefined;
    this.#aside = false;
    this.#changed('erase');
  }
  load(): Promise<boolean> {
    return Promise.resolve(true);
  }
  dispose(): void {}
  [Symbol.dispose](): void {}

  addEventListener<K extends keyof NearsideEvents>(type: K, listener: (event: NearsideEvents[K]) => void): void {
    this.#events.addEventListener(type, listener as (event: Event) => void);
  }
  removeEventListener<K extends keyof NearsideEvents>(type: K, listener: (event: NearsideEvents[K]) => void): void {
    this.#events.removeEventListener(type, listener as (event: Event) => void);
  }
}
