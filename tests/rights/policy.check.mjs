// The policy: page, JSON and the check of both against the running configuration.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changes, drift, missing, policyJson, policyPage, policyText } from '../../dist/policy.js';
import { CONFIG, ROOT } from './shops.mjs';

const ABOUT = { address: '1 Main St <x>', country: 'DE' };
/** Of the panel, by the files that are there. */
const TONGUES = readdirSync(join(ROOT, 'www/locales')).map((name) => name.replace('.ts', '')).filter((name) => !['catalog', 'status', 'share'].includes(name));
const RTL = ['ar', 'he'];
const COUNTS = {
  questions: {
    funnel: { purpose: 'How far visitors get <i>' }, 'category.view': { purpose: 'Which departments are liked' }, 'category.purchase': { purpose: 'What is bought' },
    reach: { purpose: 'Whether a department is found', categories: ['Drinks', 'Pets'] }, 'arm.picks': { purpose: 'Whether picks help', outcome: 'ordered' }, 'paired.order': { purpose: 'Which order is better' },
  },
};
const all = ({ title, sections }) => [title, ...sections.flatMap(({ heading, sentences, list = [] }) => [heading, ...sentences, ...list])];

export default async function check({ test, shopper }) {
  const factsOf = async (config) => (await shopper({ config })).nearside.facts;
  const facts = await factsOf(CONFIG);
  const first = policyJson(facts, { date: '2026-11-22', about: ABOUT });

  await test('the page says each source, its days, what is never kept, and who gets it, in each language', () => {
    const counts = (text) => text.sections.map(({ sentences, list = [] }) => [sentences.length, list.length]);
    const english = counts(policyText(first));
    const told = new Set();
    for (const language of TONGUES) {
      const text = policyText(first, language);
      assert.deepEqual([text.language, text.dir], [language, RTL.includes(language) ? 'rtl' : 'ltr']);
      const [what, never, how, , long] = text.sections;
      assert.deepEqual([what.list.length, never.list.length, how.list.length, long.list.length], [5, facts.never.length, facts.levels.length, 5]);
      for (const [at, { days }] of facts.sources.entries()) assert.ok(long.list[at].includes(new Intl.NumberFormat(language).format(days)), long.list[at]);
      assert.ok(all(text).every((one) => one && !/\{\w+\}|undefined|NaN/.test(one)), JSON.stringify(all(text).filter((one) => !one || /\{\w+\}|undefined|NaN/.test(one))));
      for (const fact of [CONFIG.contact, CONFIG.shop, facts.key, facts.version, ABOUT.address, new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date('2026-11-22T12:00'))]) assert.ok(all(text).some((one) => one.includes(fact)), `${language}: ${fact}`);
      assert.deepEqual(counts(text), english, language);
      told.add(JSON.stringify(text.sections));
      assert.match(policyPage(text), new RegExp(`<html lang="${language}" dir="${text.dir}">`));
    }
    assert.equal(told.size, TONGUES.length);
  });

  await test('a page is in the nearest language, with the numbers, dates and direction of its tag', () => {
    const of = (tag) => policyText(policyJson({ ...facts, sources: facts.sources.map((one) => ({ ...one, days: 1234 })) }, { date: '2026-01-12', about: ABOUT }), tag);
    for (const [tag, language, dir, day, number] of [
      ['xx', 'en', 'ltr', 'January 12, 2026', '1,234'], ['not a tag', 'en', 'ltr', 'January 12, 2026', '1,234'], ['DE-at', 'de-AT', 'ltr', '12. Jänner 2026', '1234'], ['pt-PT', 'pt-PT', 'ltr', '12 de janeiro de 2026', '1234'],
      ['zh-TW', 'zh', 'ltr', '2026年1月12日', '1,234'], ['ar-EG', 'ar-EG', 'rtl', '١٢ يناير ٢٠٢٦', '١٬٢٣٤'], ['he-IL', 'he-IL', 'rtl', '12 בינואר 2026', '1,234'],
    ]) {
      const text = of(tag);
      assert.deepEqual([text.language, text.dir], [language, dir]);
      assert.ok(text.sections.at(-1).sentences[0].includes(day), text.sections.at(-1).sentences[0]);
      assert.ok(text.sections[4].list[0].replace(/(?<=\d)[\s.](?=\d)/gu, '').includes(number), text.sections[4].list[0]);
    }
  });

  await test('one day is a day; a name that ends in a full stop ends the sentence; no name is still a sentence', () => {
    const once = { ...facts, shop: 'Corner Ltd.', sources: facts.sources.map((one) => ({ ...one, days: 1 })) };
    const say = (facts, language) => policyText(policyJson(facts, { date: '2026-11-22' }), language);
    assert.ok(say(once).sections[4].list.every((line) => line.endsWith(': 1 day at most')));
    assert.deepEqual(say(once).sections[5].sentences[0], 'Responsible for your data: Corner Ltd.');
    for (const language of TONGUES) {
      assert.doesNotMatch(all(say(once, language)).join('\n'), /\.\.|\.\u2069\./, language);
      assert.match(say({ ...facts, shop: '' }, language).title, /\p{L}$/u, language);
    }
  });

  await test('what a merchant wrote keeps its own direction, in a page of either', () => {
    const hebrew = policyJson({ ...facts, shop: 'פינה', recipients: ['Mail & Co'] }, { date: '2026-11-22', about: ABOUT });
    assert.equal(policyText(hebrew).title, 'Picks and your data: \u2068פינה\u2069');
    const page = all(policyText(hebrew, 'he'));
    for (const foreign of [ABOUT.address, facts.contact, facts.version, 'Mail & Co']) assert.ok(page.some((line) => line.includes(`\u2068${foreign}\u2069`)), foreign);
    assert.doesNotMatch(all(policyText(first)).join(''), /[\u2066-\u2069]/);
  });

  await test('a source switched off leaves the page; recipients end "nobody else"', async () => {
    const other = await factsOf({ ...CONFIG, sources: ['orders'], recipients: ['Mail & Co'] });
    const text = all(policyText(policyJson(other, { date: '2026-11-22' })));
    assert.ok(!text.some((one) => one.startsWith('what you view')));
    assert.ok(!text.includes('Nobody else receives anything.') && text.includes('Mail & Co'));
    assert.ok(all(policyText(first)).includes('Nobody else receives anything.'));
  });

  await test('each change of the facts is told in words; none makes no edition', async () => {
    const next = await factsOf({ ...CONFIG, contact: 'new@corner.example', recipients: ['Mail & Co'], sources: ['browsing', 'orders'], retention: { browsing: 30 } });
    const second = policyJson(next, { date: '2026-12-01', about: ABOUT, previous: first });
    assert.deepEqual([second.edition, second.date, second.history.length], [2, '2026-12-01', 2]);
    assert.deepEqual(second.changed.map(({ text }) => text), [
      'Mail & Co now receives something.', 'Kept for 30 days instead of 90: what you view.', 'No longer noted: what you search for.', 'No longer noted: your cart.',
      'No longer noted: what you were shown.', 'The contact is “new@corner.example”, no longer “mailto:privacy@corner.example”.',
    ]);
    assert.deepEqual(policyJson(next, { date: '2027-01-01', about: ABOUT, previous: second }), second);
    for (const language of TONGUES) {
      const [line, ...others] = policyText(second, language).sections.at(-1).list;
      assert.ok(others.length === 0 && line.includes('Mail & Co') && line.includes('30') && line.includes('90') && line.includes('new@corner.example') && !/\{|undefined|NaN/.test(line), line);
    }
    const german = policyText(second, 'de').sections.at(-1).list;
    assert.equal(german.length, 1);
    assert.match(german[0], /^1\. Dezember 2026: Mail & Co bekommt jetzt etwas\. 30 Tage statt 90 behalten: was Sie ansehen\./);
    const back = changes(second, first).map(({ what }) => what);
    assert.deepEqual(back, ['recipientGone', 'days', 'sourceOn', 'sourceOn', 'sourceOn', 'contact']);
    const moved = policyJson(facts, { date: '2026-12-01', about: { ...ABOUT, address: 'elsewhere' }, previous: first });
    assert.deepEqual(moved.changed.map(({ what }) => what), ['about']);
  });

  await test('a drifted policy is noticed', async () => {
    assert.deepEqual(drift(first, facts, ABOUT), []);
    for (const change of [{ recipients: ['Mail & Co'] }, { retention: { orders: 400 } }, { sources: ['cart'] }, { shop: 'New' }, { contact: '' }]) {
      const found = drift(first, await factsOf({ ...CONFIG, ...change }), ABOUT);
      assert.ok(found.length > 0, JSON.stringify(change));
    }
    assert.deepEqual(drift({ ...first, version: 'other' }, facts, ABOUT), ['the facts have another version']);
  });

  await test('what is counted stands there with purposes, how often, how blurred, where to and how to stop, in each language', async () => {
    const asking = { ...CONFIG, counts: COUNTS };
    const shop = await factsOf(asking);
    assert.deepEqual(shop.levels.map(({ name }) => name), ['off', 'visit', 'remember', 'share']);
    const policy = policyJson(shop, { date: '2026-11-22', about: { ...ABOUT, totals: { seenBy: 'two people', days: 400 } }, counts: COUNTS });
    assert.deepEqual(policy.counts, { ...COUNTS, endpoint: '/v1/metrics', budget: [1, 4, 13], strict: false }, 'the JSON says what nearside.json leaves out');
    const of = (text) => text.sections[6];
    assert.deepEqual(of(policyText(policy)), {
      heading: 'What the shop asks',
      sentences: [
        'Nothing leaves, unless you chose “Remember me and count me in”. Each answer is blurred, so that nobody can tell yours. An even guess about it becomes 3 to 1 at most. Your name, notes, interests and true answers stay here.',
        'At most: 1 a week, 4 in four weeks, 13 a year. They go to this shop only, to /v1/metrics. Its server sees your network address, as with every page.',
        '“Your picks, your data” shows every answer that left, byte by byte, and the next one. To stop, choose another level there.',
      ],
      list: [
        'How far you got on one day · What for: How far visitors get <i>', 'The department of one product you viewed · What for: Which departments are liked', 'The department of one product you bought · What for: What is bought',
        'How far you got in Drinks and Pets · What for: Whether a department is found', 'Whether you ordered, with picks or without · What for: Whether picks help', 'Which of two orders of products you took more from · What for: Which order is better',
      ],
    });
    for (const language of TONGUES) {
      const said = policyText(policy, language);
      const section = of(said);
      assert.equal(section.list.length, 6);
      for (const [at, { purpose }] of Object.values(COUNTS.questions).entries()) assert.ok(section.list[at].includes(purpose), `${language}: ${section.list[at]}`);
      const text = [...section.sentences, ...section.list].join('\n');
      for (const fact of ['/v1/metrics', 'Drinks', new Intl.NumberFormat(language).format(13)]) assert.ok(text.includes(fact), `${language}: ${fact}`);
      assert.doesNotMatch(text, /\{\w+\}|undefined|NaN|ask\./, language);
      assert.equal(said.sections[2].list.length, 4);
      assert.ok(said.sections[2].list[3].length > 20, 'the level has its sentence');
    }
    assert.ok(policyPage(policyText(policy)).includes('visitors get &#60;i&#62;'), 'a purpose is text, never markup');
    const endpoint = ['https://leader.example/', 'https://helper.example/'];
    const halves = of(policyText(policyJson(shop, { date: '2026-11-22', counts: { ...COUNTS, endpoint } })));
    assert.match(halves.sentences[1], /split in two for https:\/\/leader\.example\/ and https:\/\/helper\.example\/\. One half alone says nothing\. Both see your network address\.$/);
    const strict = of(policyText(policyJson(shop, { date: '2026-11-22', counts: { ...COUNTS, strict: true } })));
    assert.match(strict.sentences.join(' '), /2 to 1 at most.* 1 a week, 4 in four weeks, 4 a year/);
    const never = of(policyText(policyJson(shop, { date: '2026-11-22', counts: { ...COUNTS, budget: [0, 0, 0] } })));
    assert.match(never.sentences[1], /^The shop asks for no answers now\./);
    assert.match(of(policyText(policyJson(shop, { date: '2026-11-22', counts: { questions: { reach: { purpose: 'p' }, other: { purpose: 'q' } } } }))).list.join(), /^How far you got in one department · What for: p,other · What for: q$/);

    assert.deepEqual(drift(policy, shop, policy.about, COUNTS), []);
    assert.deepEqual(drift(policy, shop, policy.about, { ...COUNTS, budget: [1, 2, 2] }), ['What is asked with anonymous answers has changed.']);
    assert.deepEqual(drift(policy, shop, policy.about, { questions: { ...COUNTS.questions, funnel: { purpose: 'another' } } }), ['What is asked with anonymous answers has changed.']);
    assert.deepEqual(drift(first, shop, ABOUT, COUNTS), ['The choices have changed.', 'What is asked with anonymous answers has changed.']);
    assert.equal(of(policyText(first)).heading, 'Your rights', 'a shop that asks nothing has no such part');
  });

  await test('what only the merchant knows is named', async () => {
    assert.deepEqual(missing(facts, ABOUT), []);
    assert.deepEqual(missing(await factsOf({}), {}).map(({ member }) => member), ['shop', 'contact', 'policy', 'about.address', 'about.country']);
    const sharing = { ...facts, levels: [...facts.levels, { name: 'share', keeps: 'device', sends: 'counts' }] };
    assert.deepEqual(missing(sharing, ABOUT).map(({ member }) => member), ['counts', 'about.totals.seenBy', 'about.totals.days']);
    assert.deepEqual(missing(sharing, { ...ABOUT, totals: { seenBy: 'two people', days: 400 } }, COUNTS), []);
  });

  await test('markup in any fact comes out as text', () => {
    const page = policyPage(policyText(first));
    assert.ok(!page.includes('<b>') && !page.includes('<x>') && page.includes('Corner &#38; &#60;b&#62;Co&#60;/b&#62;'));
    assert.doesNotMatch(page, /<script|<link|<img|\son\w+=|https?:/i);
  });

  await test('the command writes both, tells what changed, and its check fails on drift, an edited page and missing fields', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nearside-policy-'));
    const nearside = (...args) => spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), 'policy', ...args], { cwd: folder, encoding: 'utf8' });
    const configure = (config) => writeFileSync(join(folder, 'nearside.json'), JSON.stringify(config));
    const says = (done, status, pattern) => {
      assert.equal(done.status, status, done.stdout + done.stderr);
      assert.match(done.stdout + done.stderr, pattern);
    };
    try {
      configure({ ...CONFIG, about: ABOUT });
      says(nearside('--check'), 1, /policy\.json is not there/);
      says(nearside('--date', '2026-11-22'), 0, /edition 1 of 2026-11-22/);
      says(nearside('--check'), 0, /policy edition 1 says what nearside\.json does/);
      const page = readFileSync(join(folder, 'policy.html'), 'utf8');
      says(nearside('--date', '2026-11-25'), 0, /edition 1 of 2026-11-22\nnothing changed/);
      assert.equal(readFileSync(join(folder, 'policy.html'), 'utf8'), page);

      configure({ ...CONFIG, about: ABOUT, retention: { orders: 100 } });
      says(nearside('--check'), 1, /drift: Kept for 100 days instead of 365: what you buy\./);
      says(nearside('--date', '2026-11-26', '--language', 'de'), 0, /edition 2 .*\nchanged: Kept for 100 days instead of 365: what you buy\./);
      says(nearside('--check'), 0, /edition 2/);
      writeFileSync(join(folder, 'policy.html'), page);
      says(nearside('--check'), 1, /drift: policy\.html is not the page/);
      nearside();

      configure({ ...CONFIG, contact: '', retention: { orders: 100 } });
      nearside();
      says(nearside('--check'), 1, /missing: "contact".*\nmissing: "about\.address".*\nmissing: "about\.country"/);
      writeFileSync(join(folder, 'policy.json'), '{"nearside":1}');
      says(nearside(), 1, /BAD_OPTION: policy\.json is no policy/);
      configure({ shops: 'typing error' });
      says(nearside(), 1, /BAD_CONFIG: nearside\.json cannot be understood/);
      writeFileSync(join(folder, 'nearside.json'), '');
      says(nearside(), 1, /BAD_CONFIG: nearside\.json cannot be understood/);
      says(nearside('--config', '.'), 1, /BAD_CONFIG: \. cannot be read/);
      writeFileSync(join(folder, 'nearside.json'), `\ufeff${JSON.stringify({ ...CONFIG, about: ABOUT })}`);
      says(nearside('--out', 'nearside.json'), 1, /BAD_OPTION/);
      rmSync(join(folder, 'policy.json'));
      configure({ ...CONFIG, about: ABOUT });
      for (const language of [...TONGUES, 'ar-EG']) {
        says(nearside('--date', '2026-11-22', '--language', language), 0, /edition 1 of 2026-11-22\n(nothing changed\n)?$/);
        assert.match(readFileSync(join(folder, 'policy.html'), 'utf8'), new RegExp(`<html lang="${language}" dir="${RTL.includes(language.slice(0, 2)) ? 'rtl' : 'ltr'}">`));
        says(nearside('--check'), 0, /policy edition 1 says what/);
      }
      says(nearside('--date', '2026-11-22', '--language', 'tlh'), 0, /there is no page in tlh; it is in en/);
      says(nearside('--config', 'none.json'), 1, /BAD_CONFIG: none\.json is not there/);
      says(nearside('--date', 'soon'), 2, /--date takes a day/);
      says(nearside('feed.tsv'), 2, /takes no feed/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
