// What every language must keep to, whoever wrote it. Not here: whether it is well said, which only readers can tell.
import assert from 'node:assert/strict';
import { BANNED } from './banned.mjs';

export const forms = (message) => (typeof message === 'string' ? [message] : Object.values(message));
export const sentences = (text) => text.split(/(?<=[.?!:؟])\s+|(?<=[。？：])/u).filter((part) => /\p{L}/u.test(part));
export const words = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word));

/** The most a sentence may be: words, or characters where words are not spaced, three or so to a word. */
const LONGEST = { words: 12, characters: 40 };
/** The same on the policy page, which is read at leisure. */
const LONGEST_OF_POLICY = { words: 20, characters: 60 };
const UNSPACED = ['ja', 'zh'];
/** Languages whose form for one or two is a word of its own, without the number. */
const COUNTS_IN_WORDS = { ar: ['zero', 'one', 'two'], he: ['one', 'two'] };
/** Languages in letters of their own; Latin letters stand there only in these names. */
const LETTERS = { ar: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u, ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, zh: /\p{Script=Han}/u };
const NAMES = /\bIP\b/g;
/** Keys whose text holds no word to translate. */
const WORDLESS = /^(join\.|cause$|sections\.(what|version)\.item$)/;
/** What is spelled as in English, looked at one by one. */
const SAME = {
  de: ['kind.material', 'now.pause', 'who.shop'], es: ['kind.color', 'kind.material', 'why.no', 'cell.no'], fr: ['counts.notes', 'never.email', 'sections.contact.heading'],
  it: ['counts.notes', 'never.email', 'why.no', 'cell.no'], nl: ['never.email', 'sections.contact.heading'], pl: ['badge.problems', 'never.email'], pt: ['kind.material', 'never.email'],
  sv: ['badge.problems', 'kind.material'],
};
const ENGLISH = /(?<!\p{L})(the|you|your|what|this|that|with|and|here|how|much|keep|kept|everything|nothing|forget|shown|picks)(?!\p{L})/iu;

const holes = (texts) => [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
const length = (lang, sentence) => (UNSPACED.includes(lang)
  ? [...sentence.replace(/\{n\}|\{total\}/g, '12').replace(/\{\w+\}/g, '1234').replace(/[\p{P}\p{Z}]/gu, '')].length : words(sentence).length);

/** The two sentences that are put together from parts, as long as they get: all five sources, the three longest signals. */
function composed(lang, catalog) {
  const list = (items) => new Intl.ListFormat(lang).format(items);
  const plural = new Intl.PluralRules(lang);
  const counted = (key) => (typeof catalog[key] === 'string' ? catalog[key] : (catalog[key][plural.select(14)] ?? catalog[key].other)).replace('{n}', '14');
  return {
    'notice.what.text': list(['browsing', 'searching', 'cart', 'orders', 'showing'].map((source) => catalog[`source.${source}`])),
    cause: list(['view', 'search', 'click', 'cart', 'purchase'].map((signal) => counted(`cause.${signal}`)).sort((a, b) => length(lang, b) - length(lang, a)).slice(0, 3)),
  };
}

/**
 * The plural forms that a language needs, exactly: those of the whole numbers up to a thousand. Where these never take
 * `other` (Polish), it stands for `many`; forms of millions alone (French) fall back to it as well.
 */
export function counting(lang) {
  const plural = new Intl.PluralRules(lang);
  const found = new Set(Array.from({ length: 1001 }, (_, n) => plural.select(n)));
  if (!found.has('other')) assert.ok(found.delete('many'), `${lang}: which form can stand for all others?`);
  return [...found, 'other'].filter((form, at, all) => all.indexOf(form) === at).sort();
}

/** Throws for the first thing that is wrong with a language. */
export function lint(lang, catalog, en) {
  assert.deepEqual(Object.keys(catalog).sort(), Object.keys(en).sort());
  assert.ok(BANNED[lang], `which words are banned in ${lang}?`);
  everyText(lang, catalog, en, LONGEST, composed(lang, catalog));
  // A button that a text names is named as it stands on the button.
  for (const [naming, button] of [['where.aside', 'erase.all'], ['why.notme.hint', 'why.notme']]) {
    for (const text of forms(catalog[naming])) assert.ok(text.includes(catalog[button]), `${naming} does not name ${button}: ${text}`);
  }
  if (lang !== 'en') translated(lang, catalog, en);
}

/** What a text is held to, wherever it stands. */
function everyText(lang, catalog, en, longest, long = {}) {
  const needed = counting(lang);
  const most = UNSPACED.includes(lang) ? longest.characters : longest.words;
  for (const [key, message] of Object.entries(catalog)) {
    assert.deepEqual(holes(forms(message)), holes(forms(en[key])), key);
    // A number after a colon agrees with nothing: "Found: 3".
    if (typeof en[key] !== 'string' && needed.length > 1 && !/:\s\{n\}(\.|$)/.test(message)) assert.equal(typeof message, 'object', `${key}: needs plural forms`);
    if (typeof message !== 'string') {
      assert.deepEqual(Object.keys(message).sort(), needed, key);
      for (const [form, text] of Object.entries(message)) {
        if (!COUNTS_IN_WORDS[lang]?.includes(form)) assert.deepEqual(holes([text]), holes(forms(message)), `${key}, ${form}`);
      }
    }
    for (const text of forms(message)) {
      assert.ok(text.trim() === text && text.length > 0, key);
      assert.doesNotMatch(text, /[<>&]|\.\.\.|\p{Extended_Pictographic}|[\u202a-\u202e\u2066-\u2069]/u, key);
      const read = long[key] ? text.replace('{list}', long[key]) : text;
      for (const sentence of sentences(read)) assert.ok(length(lang, sentence) <= most, `${key}: ${length(lang, sentence)} of ${most}: ${sentence}`);
      assert.doesNotMatch(read, BANNED[lang], key);
    }
  }
}

/** Throws for the first thing that is wrong with a language's texts on what is shared, or that the panel calls otherwise. */
export function lintShare(lang, catalog, en, panel) {
  assert.deepEqual(Object.keys(catalog).sort(), Object.keys(en).sort());
  assert.deepEqual(Object.keys(catalog).filter((key) => key in panel), []);
  everyText(lang, catalog, en, LONGEST);
  if (lang !== 'en') translated(lang, catalog, en);
  const [name] = panel['level.remember'].split(/[\s（(]/);
  assert.ok(catalog['level.share'].startsWith(name), `${catalog['level.share']} is to begin as ${panel['level.remember']} does`);
}

/** Throws for the first thing that is wrong with a language's policy page, or that it calls otherwise than the panel. */
export function lintPolicy(lang, words, english, panel, share) {
  const [texts, en] = [flat(words), flat(english)];
  assert.deepEqual(Object.keys(texts), Object.keys(en));
  everyText(lang, texts, en, LONGEST_OF_POLICY);
  if (lang !== 'en') translated(lang, texts, en);
  const named = { ...panel, ...share };
  for (const level of ['off', 'visit', 'remember', 'share']) assert.match(words.levels[level], new RegExp(`^${named[`level.${level}`]}\u00a0?[:：]`), level);
  assert.ok(words.sections.counts.shown.includes(panel['panel.title']), words.sections.counts.shown);
  const [open] = words.sections.rights.sentences.slice(-1);
  assert.ok(open.includes(panel['panel.title']), open);
  const said = words.sections.rights.list[2].toLowerCase();
  for (const stance of ['like', 'less', 'never']) assert.ok(said.includes(panel[`stance.${stance}`].toLowerCase()), `${said}: ${stance}`);
  const days = panel['kept.for.days'];
  for (const [form, text] of Object.entries(typeof days === 'string' ? { other: days } : days)) {
    const item = words.sections.long.item;
    assert.ok((item[form] ?? item).replaceAll(' ', '').includes(text.replaceAll(' ', '')), `${form}: ${text}`);
  }
}

/** `{ a: { b: ['x'] } }` → `{ 'a.b.0': 'x' }`; plural forms stay together. */
function flat(texts, path = '') {
  if (typeof texts === 'string' || 'other' in texts) return { [path]: texts };
  return Object.assign({}, ...Object.entries(texts).map(([key, value]) => flat(value, path ? `${path}.${key}` : key)));
}

/** No English is left over, and the letters are the language's own. */
function translated(lang, catalog, en) {
  for (const [key, message] of Object.entries(catalog)) {
    if (WORDLESS.test(key)) continue;
    const english = forms(en[key]);
    if (!SAME[lang]?.includes(key)) for (const text of forms(message)) assert.ok(!english.includes(text), `${key} is the English: ${text}`);
    for (const text of forms(message)) {
      const bare = text.replace(/\{\w+\}/g, '').replace(NAMES, '');
      assert.doesNotMatch(bare, ENGLISH, key);
      if (!LETTERS[lang]) continue;
      assert.match(text, LETTERS[lang], key);
      assert.doesNotMatch(bare, /\p{Script=Latin}/u, key);
    }
  }
  if (lang === 'fr') for (const text of Object.values(catalog).flatMap(forms)) assert.doesNotMatch(text, /(?<!\u00a0)[:;?!»]|«(?!\u00a0)/, 'a no-break space is missing');
}
