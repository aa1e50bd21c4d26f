/**
 * The policy page's sentences: what each language has to say, and which languages there are (those of the panel). Short
 * words, the panel's own; nothing that the code does not do. Who has read which: `locales/status.ts`. Not here: the
 * sentences themselves (`policy/`), nor how a page is made of them (`policy.ts`).
 *
 * A text with `{n}`, a whole number, has the plural forms of its language. `{shop}` stands in one and the same case
 * throughout a language, that of its own `shop`.
 */
import type { Message } from '../locales/catalog.js';
import type { NeverKept, SignalName, SourceName } from '../types.js';
import { ar as arAsked } from '../locales/share/ar.js';
import { de as deAsked } from '../locales/share/de.js';
import { type ShareCatalog, en as enAsked } from '../locales/share/en.js';
import { es as esAsked } from '../locales/share/es.js';
import { fr as frAsked } from '../locales/share/fr.js';
import { he as heAsked } from '../locales/share/he.js';
import { it as itAsked } from '../locales/share/it.js';
import { ja as jaAsked } from '../locales/share/ja.js';
import { nl as nlAsked } from '../locales/share/nl.js';
import { pl as plAsked } from '../locales/share/pl.js';
import { pt as ptAsked } from '../locales/share/pt.js';
import { sv as svAsked } from '../locales/share/sv.js';
import { zh as zhAsked } from '../locales/share/zh.js';
import { ar } from './policy/ar.js';
import { de } from './policy/de.js';
import { en } from './policy/en.js';
import { es } from './policy/es.js';
import { fr } from './policy/fr.js';
import { he } from './policy/he.js';
import { it } from './policy/it.js';
import { ja } from './policy/ja.js';
import { nl } from './policy/nl.js';
import { pl } from './policy/pl.js';
import { pt } from './policy/pt.js';
import { sv } from './policy/sv.js';
import { zh } from './policy/zh.js';

/** What can have changed between two editions. */
type Change = 'recipientAdded' | 'recipientGone' | 'sourceOn' | 'sourceOff' | 'days' | 'purpose' | 'signals' | 'levels' | 'never' | 'counts' | 'shop' | 'contact' | 'policy' | 'about';

interface Part { heading: string; sentences: string[] }
interface Listed extends Part { item: Message }

export interface Words {
  title: string;
  /** Where the shop has no name yet. */
  shop: string;
  sources: Record<SourceName, string>;
  signals: Record<SignalName, string>;
  never: Record<NeverKept, string>;
  /** Each begins with the level's name as the panel has it. */
  levels: Record<string, string>;
  sections: {
    what: Listed; never: Part; how: Part; why: Part; long: Listed;
    who: { heading: string; shop: string; nobody: string; others: string };
    /** `any`: some category. The rest are the panel's own sentences (`ASKED`). */
    counts: { only: string; any: string; shown: string };
    totals: { heading: string; sentence: Message };
    rights: Part & { list: string[] };
    contact: { heading: string; sentence: string; address: string; officer: string; authority: string };
    /** `item`: what changed on a day. */
    version: { heading: string; sentence: string; item: string };
  };
  changed: Record<Change, Message>;
}

/** What the panel says of anonymous counts, in its own words. */
export const ASKED: Record<string, ShareCatalog> = {
  ar: arAsked, de: deAsked, en: enAsked, es: esAsked, fr: frAsked, he: heAsked, it: itAsked, ja: jaAsked, nl: nlAsked, pl: plAsked, pt: ptAsked, sv: svAsked, zh: zhAsked,
};

/** By language tag: the same as the panel's. */
export const TEXTS: Record<string, Words> = { en, de, fr, es, it, pt, nl, pl, sv, ar, he, ja, zh };
