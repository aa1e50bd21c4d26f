/**
 * Turns keys into sentences: which language, placeholders, plurals, lists, dates and numbers (all by Intl).
 * Not here: the sentences (see `locales`).
 */
import { LANGUAGES, type Catalog, type Key, type Message } from '../locales/catalog.js';
import type { Child } from './draw/jsx-runtime.js';
import type { Desk } from './panel/desk.js';
export type { Key } from '../locales/catalog.js';

/**
 * Values for placeholders. Numbers are formatted, and `n` picks the plural. `label` and `key` are what a shop or a
 * person wrote, of any direction and any content; other strings are our own (lists, dates, sizes).
 */
export type Values = Record<string, string | number>;

/** One language, ready to use. */
export interface Text {
  /** The language of the sentences. */
  readonly lang: string;
  /** The direction of the sentences, whatever the page's is. */
  readonly dir: 'ltr' | 'rtl';
  /** The sentences; the panel's section on what is shared adds its own when it is fetched. */
  readonly catalog: Catalog;
  /** That section, once its sentences are here. */
  more?: (now: { desk: Desk }) => Child;
  /** The sentence as one string; foreign strings in it are isolated from its direction. For attributes and status lines. */
  (key: Key, values?: Values): string;
  /** The sentence in parts; `wrap` draws each foreign string. */
  rich<T>(key: Key, values: Values, wrap: (text: string) => T): (string | T)[];
  list(items: readonly string[]): string;
  /** `YYYY-MM-DD` in words; the year is named when it is not this one. */
  date(day: string): string;
  /** The time of day, now. */
  time(): string;
  number(value: number): string;
  percent(part: number): string;
  bytes(count: number): string;
}

const ready = new Map<string, Text>();
const loading = new Map<string, Promise<Text>>();

/** The language of the nearest `lang` attribute, through shadow roots, then of the document. */
export function languageOf(node: Node): string {
  for (let at: Node | null = node; at;) {
    const near: Element | null = at instanceof Element ? at.closest('[lang]') : null;
    if (near) return near.getAttribute('lang') || 'en';
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return document.documentElement.lang || 'en';
}

/** The texts for a language, if they are here already. */
export const textNow = (lang: string): Text | undefined => ready.get(lang);

/** Fetches the texts for a language: the tag itself, then without its last part, then English. */
export function loadText(lang: string): Promise<Text> {
  let promise = loading.get(lang);
  if (!promise) {
    promise = find(lang).then((text) => (ready.set(lang, text), text));
    // A fetch that failed is tried again the next time somebody asks.
    promise.catch(() => loading.delete(lang));
    loading.set(lang, promise);
  }
  return promise;
}

/**
 * Fetches the texts of the page's language. Elements put on the page, or connected, after that draw at once, so that
 * a page can show them together with what stands below them and nothing moves.
 */
export async function prepare(lang = languageOf(document.documentElement)): Promise<void> {
  await loadText(lang);
}

/** Adds a language, or replaces one. Call it before the elements are on the page. */
export function addLanguage(lang: string, load: () => Promise<Catalog>): void {
  LANGUAGES[lang.toLowerCase()] = load;
}

async function find(lang: string): Promise<Text> {
  for (let tag = lang.toLowerCase(); tag; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const load = Object.hasOwn(LANGUAGES, tag) && LANGUAGES[tag];
    if (load) return make({ ...await load() }, localeOf(lang, tag));
  }
  return make({ ...await LANGUAGES['en']!() }, 'en');
}

const scriptOf = (tag: string): string | undefined => new Intl.Locale(tag).maximize().script;
const RTL = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/;

/** The page's own tag, for the numbers and dates of its region; not where it asks for another script than `found` has. */
function localeOf(lang: string, found: string): string {
  try {
    if (scriptOf(lang) === scriptOf(found)) return Intl.getCanonicalLocales(lang)[0] ?? found;
  } catch {} // Not a language tag.
  return found;
}

/**
 * In three tasks, the third of which draws the elements: the first script of all and the first list that Intl makes each
 * hold a slow telephone for as long as the rest together.
 */
async function make(catalog: Catalog, lang: string): Promise<Text> {
  const breath = () => new Promise((done) => setTimeout(done));
  const dir: Text['dir'] = RTL.test(scriptOf(lang) ?? '') ? 'rtl' : 'ltr';
  await breath();
  const lists = new Intl.ListFormat(lang);
  await breath();
  const plural = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(lang);
  const share = new Intl.NumberFormat(lang, { style: 'percent' });
  const size = new Intl.NumberFormat(lang, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  const date = (year?: 'numeric') => new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', year, timeZone: 'UTC' });
  const short = date(), long = date('numeric'), clock = new Intl.DateTimeFormat(lang, { timeStyle: 'short' });

  const rich: Text['rich'] = (key, values, wrap) => {
    // A language that a shop added could lack a key; its name is better than nothing.
    const message: Message = catalog[key] ?? key;
    const form = typeof message === 'string' ? message : (message[plural.select(Number(values['n']))] ?? message.other);
    return form.split(/\{(\w+)\}/).map((part, at, all) => {
      // After a value that ends in a full stop, such as "7. Nov.", the sentence needs none of its own.
      if (at % 2 === 0) return part.startsWith('.') && String(values[all[at - 1]!]).endsWith('.') ? part.slice(1) : part;
      const value = values[part] ?? '';
      if (typeof value === 'number') return number.format(value);
      return part === 'label' || part === 'key' ? wrap(value) : value;
    });
  };
  // U+2068 and U+2069 do for plain strings what <bdi> does for nodes.
  const text = (key: Key, values: Values = {}) => rich(key, values, (value) => `\u2068${value}\u2069`).join('');
  return Object.assign(text, {
    lang, dir, rich, catalog,
    list: (items: readonly string[]) => lists.format(items),
    date: (day: string) => {
      const at = new Date(`${day}T00:00Z`);
      if (Number.isNaN(at.getTime())) return day;
      return (at.getUTCFullYear() === new Date().getUTCFullYear() ? short : long).format(at);
    },
    time: () => clock.format(),
    number: number.format,
    percent: share.format,
    bytes: (count: number) => size.format(count / 1000),
  });
}
