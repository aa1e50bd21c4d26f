// Options of the public calls: what they may be called and what type they have. A wrong type is a fault of the
// calling code and throws; an unknown name is said once on the console, with the names that exist.
import { NearsideError } from './errors.js';

type Check = (value: unknown) => boolean;
export type Checks = Record<string, Check>;

const text: Check = (v) => typeof v === 'string';
const texts: Check = (v) => Array.isArray(v) && v.every(text);
const flag: Check = (v) => typeof v === 'boolean';
const number: Check = (v) => typeof v === 'number' && Number.isFinite(v);
const some: Check = (v) => typeof v === 'object' && v !== null;

export const OPEN_OPTIONS: Checks = {
  catalog: (v) => text(v) || v instanceof URL || v instanceof ArrayBuffer || v instanceof Uint8Array,
  config: (v) => text(v) || some(v),
  storage: (v) => v === 'browser' || v === 'memory',
  now: (v) => typeof v === 'function',
  ceiling: (v) => text(v) || typeof v === 'function',
};

/** What is in them, the Rust side checks: it reads the same rules from `nearside.json`. */
export const RECOMMEND_OPTIONS: Checks = {
  count: number,
  minimum: number,
  filter: (v) => text(v) || some(v),
  boost: some,
  pin: some,
  exclude: some,
  diversity: number,
  fallback: (v) => text(v) || some(v),
  kind: text,
  item: text,
  cart: texts,
  explore: flag,
  hits: Array.isArray,
};

export const FILTER_OPTIONS: Checks = {
  inStock: flag,
  price: some,
  facets: texts,
};

export const PRICE_OPTIONS: Checks = { min: number, max: number };

export const LOAD_OPTIONS: Checks = { category: text, mine: flag };

export const LEVEL_OPTIONS: Checks = { keep: flag };

export const IMPORT_OPTIONS: Checks = { mode: (v) => v === 'replace' || v === 'merge' };

export const TRACK_DETAIL: Checks = { id: text, ids: texts, words: text };

const said = new Set<string>();

/** Throws `BAD_OPTION` for a wrong type; says unknown names once. */
export function checked(where: string, options: object, checks: Checks): void {
  if (typeof options !== 'object' || options === null) {
    throw new NearsideError('BAD_OPTION', `${where} takes an object`);
  }
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) {
      const line = `nearside: ${where} knows no option "${name}"; it knows ${Object.keys(checks).join(', ')}`;
      if (!said.has(line)) console.warn(line);
      said.add(line);
    } else if (value !== undefined && !check(value)) {
      throw new NearsideError('BAD_OPTION', `${where}: "${name}" has a wrong value`);
    }
  }
}
