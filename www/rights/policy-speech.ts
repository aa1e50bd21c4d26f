/**
 * The policy page's sentences in one language, with numbers, dates and lists by Intl. Not here: the sentences
 * (`policy/`). The panel has its own (`elements/text.ts`), which fetches languages and counts every byte.
 */
import type { Message } from '../locales/catalog.js';
import type { ShareCatalog } from '../locales/share/en.js';
import { ASKED, TEXTS, type Words } from './policy-texts.js';

export type Values = Record<string, string | number>;

/** One language, ready to use. */
export interface Speech {
  words: Words;
  /** What the panel says of anonymous counts. */
  asked: ShareCatalog;
  /** Of numbers, dates and lists; the page is marked with it. */
  tag: string;
  dir: 'ltr' | 'rtl';
  /** A text with its values put in; `n` picks the plural. */
  fill(message: Message, values: Values): string;
  /** Keeps what a merchant wrote together where it runs the other way. */
  apart(text: string): string;
  /** `YYYY-MM-DD` in words. */
  day(date: string): string;
  list(items: string[]): string;
  /** Sentences one after the other. */
  joined(sentences: string[]): string;
}

const RTL = /Arab|Hebr/;
const RTL_LETTERS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const UNSPACED = /Jpan|Hans/;
const scriptOf = (tag: string): string => new Intl.Locale(tag).maximize().script ?? '';

/** The language of a tag: the tag itself, then without its last part, then English, as notice and panel choose. */
export function speak(language: string): Speech {
  const [found, tag] = nearest(language);
  const dir = RTL.test(scriptOf(found)) ? 'rtl' : 'ltr';
  const [plural, number, lists] = [new Intl.PluralRules(tag), new Intl.NumberFormat(tag), new Intl.ListFormat(tag)];
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const put = (value: string | number = ''): string => (typeof value === 'number' ? number.format(value) : value);
  return {
    words: TEXTS[found] as Words, asked: ASKED[found] as ShareCatalog, tag, dir,
    fill: (message, values) => {
      const form = typeof message === 'string' ? message : (message[plural.select(Number(values['n']))] ?? message.other);
      // A value that ends in a full stop, such as "Ltd.", needs no second one.
      return form.replace(/\{(\w+)\}(\.?)/g, (_, name: string, stop: string) => put(values[name]) + (/\.\u2069?$/.test(put(values[name])) ? '' : stop));
    },
    apart: (text) => (dir === 'rtl' || RTL_LETTERS.test(text) ? `\u2068${text}\u2069` : text),
    day: (date) => dates.format(new Date(date)),
    list: (items) => lists.format(items),
    joined: (sentences) => sentences.join(UNSPACED.test(scriptOf(found)) ? '' : ' '),
  };
}

/** The language that is there, and the tag asked for where both are written in one script. */
function nearest(language: string): [string, string] {
  for (let tag = language.toLowerCase(); tag; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    if (!Object.hasOwn(TEXTS, tag)) continue;
    try {
      if (scriptOf(language) === scriptOf(tag)) return [tag, Intl.getCanonicalLocales(language)[0] ?? tag];
    } catch {} // Not a language tag.
    return [tag, tag];
  }
  return ['en', 'en'];
}
