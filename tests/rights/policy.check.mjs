// The policy: page, JSON and the check of both against the running configuration.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changes, drift, missing, policyJson, policyPage, policyText } from '../../dist/policy.js';
import { CONFIG, ROOT } from './shops.mjs';

const ABOUT = { address: '1 Main St <x>', country: 'DE' };
const all = ({ title, sections }) => [title, ...sections.flatMap(({ heading, sentences, list = [] }) => [heading, ...sentences, ...list])];

export default async function check({ test, shopper }) {
  const factsOf = async (config) => (await shopper({ config })).nearside.facts;
  const facts = await factsOf(CONFIG);
  const first = policyJson(facts, { date: '2026-11-22', about: ABOUT });

  await test('the page says each source, its days, what is never kept, and who gets it, in each language', () => {
    for (const language of ['en', 'de', 'de-AT']) {
      const text = policyText(first, language);
      assert.equal(text.language, language.slice(0, 2));
      const [what, never, how, , long] = text.sections;
      assert.deepEqual([what.list.length, never.list.length, how.list.length, long.list.length], [5, facts.never.length, facts.levels.length, 5]);
      for (const [at, { days }] of facts.sources.entries()) assert.ok(long.list[at].includes(String(days)), long.list[at]);
      assert.ok(all(text).every((one) => one && !/\{\w+\}|undefined|NaN/.test(one)), JSON.stringify(all(text).filter((one) => !one || /\{\w+\}|undefined|NaN/.test(one))));
      assert.ok(all(text).some((one) => one.includes(CONFIG.contact)) && all(text).some((one) => one.includes(facts.version)));
    }
    assert.equal(policyText(first, 'xx').language, 'en');
    const [en, de] = ['en', 'de'].map((language) => policyText(first, language).sections.map(({ sentences, list = [] }) => [sentences.length, list.length]));
    assert.deepEqual(en, de);
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
    const german = policyText(second, 'de').sections.at(-1).list;
    assert.equal(german.length, 1);
    assert.match(german[0], /^1\. Dezember 2026: Mail & Co bekommt jetzt etwas\. 30 statt 90 Tage behalten: was Sie ansehen\./);
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

  await test('what only the merchant knows is named', async () => {
    assert.deepEqual(missing(facts, ABOUT), []);
    assert.deepEqual(missing(await factsOf({}), {}).map(({ member }) => member), ['shop', 'contact', 'policy', 'about.address', 'about.country']);
    const sharing = { ...facts, levels: [...facts.levels, { name: 'share', keeps: 'device', sends: 'counts' }] };
    assert.deepEqual(missing(sharing, ABOUT).map(({ member }) => member), ['about.totals.seenBy', 'about.totals.days']);
    assert.deepEqual(missing(sharing, { ...ABOUT, totals: { seenBy: 'two people', days: 400 } }), []);
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
      says(nearside(), 1, /BAD_CONFIG/);
      says(nearside('--config', 'none.json'), 1, /BAD_CONFIG: none\.json is not there/);
      says(nearside('--date', 'soon'), 2, /--date takes a day/);
      says(nearside('feed.tsv'), 2, /takes no feed/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
