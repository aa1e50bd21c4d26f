// A large catalog: a head and shards by branches of the category tree, over one profile. Which of them a question is
// about, and lists of several as one. Loaded only for such a catalog.
// Not here: what a shard says (`src/catalog/shards.rs`), or how one profile stays one (`src/engine/parts.rs`).
import type { Asked } from './asked.js';
import type { Engine, Setting } from './engine.js';
import { NearsideError } from './errors.js';
import type { Reader } from './reader.js';
import type * as T from './types.js';

/** A shard as the head lists it, and its number in the engine and its reader once it is here. */
interface Shard {
  file: string;
  keys: string[];
  part?: number;
  reader?: Reader;
  loading?: Promise<boolean> | undefined;
}

export interface LargeSetting extends Setting {
  /** The head's list, as JSON. */
  shards: string;
  catalog: string | URL | ArrayBuffer | Uint8Array;
  /** Fetches a file. */
  bytesOf: (file: string) => Promise<Uint8Array>;
}

/** Rows of a shard are told from those of others by its number: more than a catalog of 4 GB can hold, times 255 parts. */
const ROWS = 2 ** 24;

/** What `load({ mine: true })` asks for at most. */
const MOST_MINE = 4;

/** The address of a file that lies beside the head. */
function beside(catalog: LargeSetting['catalog'], file: string): string {
  if (typeof catalog === 'string' || catalog instanceof URL) return String(catalog).replace(/[^/?#]*([?#].*)?$/s, () => encodeURIComponent(file));
  throw new NearsideError('CATALOG_MISSING', 'a catalog given as bytes cannot load shards');
}

/** The engine of a large catalog. What it inherits is asked of the head. */
export function withShards(Base: typeof Engine, readerOf: (shop: Asked, firstRow: number) => Reader): new (shop: Asked, setting: LargeSetting) => T.Nearside {
  return class extends Base {
    readonly #shards: Shard[];
    readonly #bytesOf: LargeSetting['bytesOf'];

    constructor(shop: Asked, setting: LargeSetting) {
      super(shop, { ...setting, again: async () => this.#anew(await setting.again?.()) });
      this.#bytesOf = async (file) => setting.bytesOf(beside(setting.catalog, file));
      this.#shards = this.ask(() => listed(setting.shards), []);
    }

    override async load(what: T.LoadOptions): Promise<boolean> {
      await super.load(what);
      const wanted = new Set(what.category === undefined ? [] : covering(this.#shards, what.category));
      if (what.mine) this.#mine().forEach((shard) => wanted.add(shard));
      const came = await Promise.all(Array.from(wanted, (shard) => (shard.loading ??= this.#load(shard))));
      return came.every(Boolean);
    }

    protected override list(placement: T.PlacementName, options: T.RecommendOptions, shown: string[]): T.PickList {
      const list = () => super.list(placement, options, shown);
      if (options.item !== undefined) return this.#about(options.item, list);
      const facets = typeof options.filter === 'object' ? options.filter.facets : [];
      const category = facets?.find((key) => key.startsWith('category:'));
      const shards = category === undefined ? [] : covering(this.#shards, category);
      // All of the category is here, or else the head and all that is here.
      const whole = shards.length > 0 && shards.every(({ part }) => part);
      const lists = whole ? shards.map((shard) => this.#inside(shard, list)) : this.#everywhere(list);
      return { placement, items: merged(lists.map(({ items }) => items), options.count ?? 24), personal: lists.some(({ personal }) => personal) };
    }

    override rank(placement: T.PlacementName, options: T.RecommendOptions = {}): Uint32Array {
      return Uint32Array.from(this.recommend(placement, options).items, ({ index }) => index);
    }

    override rerank<P extends T.Known>(products: readonly P[]): P[] {
      const ids = products.map((product) => (typeof product === 'string' ? product : String(product?.id)));
      // Points of several catalogs are alike, but places are not: the part that knows most puts them in order.
      const known = this.#everywhere(() => ids.filter((id) => this.row(id) >= 0).length);
      const best = known.indexOf(Math.max(...known));
      return this.#inside(this.#here()[best - 1], () => super.rerank(products));
    }

    override explain(id: string): T.Explanation | undefined {
      return this.#about(id, () => super.explain(id));
    }

    override item(id: string | number): T.Item | undefined {
      if (typeof id === 'string') return this.#about(id, () => super.item(id));
      const number = Math.floor(id / ROWS);
      const shard = this.#here().find(({ part }) => part === number);
      return number === 0 || shard ? this.#inside(shard, () => super.item(id % ROWS)) : undefined;
    }

    override state(subject: string, stance: T.StanceName | null): boolean {
      // The first part that knows the subject takes it.
      const heard = () => super.state(subject, stance);
      return heard() || this.#here().some((shard) => this.#inside(shard, heard));
    }

    override forget(ref: string): number {
      // A variant is another name of an item only where the item is known.
      const gone = () => super.forget(ref);
      return ref.startsWith('item:') ? this.#about(ref.slice('item:'.length), gone) : gone();
    }

    override interests(): T.Interest[] {
      const all = this.#everywhere(() => super.interests()).flat().sort((a, b) => b.points - a.points);
      const first = all.filter(({ facet }, at) => at === all.findIndex((one) => one.facet === facet));
      // Each part measures against its own strongest.
      const most = all[0]?.points ?? 1;
      return first.map((one) => ({ ...one, strength: Math.max(1, Math.floor((one.points * 100) / most)), from: this.#titled(one.from) }));
    }

    override signals(): T.SignalRecord[] {
      return this.#titled(super.signals());
    }

    override statements(): T.Statement[] {
      return super.statements().map((one) => {
        const id = one.subject.startsWith('item:') ? one.subject.slice('item:'.length) : undefined;
        return id === undefined ? one : { ...one, label: this.item(id)?.title ?? one.label };
      });
    }

    /** Titles of what only a shard knows. */
    #titled(records: T.SignalRecord[]): T.SignalRecord[] {
      return records.map((one) => {
        const title = one.title ?? (one.item === undefined ? undefined : this.item(one.item)?.title);
        return title === undefined ? one : { ...one, title };
      });
    }

    /** The shards that the strongest interests lie in. */
    #mine(): Shard[] {
      const categories = this.interests().filter(({ kind }) => kind === 'category');
      return [...new Set(categories.flatMap(({ facet }) => holding(this.#shards, facet)))].slice(0, MOST_MINE);
    }

    async #load(shard: Shard): Promise<boolean> {
      try {
        const bytes = await this.#bytesOf(shard.file);
        checkName(bytes, shard.file);
        const part = this.add(bytes);
        const reader = part > 0 ? this.ask((shop) => readerOf(shop, part * ROWS), undefined) : undefined;
        if (reader) Object.assign(shard, { part, reader });
      } catch (thrown) {
        this.problem(NearsideError.from(thrown));
      }
      // What failed may be asked for again.
      if (!shard.part) shard.loading = undefined;
      return !!shard.part;
    }

    /** Another module knows the head only. */
    #anew(shop: Asked | undefined): Asked | undefined {
      for (const shard of this.#shards) Object.assign(shard, { part: undefined, reader: undefined, loading: undefined });
      return shop;
    }

    #here(): Shard[] {
      return this.#shards.filter(({ part }) => part);
    }

    /** Asks a shard; without one, the head. */
    #inside<A>(shard: Shard | undefined, work: () => A): A {
      return shard?.part && shard.reader ? this.in(shard.part, shard.reader, work) : work();
    }

    #everywhere<A>(work: () => A): A[] {
      return [work(), ...this.#here().map((shard) => this.#inside(shard, work))];
    }

    /** Asks the shard that knows an item, because what is like the item is there; else the head. */
    #about<A>(id: string, work: () => A): A {
      const knows = () => this.row(id) >= 0;
      return this.#inside(this.#here().find((shard) => this.#inside(shard, knows)), work);
    }
  };
}

function listed(json: string): Shard[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter((one) => typeof one?.file === 'string' && Array.isArray(one.keys)) : [];
}

const isIn = (key: string, above: string) => key === above || key.startsWith(`${above} > `);

/** Where a category's items are: in the shards of it and of what is below it, else in those of the nearest above. */
export function covering<S extends { keys: string[] }>(shards: readonly S[], category: string): S[] {
  const below = shards.filter(({ keys }) => keys.some((key) => isIn(key, category)));
  return below.length > 0 ? below : holding(shards, category);
}

/** The shards of the category itself, or of the nearest above it. */
export function holding<S extends { keys: string[] }>(shards: readonly S[], category: string): S[] {
  const nearest = ({ keys }: S) => Math.max(0, ...keys.filter((key) => isIn(category, key)).map((key) => key.length));
  const best = Math.max(...shards.map(nearest));
  return best > 0 ? shards.filter((shard) => nearest(shard) === best) : [];
}

/** Throws unless a catalog has the checksum that its file's name says. That it is its own is checked when it is opened. */
function checkName(bytes: Uint8Array, file: string): void {
  const sum = Array.from(bytes.subarray(24, 32), (byte) => byte.toString(16).padStart(2, '0')).reverse().join('');
  if (!sum || !file.includes(sum)) throw new NearsideError('CATALOG_CORRUPT', `${file} holds something else than its name says`);
}

/** Lists of several parts as one: each keeps its own order, the better head comes first, nothing comes twice. */
export function merged<P extends { id: string; score: number }>(lists: readonly P[][], count: number): P[] {
  const left = lists.map((list) => list.values());
  const heads = left.map((list) => list.next().value as P | undefined);
  const picks = new Map<string, P>();
  while (picks.size < Math.floor(count)) {
    const best = heads.reduce((most, head, at) => (head && head.score > (heads[most]?.score ?? -Infinity) ? at : most), 0);
    const pick = heads[best];
    if (!pick) break;
    if (!picks.has(pick.id)) picks.set(pick.id, pick);
    heads[best] = left[best]?.next().value as P | undefined;
  }
  return [...picks.values()];
}
