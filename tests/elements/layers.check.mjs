// Notice, panel and policy are three layers of one thing: whatever a shop configures, they say the same facts.
import assert from 'node:assert/strict';
import { engine, open, openPanel } from './harness.mjs';
import { load, TONGUES } from './texts.check.mjs';

const NOTICE = { level: 'null', interests: 0 };
/** What each shop uses, for how many days, and who else receives anything. */
const SHOPS = [
  { on: { browsing: 90, searching: 90, cart: 90, orders: 365, showing: 14 }, recipients: [] },
  { on: { orders: 30 }, recipients: ['Adsome'] },
  { on: { browsing: 7, cart: 1 }, recipients: ['Postman Ltd', 'Adsome'] },
  { on: {}, recipients: [] },
];

/** Without the marks that keep foreign words together. */
const bare = (text) => text.replace(/[\u2066-\u2069]/g, '');

export const checks = [
  ...TONGUES.map((lang) => [`layers: in ${lang} notice, panel and policy say the same facts, whatever is configured`, async (h) => {
    const [{ policyJson, policyText }, { TEXTS }] = [await load('www/rights/policy.ts'), await load('www/rights/policy-texts.ts')];
    const all = await engine(await open(h, NOTICE), 'fake.facts.sources');
    const words = (await load(`www/locales/${lang}.ts`))[lang];
    const days = (n) => (words['kept.for.days'][new Intl.PluralRules(lang).select(n)] ?? words['kept.for.days'].other ?? words['kept.for.days']).replace('{n}', new Intl.NumberFormat(lang).format(n));
    // One with nobody else and one with a single day and others say in a language what all four do in English.
    for (const { on, recipients } of lang === 'en' ? SHOPS : [SHOPS[0], SHOPS[2]]) {
      const sources = all.map((one) => ({ ...one, on: one.name in on, days: on[one.name] ?? one.days }));
      const page = await open(h, { ...NOTICE, lang, options: { facts: { sources, recipients } } });
      const facts = await engine(page, 'fake.facts');
      const used = Object.keys(on);

      const notice = page.locator('nearside-notice section');
      const list = new Intl.ListFormat(lang).format(used.map((name) => words[`source.${name}`]));
      assert.equal(await notice.locator('dd').first().innerText(), used.length ? words['notice.what.text'].replace('{list}', list) : words['notice.what.none']);
      assert.equal((await notice.innerText()).includes(words['sent.nothing']), recipients.length === 0);
      for (const name of recipients) await notice.getByText(name).first().waitFor();

      const panel = await openPanel(page);
      const rows = await panel.locator('.source').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('.switch span')].map((part) => part.textContent)));
      assert.deepEqual(rows, all.map(({ name }) => [words[`kept.for.${name}`], name in on ? days(on[name]) : words['kept.for.off']]));
      const others = await panel.locator('#who').evaluate((node) => node.parentElement.textContent);
      assert.equal(others.includes(words['who.nobody']), recipients.length === 0);
      for (const name of recipients) assert.ok(others.includes(name), name);
      const never = await panel.innerText();
      assert.ok(facts.never.every((one) => never.includes(words[`never.${one}`])));
      assert.equal(await panel.getByRole('radio').count(), facts.levels.length);

      const { sections } = policyText(policyJson(facts, { date: '2026-11-22' }), lang);
      const section = (name) => sections.find((one) => one.heading === TEXTS[lang].sections[name].heading);
      const said = (name) => TEXTS[lang].sources[name];
      const split = (name) => (section(name).list ?? []).map((line) => /^(.+?)\u00a0?[:：]\s?(.+)$/u.exec(line).slice(1));
      assert.deepEqual(split('what').map(([source]) => source), used.map(said));
      assert.deepEqual(split('long').map(([source]) => source), used.map(said));
      for (const [at, [, long]] of split('long').entries()) assert.ok(long.replaceAll(' ', '').includes(days(on[used[at]]).replaceAll(' ', '')), long);
      assert.deepEqual((section('who').list ?? []).map(bare), recipients);
      assert.equal(section('who').sentences.includes(TEXTS[lang].sections.who.nobody), recipients.length === 0);
      assert.equal(section('never').list.length, facts.never.length);
      const offered = await panel.getByRole('radio').evaluateAll((all) => all.map((one) => one.closest('label').querySelector('span').textContent));
      assert.equal(section('how').list.length, facts.levels.length);
      for (const [at, line] of section('how').list.entries()) assert.ok(line.startsWith(words[`level.${facts.levels[at].name}`]) && offered.includes(words[`level.${facts.levels[at].name}`]), `${line}: ${offered}`);
    }
  }]),
];
