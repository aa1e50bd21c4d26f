/** Who has read each language. Not loaded by any page: for tests and documents. */

/** `reviewed`: by a second person at home in the language. `draft`: only by its author. */
export type Status = 'reviewed' | 'draft';

export const STATUS = {
  en: 'reviewed',
  de: 'draft',
  fr: 'draft',
  es: 'draft',
  it: 'draft',
  pt: 'draft',
  nl: 'draft',
  pl: 'draft',
  sv: 'draft',
  ar: 'draft',
  he: 'draft',
  ja: 'draft',
  zh: 'draft',
} satisfies Record<string, Status>;

/** Of the policy page (`rights/policy/`), which is read on its own. */
export const POLICY_STATUS = {
  en: 'draft',
  de: 'draft',
  fr: 'draft',
  es: 'draft',
  it: 'draft',
  pt: 'draft',
  nl: 'draft',
  pl: 'draft',
  sv: 'draft',
  ar: 'draft',
  he: 'draft',
  ja: 'draft',
  zh: 'draft',
} satisfies Record<keyof typeof STATUS, Status>;

/** Of the texts on what is shared (`share/`). */
export const SHARE_STATUS = {
  en: 'draft',
  de: 'draft',
  fr: 'draft',
  es: 'draft',
  it: 'draft',
  pt: 'draft',
  nl: 'draft',
  pl: 'draft',
  sv: 'draft',
  ar: 'draft',
  he: 'draft',
  ja: 'draft',
  zh: 'draft',
} satisfies Record<keyof typeof STATUS, Status>;
