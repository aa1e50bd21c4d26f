/**
 * What a catalog of texts is. Here: its shape and the list of languages. Not here: the texts, nor how one is
 * chosen and formatted (see `elements/text.ts`).
 *
 * Rules, checked for every language by `tests/elements`: all keys, the same `{placeholders}` as English, every plural
 * form the language has, no sentence above 12 words (40 characters where words are not spaced), none of the banned
 * words. Who has read which language: `status.ts`.
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
  fr: async () => (await import('./fr.js')).fr,
  es: async () => (await import('./es.js')).es,
  it: async () => (await import('./it.js')).it,
  pt: async () => (await import('./pt.js')).pt,
  nl: async () => (await import('./nl.js')).nl,
  pl: async () => (await import('./pl.js')).pl,
  sv: async () => (await import('./sv.js')).sv,
  ar: async () => (await import('./ar.js')).ar,
  he: async () => (await import('./he.js')).he,
  ja: async () => (await import('./ja.js')).ja,
  zh: async () => (await import('./zh.js')).zh,
};
