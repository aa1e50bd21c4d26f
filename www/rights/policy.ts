/**
 * `nearside/policy`: the shop's page about data, and its JSON, made of the facts of the running configuration. For the
 * shop's own pages and its build; `nearside policy` on the command line uses it. Not loaded by notice or panel.
 */
import { COUNTS } from '../facts.js';
import type { ShareKey } from '../locales/share/en.js';
import type { CountsPlan, CountsQuestion, Facts } from '../types.js';
import { speak, type Speech } from './policy-speech.js';
import type { Words } from './policy-texts.js';

/** What a policy says besides the facts: `"about"` of `nearside.json`, which the engine does not need. */
export interface About {
  /** The shop's postal address. */
  address?: string;
  /** ISO 3166 code of the country whose law the shop is under. */
  country?: string;
  /** Who answers for data in the shop. */
  officer?: string;
  /** Where a shopper may complain. */
  authority?: string;
  /** Who in the shop sees totals, and for how many days they are kept. Needed once a level shares any. */
  totals?: { seenBy?: string; days?: number };
}

/** One change against the edition before. */
export interface Changed {
  what: keyof Words['changed'];
  /** `name` of a source is its word in `facts`. */
  values: Record<string, string | number>;
  /** In English; `policyText()` says it in the page's language. */
  text: string;
}

/** The policy as JSON, and the record that the next one is compared with. */
export interface Policy {
  /** The version of this shape. */
  nearside: 1;
  /** 1, and one more each time anything in it changes. */
  edition: number;
  /** The day of this edition, `YYYY-MM-DD`. */
  date: string;
  /** What the shoppers agree to, by its hash: `facts.version`. */
  version: string;
  facts: Facts;
  about: About;
  /** What is asked with level `share`, with all that `nearside.json` leaves out. */
  counts?: Required<CountsPlan>;
  /** What changed against the edition before. */
  changed: Changed[];
  /** What was changed when, newest first. */
  history: { edition: number; date: string; changed: Changed[] }[];
}

/** A part of the page: a heading, sentences, and a list where there is one. All plain text. */
export interface Section {
  heading: string;
  sentences: string[];
  list?: string[];
}

/** The page, for any template. */
export interface PolicyText {
  language: string;
  /** Which way its sentences run. */
  dir: 'ltr' | 'rtl';
  title: string;
  sections: Section[];
}

/** What a merchant has to fill in: the name of the member of `nearside.json`, and why. */
export interface Missing {
  member: string;
  why: string;
}

/** The same text for the same content, whatever the order of members. */
const plain = (value: unknown): string => JSON.stringify(value, (_, held: unknown) =>
  held && typeof held === 'object' && !Array.isArray(held) ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1))) : held) ?? 'null';

const shares = (facts: Facts): boolean => facts.levels.some(({ sends }) => (sends as string) !== 'nothing');

/** The whole member, with what holds where it says nothing. */
const whole = (counts: CountsPlan | undefined): { counts?: Required<CountsPlan> } => (counts
  ? { counts: { endpoint: COUNTS.endpoint, budget: [...(counts.strict ? COUNTS.strict : COUNTS.budget)], strict: false, ...counts } } : {});

/** Fields that a policy needs and that only the merchant can know. */
export function missing(facts: Facts, about: About = {}, counts?: CountsPlan): Missing[] {
  const need: [unknown, string, string][] = [
    [facts.shop, 'shop', 'who is responsible'],
    [facts.contact, 'contact', 'where a shopper can write to'],
    [facts.policy, 'policy', 'where this page is'],
    [about.address, 'about.address', 'the address of who is responsible'],
    [about.country, 'about.country', 'whose law holds'],
    [!shares(facts) || counts, 'counts', 'what is asked'],
    [!shares(facts) || about.totals?.seenBy, 'about.totals.seenBy', 'who in the shop sees totals'],
    [!shares(facts) || about.totals?.days, 'about.totals.days', 'for how long totals are kept'],
  ];
  return need.filter(([given]) => !given).map(([, member, why]) => ({ member, why }));
}

const told = ({ words, fill, apart }: Speech, { what, values }: Pick<Changed, 'what' | 'values'>): string => {
  const foreign = Object.entries(values).map(([key, value]) => [key, typeof value === 'number' ? value : apart(value)]);
  const source = (words.sources as Record<string, string>)[values['name'] ?? ''];
  return fill(words.changed[what], { ...Object.fromEntries(foreign), ...(source && { name: source }), n: values['after'] ?? 0 });
};

/** What is different. Nothing, when both say the same. */
export function changes(before: Pick<Policy, 'facts' | 'about' | 'counts'>, after: Pick<Policy, 'facts' | 'about' | 'counts'>): Changed[] {
  const found: Changed[] = [];
  const english = speak('en');
  const say = (what: Changed['what'], values: Changed['values'] = {}) => found.push({ what, values, text: told(english, { what, values }) });
  const [was, is] = [before.facts, after.facts];
  for (const name of is.recipients.filter((one) => !was.recipients.includes(one))) say('recipientAdded', { name });
  for (const name of was.recipients.filter((one) => !is.recipients.includes(one))) say('recipientGone', { name });
  for (const source of is.sources) {
    const { name } = source;
    const old = was.sources.find((one) => one.name === name);
    if (source.on !== (old?.on ?? false)) say(source.on ? 'sourceOn' : 'sourceOff', { name });
    if (!source.on || !old?.on) continue;
    if (source.days !== old.days) say('days', { name, before: old.days, after: source.days });
    if (source.purpose !== old.purpose) say('purpose', { name });
    if (plain(source.signals) !== plain(old.signals)) say('signals', { name });
  }
  if (plain(was.levels) !== plain(is.levels)) say('levels');
  if (plain(was.never) !== plain(is.never)) say('never');
  for (const member of ['shop', 'contact', 'policy'] as const) {
    if (was[member] !== is[member]) say(member, { before: was[member] || '–', after: is[member] || '–' });
  }
  if (plain(before.counts) !== plain(after.counts)) say('counts');
  if (plain(before.about) !== plain(after.about)) say('about');
  return found;
}

/**
 * The policy of these facts. With the one before, it is the same edition where nothing changed, and the next one, with
 * what changed in words, where something did.
 */
export function policyJson(facts: Facts, { date, about = {}, counts, previous }: { date: string; about?: About; counts?: CountsPlan | undefined; previous?: Policy | undefined }): Policy {
  const asked = whole(counts);
  const changed = previous ? changes(previous, { facts, about, ...asked }) : [];
  // What only words for shoppers know (`changes` of nearside.json) makes no edition.
  if (previous && changed.length === 0) return { ...previous, facts, about, ...asked, version: facts.version };
  const edition = (previous?.edition ?? 0) + 1;
  return { nearside: 1, edition, date, version: facts.version, facts, about, ...asked, changed, history: [{ edition, date, changed }, ...(previous?.history ?? [])] };
}

/** What a published policy says otherwise than the configuration does. Empty: nothing. */
export function drift(published: Policy, facts: Facts, about: About = {}, counts?: CountsPlan): string[] {
  const found = changes(published, { facts, about, ...whole(counts) }).map(({ text }) => text);
  if (found.length === 0 && (published.version !== facts.version || plain(published.facts) !== plain(facts))) found.push('the facts have another version');
  return found;
}

/** What is asked with anonymous answers: each question with its purpose, how often, how blurred, where to, and how to stop. */
function asked({ words, asked: texts, fill, apart, list, joined }: Speech, { endpoint, questions, budget: [n, month, year], strict }: Required<CountsPlan>): Section {
  const { only, any, shown } = words.sections.counts;
  const question = (name: string, categories: string[] | undefined, outcome: string | undefined): string => {
    const [kind, of] = name.split('.');
    const key = `ask.${kind === 'category' ? of : kind === 'arm' ? outcome : kind}` as ShareKey;
    return fill(texts[key] ?? name, { label: categories ? list(categories.map(apart)) : any });
  };
  const to = typeof endpoint === 'string'
    ? [fill(texts['share.to'], { key: apart(endpoint) }), texts['share.seen'] as string]
    : [fill(texts['share.halves'], { key: list(endpoint.map(apart)) })];
  return {
    heading: texts['ask.title'] as string,
    sentences: [
      joined([fill(only, { level: texts['level.share'] as string }), ...['share.blur', 'share.odds', 'share.stays'].map((key) => fill(texts[key as ShareKey], { n: strict ? 2 : 3 }))]),
      joined([n * month * year > 0 ? fill(texts['share.often'], { n, month, year }) : texts['stop.budget'] as string, ...to]),
      shown,
    ],
    list: Object.entries(questions as Record<string, CountsQuestion & { categories?: string[]; outcome?: string }>).map(([name, { purpose, categories, outcome }]) => `${question(name, categories, outcome)} · ${fill(texts['ask.for'], { label: apart(purpose) })}`),
  };
}

/** The policy page in the nearest language that is there, which are those of the panel; else in English. */
export function policyText({ facts, about, counts, edition, date, history }: Policy, language = 'en'): PolicyText {
  const speech = speak(language);
  const { words, tag, dir, fill, apart, day, list } = speech;
  const on = facts.sources.filter((source) => source.on);
  const { sections: texts } = words;
  const shop = facts.shop ? apart(facts.shop) : words.shop;
  const sections: (Section | false)[] = [
    { heading: texts.what.heading, sentences: texts.what.sentences, list: on.map(({ name, signals }) => fill(texts.what.item, { name: words.sources[name], what: list(signals.map((signal) => words.signals[signal])) })) },
    { heading: texts.never.heading, sentences: texts.never.sentences, list: facts.never.map((one) => words.never[one]) },
    { heading: texts.how.heading, sentences: texts.how.sentences.map((text) => fill(text, { key: apart(facts.key) })), list: facts.levels.map(({ name }) => words.levels[name] ?? name) },
    { heading: texts.why.heading, sentences: texts.why.sentences },
    { heading: texts.long.heading, sentences: texts.long.sentences, list: on.map(({ name, days }) => fill(texts.long.item, { name: words.sources[name], n: days })) },
    { heading: texts.who.heading, sentences: [fill(texts.who.shop, { shop }), facts.recipients.length ? texts.who.others : texts.who.nobody], list: facts.recipients.map(apart) },
    counts !== undefined && asked(speech, counts),
    shares(facts) && { heading: texts.totals.heading, sentences: [fill(texts.totals.sentence, { seenBy: apart(about.totals?.seenBy ?? '–'), n: about.totals?.days ?? '–' })] },
    { heading: texts.rights.heading, sentences: texts.rights.sentences, list: texts.rights.list },
    {
      heading: texts.contact.heading,
      sentences: [
        fill(texts.contact.sentence, { shop, contact: apart(facts.contact || '–') }),
        ...(['address', 'officer', 'authority'] as const).flatMap((one) => (about[one] ? [fill(texts.contact[one], { [one]: apart(about[one]) })] : [])),
      ],
    },
    {
      heading: texts.version.heading,
      sentences: [fill(texts.version.sentence, { edition, date: day(date), version: apart(facts.version) })],
      list: [...history.map(({ date: at, changed }) => [at, speech.joined(changed.map((one) => told(speech, one)))]), ...(facts.changes ?? []).map((one) => [one.date, apart(one.text)])]
        .filter(([, text]) => text).map(([at, text]) => fill(texts.version.item, { date: day(at as string), text: text as string })),
    },
  ];
  return { language: tag, dir, title: fill(words.title, { shop }), sections: sections.filter((one): one is Section => one !== false).map(({ list, ...rest }) => (list?.length ? { ...rest, list } : rest)) };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A whole page without scripts or styles from elsewhere: markup in any text comes out as text. */
export function policyPage({ language, dir, title, sections }: PolicyText): string {
  const parts = sections.map(({ heading, sentences, list }) => [
    `<section>\n<h2>${escaped(heading)}</h2>`,
    ...sentences.map((one) => `<p>${escaped(one)}</p>`),
    ...(list ? ['<ul>', ...list.map((one) => `<li>${escaped(one)}</li>`), '</ul>'] : []),
    '</section>',
  ].join('\n'));
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}
