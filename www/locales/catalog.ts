/**
 * What a catalog of texts is. Here: its shape and the list of languages. Not here: the texts, nor how one is
 * chosen and formatted (see `elements/text.ts`).
 *
 * Rules, checked for every language by `tests/elements`: all keys, the same `{placeholders}` as English, no
 * sentence above 12 words, none of the banned words.
 */
import type { en } from './en.js';

/** Forms of one text by plural category of its `{n}`. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type Message = string | Plural;
/** Every key that a language must have: those of English. */
export type Key = keyof typeof en;
export type Catalog = Record<Key, Message>;

/** Languages that ship with the package; each is fetched only when a page asks for it. */
export const LANGUAGES: Record<string, () => Promise<Catalog>> = {
  en: async () => (await import('./en.js')).en,
  de: async () => (await import('./de.js')).de,
};
