/**
 * What a catalog of texts is. Here: its shape and the list of languages. Not here: the texts, nor how one is
 * chosen and formatted (see `elements/text.ts`).
 *
 * Rules, checked for every language by `tests/elements`: all keys, the same `{placeholders}` as English, every plural
 * form the language has, no sentence above 12 words (40 characters where words are not spaced), none of the banned
 * words. Who has read which language: `status.ts`.
 */
import type { en } from './en.js';
import type { ShareKey } from './share/en.js';

/** Forms of one text by plural category of its `{n}`, a whole number. `other` stands for every form that is left out. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type Message = string | Plural;
/** Every key that there is: those of English, and those of what is fetched later. */
export type Key = keyof typeof en | ShareKey;
/** What a language must have. Sentences on what is shared, where a language that a shop adds has none, are in English. */
export type Catalog = Record<keyof typeof en, Message> & Partial<Record<ShareKey, Message>>;

/** What a language's file exports, which is one thing. */
const only = (load: () => Promise<Record<string, Catalog>>) => async (): Promise<Catalog> => Object.values(await load())[0]!;

/** Languages that ship with the package; each is fetched only when a page asks for it. */
export const LANGUAGES: Record<string, () => Promise<Catalog>> = {
  en: only(() => import('./en.js')),
  de: only(() => import('./de.js')),
  fr: only(() => import('./fr.js')),
  es: only(() => import('./es.js')),
  it: only(() => import('./it.js')),
  pt: only(() => import('./pt.js')),
  nl: only(() => import('./nl.js')),
  pl: only(() => import('./pl.js')),
  sv: only(() => import('./sv.js')),
  ar: only(() => import('./ar.js')),
  he: only(() => import('./he.js')),
  ja: only(() => import('./ja.js')),
  zh: only(() => import('./zh.js')),
};
