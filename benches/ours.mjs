// Our engine as the benches call it: the one place that knows the flat calls of `src/browser`. Runs in Node and in a
// browser. Not here: clocks (timing.mjs), or data (shops.mjs).

/** The day that every bench takes for today. */
export const NOW = Date.UTC(2026, 10, 22);
/** Nothing but the order of points: what other ways of ranking can be asked for too. */
const PLAIN = ['{"count":24,"diversity":0,"explore":false}', 'category'];
const HOME = ['{"count":24}', 'home'];
/** Item, score, promoted, and how many reasons follow. */
const NUMBERS_OF_ITEM = 4;

/** The questions that are asked here, by their numbers in `www/facts.ts`; `scripts/test/benches.test.mjs` compares them. */
export const CALL = { add: 0, open: 1, items: 2, decide: 4, track: 6, import: 10, recommend: 11, rank: 12, find: 15, card: 16, export: 19, interests: 24 };

/** What `www/asked.ts` is to the package. */
class Asked {
  #shop;

  constructor(shop) {
    this.#shop = shop;
  }

  /** The answer, without its seal. */
  #bytes(what, text = '', word = '', number = NOW) {
    const answer = this.#shop.call(what, number, typeof text === 'string' ? new TextEncoder().encode(`${word}\n${text}`) : text);
    const said = answer.subarray(0, -1);
    if (answer.at(-1)) throw new Error(new TextDecoder().decode(said));
    return said;
  }

  text(...asked) {
    return new TextDecoder().decode(this.#bytes(...asked));
  }

  numbers(...asked) {
    const { buffer, length } = this.#bytes(...asked);
    return new Int32Array(buffer, 0, length >> 2);
  }

  items() {
    return this.numbers(CALL.items)[0];
  }

  find(id) {
    return this.numbers(CALL.find, id)[0] - 1;
  }

  import(profile) {
    this.numbers(CALL.import, profile);
  }

  export() {
    return this.text(CALL.export);
  }

  free() {
    this.#shop.free();
  }
}

/** Starts the module; gives its class of engines. */
export async function start({ imports, begin, Shop }, wasm) {
  const { instance } = await WebAssembly.instantiate(wasm, imports());
  begin(instance.exports);
  return class extends Asked {
    constructor(bytes, config) {
      super(new Shop());
      this.numbers(CALL.add, bytes);
      this.numbers(CALL.open, config, '', 0);
    }
  };
}

/** An engine on these bytes, with nothing kept. */
export function openShop(Shop, bytes) {
  // What was looked at is not offered again, so that code by hand can find the same list.
  return new Shop(bytes, '{"ranking":{"next_revisit":0}}');
}

/** Gives a shop a shopper: what was viewed, and if the shop has some, what was bought. */
export function makeProfile(shop, { viewed, bought = [] }) {
  shop.numbers(CALL.decide, '', 'level remember');
  for (const basket of bought) track(shop, 'purchase', basket);
  for (const id of viewed) track(shop, 'view', [id]);
}

/** Notes one signal. */
export function track(shop, word, ids) {
  return shop.numbers(CALL.track, ids.map((id) => `${id}\n`).join(''), word)[0] > 0;
}

/** The top 24 as flat numbers, without reasons. */
export function rank(shop) {
  return shop.numbers(CALL.rank, ...PLAIN);
}

/** The same as `{ item, score }`, best first. */
export function ranked(shop) {
  const flat = rank(shop).subarray(1);
  return Array.from({ length: flat.length / NUMBERS_OF_ITEM }, (_, place) => ({ item: flat[place * NUMBERS_OF_ITEM], score: flat[place * NUMBERS_OF_ITEM + 1] }));
}

/** The home page's list, with diversity and exploration, without reasons. */
export function rankHome(shop) {
  return shop.numbers(CALL.rank, ...HOME);
}

/** The same with reasons, as flat numbers: what `recommend()` makes objects of. */
export function withReasons(shop) {
  return shop.numbers(CALL.recommend, ...HOME);
}

/** Points of each interest, by facet key: the weights that the other ways of ranking get. */
export function weights(shop) {
  return new Map(JSON.parse(shop.text(CALL.interests)).map(({ facet, points }) => [facet, points]));
}

/** The id of an item by its number. */
export function idOf(shop, item) {
  return shop.text(CALL.card, '', '', item).split('\n', 1)[0];
}

/**
 * What every item of a synthetic catalog scores for somebody who is not known, by item number: a column of the file,
 * in 1/1024. Such a catalog has no trend, no breadth and no dates.
 */
export function priors(bytes) {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kindOf = (line) => String.fromCharCode(...bytes.subarray(line, line + 4));
  const lines = Array.from({ length: file.getUint16(6, true) }, (_, k) => 32 + k * 16);
  const start = file.getUint32(lines.find((line) => kindOf(line) === 'popu') + 4, true);
  return Int32Array.from({ length: file.getUint32(8, true) }, (_, item) => file.getInt16(start + item * 2, true) * 4);
}
