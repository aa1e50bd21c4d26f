// What can be checked without a browser: the texts of every language, the colors, the styles, the bytes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { bundle, ROOT } from './build.mjs';
import { forms, lint, lintPolicy, lintShare, sentences, words } from './lint.mjs';

/** A TypeScript module of the project, run here. */
export async function load(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-'));
  try {
    await build({ absWorkingDir: ROOT, entryPoints: [entry], outfile: join(folder, 'out.mjs'), bundle: true, format: 'esm', logLevel: 'warning' });
    return await import(pathToFileURL(join(folder, 'out.mjs')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** By the files that are there. */
export const TONGUES = readdirSync(join(ROOT, 'www/locales')).map((name) => name.replace('.ts', '')).filter((name) => !['catalog', 'status', 'share'].includes(name));
/** Every placeholder at once, with a number that picks the plural. */
const values = (n) => ({ n, total: 5000, month: 4, year: 13, label: 'Ridge', key: 'nearside', list: 'A', what: 'B', date: 'C', size: 'D' });

/** The texts on what is shared. */
const shared = async (lang) => (await load(`www/locales/share/${lang}.ts`))[lang];

/** The grade of Flesch and Kincaid, syllables counted as groups of vowels. */
function grade(texts) {
  const all = texts.flatMap(words);
  const syllables = all.reduce((sum, word) => sum + Math.max(1, (word.toLowerCase().replace(/[^a-z]/g, '').replace(/e$/, '').match(/[aeiouy]+/g) ?? []).length), 0);
  return 0.39 * (all.length / texts.flatMap(sentences).length) + 11.8 * (syllables / all.length) - 15.59;
}

const luminance = (color) => color.match(/\w\w/g).map((two) => parseInt(two, 16) / 255)
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

export const checks = [
  ...TONGUES.map((lang) => [`texts: ${lang} has every key, the same placeholders, its own plurals, short sentences, no banned word, no English left`, async () => {
    const { LANGUAGES } = await load('www/locales/catalog.ts');
    lint(lang, await LANGUAGES[lang](), await LANGUAGES.en());
  }]),
  ...TONGUES.map((lang) => [`texts: what is shared, in ${lang}, has every key, the same placeholders, short sentences, no banned word, no English left`, async () => {
    const { LANGUAGES } = await load('www/locales/catalog.ts');
    lintShare(lang, await shared(lang), await shared('en'), await LANGUAGES[lang]());
  }]),
  ...TONGUES.map((lang) => [`texts: the policy page in ${lang} has every sentence, the panel’s own terms, its own plurals, no banned word, no English left`, async () => {
    const [{ LANGUAGES }, { TEXTS }] = [await load('www/locales/catalog.ts'), await load('www/rights/policy-texts.ts')];
    lintPolicy(lang, TEXTS[lang], TEXTS.en, await LANGUAGES[lang](), await shared(lang));
  }]),
  ['languages: those with a file are those that can be loaded, those with a status and those in the documents', async () => {
    const [{ LANGUAGES }, { STATUS, POLICY_STATUS, SHARE_STATUS }, { TEXTS }] = await Promise.all(['www/locales/catalog.ts', 'www/locales/status.ts', 'www/rights/policy-texts.ts'].map(load));
    const told = [...readFileSync(join(ROOT, 'docs/languages.md'), 'utf8').matchAll(/^\| `(\w+)` \|.*\| (\w+) \| (\w+) \| (\w+) \|$/gm)].map(([, ...cells]) => cells);
    const { LANGUAGES: SHARED } = await load('www/elements/panel/share/index.tsx');
    for (const list of [LANGUAGES, STATUS, POLICY_STATUS, TEXTS, SHARED]) assert.deepEqual(Object.keys(list).sort(), TONGUES.toSorted());
    assert.deepEqual(told.toSorted(), Object.entries(STATUS).map(([lang, status]) => [lang, status, POLICY_STATUS[lang], SHARE_STATUS[lang]]).toSorted());
    const help = /--language TAG +of the page: ([\w, ]+), or/.exec(readFileSync(join(ROOT, 'www/cli.ts'), 'utf8'))[1].split(', ');
    assert.deepEqual(help, TONGUES.toSorted());
  }],
  ['languages: every text of every language fills all its gaps, for any number and beside any date', async () => {
    const [{ loadText }, { en }] = [await load('www/elements/text.ts'), await load('www/locales/en.ts')];
    for (const lang of TONGUES) {
      const text = await loadText(lang);
      Object.assign(text.catalog, await shared(lang));
      for (const key of [...Object.keys(en), ...Object.keys(await shared('en'))]) {
        for (const n of [0, 1, 2, 3, 11, 22, 100, 1_000_000]) assert.doesNotMatch(text(key, values(n)), /[{}]|undefined|^$/, `${lang} ${key} ${n}`);
      }
      for (let month = 1; month <= 12; month++) {
        const date = text.date(`${new Date().getUTCFullYear()}-${String(month).padStart(2, '0')}-07`);
        for (const key of ['kept.fades', 'kept.curve', 'next.about', 'next.when', 'next.open', 'arm.until']) assert.doesNotMatch(text(key, { n: 2, date }), /\.\.|[.。]。|undefined/, `${lang}: ${text(key, { n: 2, date })}`);
      }
    }
  }],
  ['languages: a page gets the nearest one, in its direction, with the numbers and dates of its region', async () => {
    const { loadText } = await load('www/elements/text.ts');
    const got = async (tag) => {
      const text = await loadText(tag);
      return [text.lang, text.dir, text('undo')];
    };
    const undo = async (tag) => (await loadText(tag))('undo');
    for (const [tag, lang, from, dir] of [
      ['pt-BR', 'pt-BR', 'pt', 'ltr'], ['pt-PT', 'pt-PT', 'pt', 'ltr'], ['zh-CN', 'zh-CN', 'zh', 'ltr'], ['zh-Hans-SG', 'zh-Hans-SG', 'zh', 'ltr'],
      // The sentences are in the simplified script, and are marked so.
      ['zh-Hant', 'zh', 'zh', 'ltr'], ['zh-TW', 'zh', 'zh', 'ltr'],
      ['ar', 'ar', 'ar', 'rtl'], ['ar-EG', 'ar-EG', 'ar', 'rtl'], ['he-IL', 'he-IL', 'he', 'rtl'], ['DE-at', 'de-AT', 'de', 'ltr'], ['es-419', 'es-419', 'es', 'ltr'],
      ['fa', 'en', 'en', 'ltr'], ['tlh', 'en', 'en', 'ltr'], ['not a tag', 'en', 'en', 'ltr'], ['de_AT', 'en', 'en', 'ltr'],
    ]) assert.deepEqual(await got(tag), [lang, dir, await undo(from)], tag);
    const egypt = await loadText('ar-EG');
    for (const said of [egypt('badge.interests', { n: 12 }), egypt('kept.strength', { n: 12, total: 100 }), egypt.date('2019-11-12'), egypt.bytes(1200), egypt.percent(0.12), egypt.number(12)]) {
      assert.match(said, /[١٢٠]/);
      assert.doesNotMatch(said, /[0-9]/);
    }
    const list = async (tag) => (await loadText(tag)).list(['A', 'B', 'C']);
    assert.deepEqual([await list('fr'), await list('es'), await list('pl'), await list('ja'), await list('zh')], ['A, B et C', 'A, B y C', 'A, B i C', 'A、B、C', 'A、B和C']);
  }],
  ['texts: English reads like the sixth year of school or easier', async () => {
    const { en } = await load('www/locales/en.ts');
    const all = Object.values({ ...en, ...await shared('en') }).flatMap(forms).filter((text) => /\.$/.test(text));
    const reached = grade(all);
    console.log(`    grade ${reached.toFixed(1)} over ${all.length} texts`);
    assert.ok(reached <= 6, String(reached));
  }],
  ['texts: every key is used', async () => {
    const { en } = await load('www/locales/en.ts');
    const files = readdirSync(join(ROOT, 'www/elements'), { recursive: true }).filter((name) => /\.tsx?$/.test(name));
    const code = files.map((name) => readFileSync(join(ROOT, 'www/elements', name), 'utf8')).join('\n');
    // A key that is put together is a pattern: what is filled in holds no dot, but at its start, where it is a key itself.
    const patterns = [...code.matchAll(/`([\w.]*\$\{[^}`]+\}[\w.]*)`/g)].map(([, template]) => template)
      .filter((template) => template.includes('.')).map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replace(/^\$\{.*?\}/, '[\\w.-]+').replace(/\$\{.*?\}/g, '[\\w-]+')}$`));
    const unused = [...Object.keys(en), ...Object.keys(await shared('en'))].filter((key) => !code.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)));
    assert.deepEqual(unused, []);
  }],
  ['colors: every pair that is used together has the contrast it needs, light and dark', async () => {
    const { COLORS } = await load('www/elements/style.ts');
    const grounds = ['ground', 'raised', 'tint'];
    const needs = [
      ...grounds.flatMap((ground) => [['ink', ground, 4.5], ['soft', ground, 4.5], ['accent', ground, 4.5], ['focus', ground, 3]]),
      ['alert', 'ground', 4.5], ['on-accent', 'accent', 4.5], ['edge', 'ground', 3], ['edge', 'tint', 3], ['accent', 'line', 3], ['soft', 'line', 3],
    ];
    for (const [front, back, least] of needs) {
      for (const scheme of [0, 1]) {
        const is = contrast(COLORS[front][scheme], COLORS[back][scheme]);
        assert.ok(is >= least, `${front} on ${back}, ${['light', 'dark'][scheme]}: ${is.toFixed(2)}`);
      }
    }
  }],
  ['styles: only logical properties, no text below 14 px, no fixed notice', async () => {
    const { BASE, NOTICE, BADGE, REASON } = await load('www/elements/style.ts');
    const { WHY } = await load('www/elements/reason-style.ts');
    const { PANEL } = await load('www/elements/panel/style.ts');
    const { SHARE } = await load('www/elements/panel/share/style.ts');
    const all = [BASE, NOTICE, BADGE, REASON, WHY, PANEL, SHARE].join('\n');
    assert.doesNotMatch(all, /(?<![\w-])((margin|padding|border|inset)-(left|right|top|bottom)|left|right|top|bottom|width|height|min-width|max-width|min-height|max-height|text-align:\s*(left|right))\s*:(?![^(]*\))/);
    assert.doesNotMatch(all, /text-align:\s*(left|right)|float:\s*(left|right)/);
    for (const [, size] of all.matchAll(/font-size:([\d.]+)em/g)) assert.ok(Number(size) * 15 >= 14, size);
    assert.doesNotMatch([BASE, NOTICE, BADGE, REASON, WHY].join(''), /position:\s*(fixed|sticky)/);
    assert.doesNotMatch(all, /@import|url\(/);
  }],
  ['shares: of any score they add up to 100, never turn the order around, and are never off by more than one', async () => {
    const { shares } = await load('www/elements/shares.ts');
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 1000; round++) {
      const reasons = Array.from({ length: 1 + Math.floor(random() * 9) }, () => ({ points: Math.round((random() - 0.2) * 4096 ** (0.5 + random())) })).sort((a, b) => b.points - a.points);
      const total = reasons.reduce((sum, one) => sum + Math.max(0, one.points), 0);
      const parts = shares(reasons);
      const speaking = reasons.filter((one) => one.points > 0);
      if (speaking.length) assert.equal(speaking.reduce((sum, one) => sum + parts.get(one), 0), 100);
      reasons.forEach((one, at) => {
        assert.ok(at === 0 || parts.get(one) <= parts.get(reasons[at - 1]), JSON.stringify(reasons));
        if (total) assert.ok(Math.abs(parts.get(one) - (one.points / total) * 100) < 1);
      });
    }
  }],
  ['server: importing the entry where there is no page does nothing', async () => {
    const entry = await load('www/elements/index.ts');
    assert.deepEqual(Object.keys(entry).sort(), ['addLanguage', 'connect', 'openPanel', 'prepare']);
  }],
  ['bytes: first load, whole UI and each language are within budget', async () => {
    const files = await bundle('www/elements/index.ts', 'elements');
    const by = new Map(files.map((file) => [file.path, { ...file, br: brotli(file.bytes) }]));
    const reach = (start, lazy) => {
      const found = new Set(start);
      for (const path of found) {
        for (const { path: next, kind } of by.get(path).made.imports) if (lazy || kind !== 'dynamic-import') found.add(next.split('/').at(-1));
      }
      return [...found];
    };
    const isShared = (path) => /^www\/locales\/share\//.test(by.get(path).made.entryPoint);
    const isLanguage = (path) => /^www\/locales\/\w+\.ts/.test(by.get(path).made.entryPoint);
    const sum = (paths) => paths.reduce((total, path) => total + by.get(path).br, 0);
    const first = sum(reach(['elements.js'], false));
    const languages = [...by.keys()].filter(isLanguage).map((path) => [path.split('-')[0], by.get(path).br]);
    const longest = Math.max(...languages.map(([, size]) => size));
    // What takes a file along and brings one, and what is shared, have budgets of their own (scripts/size.mjs).
    const isApart = (path) => /^www\/(rights|elements\/panel\/share)\//.test(by.get(path).made.entryPoint);
    const whole = sum(reach(['elements.js'], true).filter((path) => !isLanguage(path) && !isShared(path) && !isApart(path))) + longest;
    console.log(`    brotli: first load ${first}, whole UI with its longest language ${whole}; ${languages.map(([name, size]) => `${name} ${size}`).join(', ')}`);
    console.log(`    ${[...by.values()].map((file) => `${file.path.replace(/-\w+\.js$/, '.js')} ${file.br}`).join(', ')}`);
    assert.ok(first <= 8000 && whole <= 26000);
    // One language is read with the first load; its budget is apart.
    assert.deepEqual(languages.map(([name]) => name).sort(), TONGUES.toSorted());
    for (const [name, size] of languages) assert.ok(size <= 4000, name);
    const share = [...by.keys()].filter(isShared).map((path) => [path.split('-')[0], by.get(path).br]);
    console.log(`    what is shared: ${share.map(([name, size]) => `${name} ${size}`).join(', ')}`);
    assert.deepEqual(share.map(([name]) => name).sort(), TONGUES.toSorted());
    for (const [name, size] of share) assert.ok(size <= 1800, `what is shared, ${name}`);
  }],
];
