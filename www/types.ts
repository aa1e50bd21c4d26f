/**
 * The public types of Nearside. The unions `Level`, `SignalName`, `TermName`, `PlacementName` and
 * `ErrorCode` are written by the Rust core into `facts.ts`, and what level `share` has stands in `sharing.ts`: both are
 * only re-exported here.
 */
import type { ErrorCode, FacetKind, Level, NeverKept, PlacementName, SignalName, SourceName, StanceName, TermName } from './facts.js';
import type { Sharing } from './sharing.js';
export type { ErrorCode, FacetKind, Level, NeverKept, PlacementName, SignalName, SourceName, StanceName, TermName } from './facts.js';
export type { CountReport, NextReport, SentReport, SharedQuestion, Sharing } from './sharing.js';

declare global {
  /** For those whose TypeScript has no `esnext.disposable`. */
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

/** What the merchant declares once, as an object or as the address of `nearside.json`. */
export interface Config {
  /** The shop's name as shoppers know it. */
  shop?: string;
  /** Where a shopper can write to about their data: an address or a link. */
  contact?: string;
  /** Link to the shop's own privacy policy. */
  policy?: string;
  /** Everyone besides the shop who receives anything. Empty means nobody. @default [] */
  recipients?: string[];
  /** Sources of signals that the shop uses; others are refused at the gate. @default all */
  sources?: SourceName[];
  /** Days that signals of a source are kept, 1 to 400. @default see `facts.sources` */
  retention?: Partial<Record<SourceName, number>>;
  /** Constants of the score, by name; see `docs/ranking.md` for names, units and ranges. @default {} */
  ranking?: Record<string, number>;
  /**
   * Words and facet keys that `nearside compile --config` marks sensitive besides its own list (`docs/sensitive.md`): nothing
   * is learned from them. `"!children"` takes a theme of that list out. @default []
   */
  sensitive?: string[];
  /** What changed about the data that is kept, newest first: shown when the shopper is asked again. @default [] */
  changes?: Change[];
  /** What only the policy page says: address, country, who sees totals. See `docs/rights.md`. @default {} */
  about?: import('./rights/policy.js').About;
  /** What the lists of a placement are asked to be, unless a call of `recommend()` says otherwise. @default {} */
  placements?: Partial<Record<PlacementName, Rules>>;
  /** What the shop asks those who choose level `share`; see `docs/counts.md`. Without it there is no such level. */
  counts?: CountsPlan;
}

/** The questions of anonymous counts, how often they are asked at most, and where reports go. */
export interface CountsPlan {
  /**
   * A path of the shop's own origin; or the https addresses of two independent operators, leader and helper, for
   * `nearside/dap`. @default '/v1/metrics'
   */
  endpoint?: string | [leader: string, helper: string];
  questions: {
    [counted in 'funnel' | `category.${'view' | 'click' | 'cart' | 'purchase'}`]?: CountsQuestion;
  } & {
    reach?: CountsQuestion & { categories?: string[] };
    [experiment: `arm.${string}`]: CountsQuestion & { outcome: 'clicked' | 'carted' | 'ordered' };
    [experiment: `paired.${string}`]: CountsQuestion;
  };
  /** Reports of one browser in any 7, 28 and 365 days; can only be lowered. @default [1, 4, 13] */
  budget?: [number, number, number];
  /** Reports of at most ln 2 in place of ln 3, and 4 in a year. @default false */
  strict?: boolean;
}

/** What a question is asked for, 1 to 300 bytes that shoppers will read. */
export interface CountsQuestion {
  purpose: string;
}

/** A change of what the shop does with data, in the shop's own words. */
export interface Change {
  /** `YYYY-MM-DD`. */
  date: string;
  text: string;
}

/** Options of `open()`. Unknown names give one console warning that lists the known ones. */
export interface OpenOptions {
  /** Address or bytes of the compiled catalog. @default '/catalog.nsc' */
  catalog?: string | URL | ArrayBuffer | Uint8Array;
  /** The merchant's `nearside.json`, as an object or an address. @default {} */
  config?: Config | string | URL;
  /** `browser`: where the level says. `memory`: nowhere; gone with the page. @default 'browser' */
  storage?: 'browser' | 'memory';
  /** The clock, in milliseconds since 1970. @default Date.now */
  now?: () => number;
  /**
   * The highest level that somebody else allows: a level, or an adapter such as those of `nearside/ceilings`, which is
   * called before anything is ranked. It can lower the level, never raise it. @default none
   */
  ceiling?: Level | CeilingAdapter;
}

/** Reads what a consent manager allows and says it with `setCeiling()`. Returns what makes it stop, or nothing. */
export type CeilingAdapter = (nearside: Nearside) => (() => void) | void;

/** The highest level that is allowed now, and by whom. */
export interface Ceiling {
  level: Level;
  /** Who says so: `gpc`, `shop`, `shopify`, `consent-mode`, `tcf`, or any other word. */
  by: string;
}

/** A shopper's own cap on the days that anything is kept. */
export type Days = 7 | 30 | 90;

/** What the shopper set besides the level. Kept with the profile, the same in all tabs. */
export interface Settings {
  /** No signal is kept longer than this; `null`: the shop's own days by source (`facts.sources[].days`). */
  days: Days | null;
  /** Sources that the shopper switched off. */
  sourcesOff: SourceName[];
  /** Nothing new is noted; picks stay. */
  paused: boolean;
  /** The latest changes of mind, oldest first, at most 12. A refusal that erases leaves none. */
  choices: { day: string; level: Level }[];
}

/** What `setLevel()` takes besides the level. */
export interface LevelOptions {
  /**
   * Of `off`: what is kept on this device stays there, unused, until it fades, is erased, or the level rises again.
   * What was kept for the visit only is forgotten either way. @default false
   */
  keep?: boolean;
}

/** A facet that `find()` found. */
export interface Found {
  /** Its key, for `state()`. */
  facet: string;
  kind: FacetKind;
  /** Its own label. */
  label: string;
  /** How many items carry it. */
  items: number;
}

/** What `preview()` sees in an export. */
export interface Kept {
  /** Today by the engine's clock, `YYYY-MM-DD`. */
  day: string;
  /** The export as it would be kept here: without what this shop does not note, or no longer, or never would. */
  profile: string;
}

/** What `import()` takes besides the text. */
export interface ImportOptions {
  /**
   * `replace`: the file takes the place of what is kept. `merge`: signals and statements that are not here are added;
   * of two statements about the same thing the later one holds, on the same day the stricter one. Settings stay as
   * they are here. Merging the same file again changes nothing. @default 'replace'
   */
  mode?: 'replace' | 'merge';
}

/** Which items a list may hold. All conditions given must hold. */
export interface Filter {
  /** Only what can be ordered now. @default false */
  inStock?: boolean;
  /** Price in major units (dollars, not cents), both ends included. */
  price?: { min?: number; max?: number };
  /** Facet keys that an item must carry, such as `category:Pets` (which includes all below it) or `brand:Acme`. */
  facets?: string[];
}

/** Lifts the items that fit (`by` above 1) or lowers them (below 1): as much as if they were `by` times as likely. */
export interface Boost {
  /** Which items: an expression such as `brand = "Acme"`. */
  where: string;
  /** 0.01 to 100. */
  by: number;
  /** Somebody pays for it: the items that it lifts get `promoted`. @default false */
  promoted?: boolean;
}

/** Puts an item at a place of the list, 0 being the first. */
export interface Pin {
  at: number;
  id: string;
  /** Somebody pays for it: the item gets `promoted`. @default false */
  promoted?: boolean;
}

/** What a merchant may ask of a list. See `docs/rules.md`. */
export interface Rules {
  /** How many items, 1 to 200. @default 24 */
  count?: number;
  /** A list with fewer items comes back empty, so that the page can leave the whole row out. @default 0 */
  minimum?: number;
  /** Which items may appear: an expression such as `in_stock && price < 100 && brand != "Acme"`. */
  filter?: string;
  /** At most 16. Several that fit one item all count. */
  boost?: Boost | readonly Boost[];
  /** Items with a place of their own: `{ 0: 'sku-1' }` or `[{ at: 0, id: 'sku-1' }]`. The filter holds for them too. */
  pin?: Readonly<Record<number, string>> | readonly Pin[];
  /** Ids to leave out, or a whole group: what the shopper bought, has in the cart, or viewed. */
  exclude?: readonly (string | { group: 'bought' | 'cart' | 'viewed' })[];
  /** 0: by score alone. 1: each category once, as long as there are others. @default 0.15; category and search 0 */
  diversity?: number;
  /**
   * What fills a list when its placement is about too few items: `popular`, the best of everything that fits the
   * filter; `none`, nothing; or these ids. @default 'popular'
   */
  fallback?: 'popular' | 'none' | readonly string[];
  /**
   * Placement `product`. `goes-with`: often bought together with the open item, and of another category. `similar`:
   * of the same branch of the category tree. @default 'goes-with'
   */
  kind?: 'similar' | 'goes-with';
  /** Whether one place in ten may hold something new to the shopper (`home`, `product`, `cart`). @default true */
  explore?: boolean;
}

/** Options of `recommend()`: rules for this call, over those of `nearside.json`, and what the page is about. */
export interface RecommendOptions extends Omit<Rules, 'filter'> {
  /** Which items may appear: an expression such as `in_stock && price < 100 && brand != "Acme"`, or an object. */
  filter?: string | Filter;
  /** The open item (placement `product`). It is never recommended itself. */
  item?: string;
  /** What is in the cart (placement `cart`). Never recommended itself. */
  cart?: readonly string[];
  /** Placement `search`: what the shop's own search found, best first. Unknown ones and what may not appear are left out. */
  hits?: readonly Known[];
}

/** A product by its id, or anything with an `id`. */
export type Known = string | { id: string | number };

/** One additive part of a score, in words a page can show. The points of all reasons add up to the score. */
export interface Reason {
  term: TermName;
  /** Its part of the score in 1/4096; may be negative. */
  points: number;
  /** `interest`, `stated`, `explore`: the facet's key; its label and kind for drawing. */
  facet?: string;
  label?: string;
  kind?: FacetKind;
  /** `next`: the item that led here; `again`, `seen`: the item itself. */
  item?: string;
  title?: string;
  /** How many signals stand behind it; 0 where none do. */
  count: number;
  /** Whether it comes from this shopper's profile, and not from the page or from everybody. */
  personal: boolean;
  /** `stated`: what the shopper said. */
  stance?: StanceName;
}

/** What is needed to draw an item. Texts are plain text: never put them into a page as markup. */
export interface Item {
  id: string;
  /** Its row in the catalog; of an item of a shard, a number beyond all rows of the head. */
  index: number;
  title: string;
  link: string;
  image: string;
  /** In major units; `undefined` when the feed had none. */
  price: number | undefined;
  /** ISO 4217 code; empty when the feed had no prices. */
  currency: string;
  inStock: boolean;
}

/** One recommended item. */
export interface Pick extends Item {
  /** The score in 1/4096 (a natural logarithm); equals the sum of all reasons' points. */
  score: number;
  /** All parts of the score, largest first. */
  reasons: Reason[];
  /** The largest part that speaks for this item: what a chip shows. `popular` where none does. */
  reason: Reason;
  /** Whether any part of the score comes from this shopper. */
  personal: boolean;
  /** Somebody pays for its place: a boost or pin with `promoted`. The page must say "Promoted". */
  promoted: boolean;
}

/** The answer of `recommend()`. */
export interface PickList {
  placement: PlacementName;
  items: Pick[];
  /** Whether the shopper's level let personal terms in. */
  personal: boolean;
}

/** Why one item stands where it stands, without the rules of a list (`variety`, `explore`, `rule`). */
export interface Explanation extends Pick {
  /** Its place by score among all items, 1 is first. */
  place: number;
  /** For each facet or item in the personal reasons: its place if that reason were not there. */
  without: { reason: Reason; place: number }[];
}

/** A signal as the log keeps it. */
export interface SignalRecord {
  /** Hand this to `forget()`. */
  ref: string;
  signal: SignalName;
  /** The UTC day, `YYYY-MM-DD`. Finer times are never kept. */
  day: string;
  /** How often it happened on that day. */
  times: number;
  /** The item, or the key of the facet where the catalog knew no item (see `TrackDetail`); absent for a search. */
  item?: string;
  /** Its title, while it is in the catalog. */
  title?: string;
  /** Purchase: the order it belongs to, `order:<day>/<n>`. Hand it to `forget()` to forget the whole order. */
  order?: string;
  /** Labels of the facets: those that a search named, whose words are not kept; of an item that the catalog did not know, one that it carries. */
  facets?: string[];
  /** The last day it counts, `YYYY-MM-DD`. */
  fades: string;
}

/** A facet with a weight, derived from the log. */
export interface Interest {
  /** The facet's key, such as `category:Pets > Dog food`. Hand it to `forget()` or `state()`. */
  facet: string;
  kind: FacetKind;
  /** The facet's own label. */
  label: string;
  /** 0 to 100, against the strongest. */
  strength: number;
  /** What it adds to the score of an item that carries it, in 1/4096. */
  points: number;
  /** The signals behind it, newest first. */
  from: SignalRecord[];
  /** The day the last of them fades, `YYYY-MM-DD`. */
  fades: string;
}

/** Something the shopper told us. */
export interface Statement {
  /** `item:<id>`, a facet's key, or `theme:<category key>`. */
  subject: string;
  /** Title or label for drawing. */
  label: string;
  stance: StanceName;
  day: string;
}

/** What notice, panel and policy say, derived from the running configuration. */
export interface Facts {
  shop: string;
  contact: string;
  policy: string;
  recipients: string[];
  /** The name of the one key in the browser's storage. */
  key: string;
  /**
   * A short hash of all that the shopper agrees to: levels, sources in use and their days, purposes, recipients.
   * What the shopper set for themselves is not in it.
   */
  version: string;
  /** From `nearside.json`: what changed, newest first. */
  changes: Change[];
  /** `share` only where the shop asks something: `nearside.json` has the member "counts". */
  levels: { name: Level; keeps: 'nothing' | 'tab' | 'device'; sends: 'nothing' | 'counts' }[];
  /**
   * `days`: how long its signals are kept, the shopper's own cap included. `on`: the shop uses it. `off`: the shopper
   * switched it off.
   */
  sources: { name: SourceName; purpose: string; days: number; signals: SignalName[]; on: boolean; off: boolean }[];
  /** Never read, never kept. */
  never: NeverKept[];
}

/** Where things stand, for the badge's self-check. */
export interface Health {
  /** What the engine runs on: `javascript` where the page forbids WebAssembly, `none` where neither could be loaded. */
  runs: 'wasm' | 'javascript' | 'none';
  /**
   * `device` local storage, `tab` session storage, `memory` this page only, `none` nothing kept. Where what is kept
   * lies now, whatever the level.
   */
  storage: 'device' | 'tab' | 'memory' | 'none';
  /** Signals in the log, statements, bytes in storage. More than 0 at level `off`: kept, but not used. */
  signals: number;
  statements: number;
  bytes: number;
  /** Whether a damaged record was set aside on this device. Erasing removes it too. */
  aside: boolean;
  /** Items in the catalog (of a large one: in its head); 0 when there is none. */
  items: number;
  /**
   * Whether the browser sends Global Privacy Control. Where the shop asks for anonymous counts it is a ceiling of
   * `remember`, by `gpc`.
   */
  gpc: boolean;
  /** What went wrong since `open()`, oldest first. */
  problems: NearsideProblem[];
}

export interface NearsideProblem {
  code: ErrorCode;
  message: string;
}

/** What `track()` takes besides the signal's name. */
export interface TrackDetail {
  /** The item's id. */
  id?: string;
  /**
   * Several items of one order or cart. In place of an item that the catalog does not know, the keys of what it carries
   * teach as much: `['category:Pets > Dog food', 'brand:Acme']`. Where one of them is sensitive or was refused, none does.
   */
  ids?: string[];
  /** `search`: the words. Only facets that they name are kept. */
  words?: string;
}

/** What `load()` brings of a large catalog. */
export interface LoadOptions {
  /** A category's key, such as `category:Pets`: everything in it and below it. */
  category?: string;
  /** What the shopper's own interests point to, at most four shards: for a moment when the page is idle. @default false */
  mine?: boolean;
}

/**
 * Events: `change` after anything about the shopper changed (in any tab), `problem` when something failed.
 * `level`: choice or ceiling; `settings`: days, sources, pause; `guest` and `hidden`: this tab's.
 */
export interface NearsideEvents {
  change: CustomEvent<{ what: 'level' | 'log' | 'erase' | 'settings' | 'guest' | 'hidden' }>;
  problem: CustomEvent<NearsideProblem>;
}

/** The lists of one page. Make a new one whenever the page is drawn anew. */
export interface Page {
  recommend(placement: PlacementName, options?: RecommendOptions): PickList;
}

/** An open engine. All calls are synchronous and never throw for what a shopper, a browser or a feed can cause. */
export interface Nearside {
  /** Whether picks can be made. When false, `recommend()` is empty and `rerank()` returns its input. */
  readonly ready: boolean;
  /**
   * The level that holds now: the shopper's choice, or the ceiling where that is lower. `null` before any choice, and
   * again when the shop does more with data than the shopper agreed to (`renewed`).
   */
  readonly level: Level | null;
  /** The shopper's own choice, whatever the ceiling; `null` before any. For someone else it is `visit`. */
  readonly chosen: Level | null;
  /** The lowest ceiling that anybody set in this page; `null` when there is none. */
  readonly ceiling: Ceiling | null;
  /**
   * The shopper chose under older facts, and since then recipients or sources grew or days became more. Nothing is
   * noted or ranked until they choose again; `facts.changes` says why.
   */
  readonly renewed: boolean;
  readonly settings: Settings;
  /** `settings.paused`. */
  readonly paused: boolean;
  /** Someone else is shopping in this tab: see `startGuest()`. */
  readonly guest: boolean;
  /** Lists are everybody's in this tab, for a screen that others see; noting goes on. Lasts as long as the tab. */
  hidden: boolean;
  readonly facts: Facts;
  readonly health: Health;
  /**
   * Takes effect at once. `visit` moves what is kept into this tab; `off` forgets it and remembers only the refusal,
   * unless it is told to `keep`. While someone else is shopping, it ends that first. `false`, and the problem
   * `CEILING`, when the ceiling is lower: the level stays what it was.
   */
  setLevel(level: Level, options?: LevelOptions): boolean;
  /**
   * The highest level that `by` allows from now on; `null` lifts it. Only in this page, never stored. `visit`: what is
   * kept moves into this tab. `off`: nothing is ranked, noted or written; what is kept stays where it is.
   */
  setCeiling(by: string, level: Level | null): void;
  /** Keeps nothing longer than this; what is older is forgotten at once. `null`: the shop's own days. */
  setDays(days: Days | null): void;
  /**
   * Off: signals of this source are refused, and what it noted before no longer counts; `forget('source:<name>')`
   * forgets that.
   */
  setSource(name: SourceName, on: boolean): void;
  /** Notes nothing new until `resume()`, in all tabs. Picks stay, and what the shopper says is still heard. */
  pause(): void;
  resume(): void;
  /**
   * Someone else is shopping: a fresh profile of this tab, gone with `endGuest()` or the tab. The shopper's own is not
   * touched meanwhile. `false` at level `off` and before a choice.
   */
  startGuest(): boolean;
  endGuest(): void;
  /** Notes a signal. `false`: the gate refused it (level, source, sensitive, unknown). */
  track(signal: SignalName | StanceName, detail: TrackDetail): boolean;
  /**
   * The shopper says more, less or never about `item:<id>` or a facet's key; `null` takes it back. A category covers
   * all categories below it. `never` also forgets what was noted about it, and nothing about it is noted again.
   * `theme:<category key>` may only be refused: the category, all below it, and every brand, label or category
   * elsewhere with the same name.
   */
  state(subject: string, stance: StanceName | null): boolean;
  recommend(placement: PlacementName, options?: RecommendOptions): PickList;
  /**
   * The same list as rows of the catalog, without cards, scores and reasons: for pages that draw cards of their own.
   * `item(row)` reads one. Rows are good until another catalog is opened.
   */
  rank(placement: PlacementName, options?: RecommendOptions): Uint32Array;
  /** The same products in a personal order: a permutation, always. Takes ids or objects with an `id`. */
  rerank<T extends Known>(products: readonly T[]): T[];
  /** Lists of one page without an item twice: each call of its `recommend()` leaves out what earlier ones gave. */
  page(): Page;
  explain(id: string): Explanation | undefined;
  /** The item with this id (also a variant's), or in this row of `rank()`, without any score. */
  item(id: string | number): Item | undefined;
  interests(): Interest[];
  signals(): SignalRecord[];
  statements(): Statement[];
  /** At most 12 facets of the catalog whose label holds these words, none of them sensitive; best match first. */
  find(words: string): Found[];
  /**
   * Forgets one signal (`ref`), an item (`item:<id>`), all behind an interest (facet key), a whole order
   * (`order:<day>/<n>`) or what a source noted (`source:<name>`). Returns how many signals went.
   */
  forget(ref: string): number;
  /**
   * Of a catalog that was compiled with `--shards`: brings the shards that are asked for, each once. Until then lists
   * are made of the head, which has the best of every category. Never rejects for what a server or a file can cause:
   * `false`, and a problem, when something could not be had. Without shards there is nothing to bring, and it is `true`.
   */
  load(what: LoadOptions): Promise<boolean>;
  /** Everything that is kept, as one JSON text. */
  export(): string;
  /** What `import()` would keep of an export. Changes nothing. Throws `BAD_OPTION` when it is none. */
  preview(text: string): Kept;
  /**
   * Brings an export back. The level stays the one chosen here; before any choice it becomes the file's. One that was
   * written at `off` brings what was kept, but chooses no level, so it needs a choice here first. Throws `BAD_OPTION`
   * and changes nothing then, when the level here is `off`, and when the text is no export or holds nothing at `off`.
   */
  import(text: string, options?: ImportOptions): void;
  /** Removes everything, in every store, of every tab: not even the choice is left, and `level` is `null` again. */
  erase(): void;
  /**
   * What the shop asks with level `share`, what leaves next and what left: fetched when it is first asked for. `null` where
   * the shop asks nothing, and where it could not be fetched or its configuration makes no sense (a problem says why).
   */
  sharing(): Promise<Sharing | null>;
  addEventListener<K extends keyof NearsideEvents>(type: K, listener: (event: NearsideEvents[K]) => void): void;
  removeEventListener<K extends keyof NearsideEvents>(type: K, listener: (event: NearsideEvents[K]) => void): void;
  /** Frees the module's memory and leaves the other tabs. Every call after it gives what an empty engine would. */
  dispose(): void;
  /** The same, for `using nearside = await open()`. */
  [Symbol.dispose](): void;
}
