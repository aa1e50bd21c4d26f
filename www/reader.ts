// Flat numbers of the Rust side into the objects of the public API. The layout is that of `src/browser`.
import type { Asked } from './asked.js';
import { Call, TERMS } from './facts.js';
import type { Explanation, FacetKind, Found, Item, Pick, Reason } from './types.js';

const MOST_FOUND = 12;

export class Reader {
  readonly #shop: Asked;
  readonly #items = new Map<number, Item>();
  readonly #facets = new Map<number, string[]>();
  readonly #minor: number;
  readonly #currency: string;
  readonly #firstRow: number;

  /** `firstRow`: what is added to the rows of a shard, to tell them from others. */
  constructor(shop: Asked, firstRow = 0) {
    this.#shop = shop;
    this.#firstRow = firstRow;
    const [currency = '', digits = '0'] = shop.text(Call.About).split('\n');
    this.#currency = currency;
    this.#minor = 10 ** Number(digits);
  }

  item(index: number): Item {
    let item = this.#items.get(index);
    if (!item) {
      const [id, title, link, image, price, stock] = this.#lines(Call.Card, index) as [string, string, string, string, string, string];
      item = Object.freeze({ id, index: index + this.#firstRow, title, link, image, inStock: stock === '1', currency: this.#currency, price: price ? Number(price) / this.#minor : undefined });
      this.#items.set(index, item);
    }
    return item;
  }

  list(flat: Int32Array): Pick[] {
    const numbers = flat.values();
    next(numbers); // whether the list is personal
    const picks: Pick[] = [];
    // What is read inside the loop is taken from the same numbers.
    for (const item of numbers) picks.push(this.#pick(item, numbers));
    return picks;
  }

  explanation(flat: Int32Array): Explanation {
    const numbers = flat.values();
    const pick = this.#pick(next(numbers), numbers);
    const place = next(numbers);
    const without: Explanation['without'] = [];
    for (const term of numbers) without.push({ reason: this.#reason(term, numbers), place: next(numbers) });
    return { ...pick, place, without };
  }

  #pick(index: number, numbers: Iterator<number>): Pick {
    const score = next(numbers);
    const promoted = next(numbers) === 1;
    const reasons = Array.from({ length: next(numbers) }, () => this.#reason(next(numbers), numbers));
    // Largest first, and `popular` is always there: where nothing speaks for an item, it is what is left.
    const largest = reasons[0] as Reason;
    const reason = largest.points > 0 ? largest : (reasons.find(({ term }) => term === 'popular') ?? largest);
    return { ...this.item(index), score, promoted, reasons, reason, personal: reasons.some((one) => one.personal) };
  }

  #reason(term: number, numbers: Iterator<number>): Reason {
    const reason: Reason = { term: TERMS[term] ?? 'popular', points: next(numbers), count: 0, personal: false };
    const facet = next(numbers);
    const item = next(numbers);
    reason.count = next(numbers);
    reason.personal = next(numbers) === 1;
    if (facet > 0) {
      const [kind, label, key] = this.#facet(facet);
      Object.assign(reason, { facet: key, label, kind: kind as FacetKind });
    }
    if (item >= 0) {
      const { id, title } = this.item(item);
      Object.assign(reason, { item: id, title });
    }
    if (reason.term === 'stated') reason.stance = reason.points < 0 ? 'less' : 'like';
    return reason;
  }

  /** Of those that fit as well, the one with more items. What begins with the words fits better. */
  find(words: string): Found[] {
    const wanted = words.trim().toLowerCase();
    const found: (Found & { at: number })[] = [];
    for (let number = 1, texts; wanted && (texts = this.#facet(number))[0]; number += 1) {
      const [kind, label = '', facet = '', items] = texts;
      const at = label.toLowerCase().indexOf(wanted);
      // A sensitive one says that it has none.
      if (at >= 0 && Number(items) > 0) found.push({ facet, kind: kind as FacetKind, label, items: Number(items), at });
    }
    found.sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || b.items - a.items);
    return found.slice(0, MOST_FOUND).map(({ at, ...facet }) => facet);
  }

  #lines(what: Call, number: number): string[] {
    return this.#shop.text(what, '', '', number).split('\n');
  }

  #facet(number: number): string[] {
    let texts = this.#facets.get(number);
    if (!texts) {
      texts = this.#lines(Call.Facet, number);
      this.#facets.set(number, texts);
    }
    return texts;
  }
}

function next(numbers: Iterator<number>): number {
  const { value } = numbers.next();
  return value as number;
}
