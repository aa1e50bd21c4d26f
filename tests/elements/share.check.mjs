// What is shared, as the panel shows it: the fourth level, the next answer, what left, its bytes, and the way back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { TONGUES, load } from './texts.check.mjs';
import { axe, cut, engine, focused, open, openPanel, overflow, SETTLED, shot } from './harness.mjs';

const LABEL = 'Remember me and count me in';
/** A scene of a shop that asks. */
const asking = (sharing = {}, { level = 'share', ...more } = {}, options = {}) => ({ level, ...more, options: { sharing, ...options } });
const section = (panel) => panel.locator('.shared');
const words = async (panel) => (await section(panel).innerText()).replace(/[\u2068\u2069]/g, '');
const next = (panel) => section(panel).getByRole('group', { name: 'The next answer' });
const radio = (panel, name = LABEL) => panel.getByRole('radio', { name, exact: true });
const badge = (page) => page.locator('nearside-badge button > span').last().innerText();
/** Opened panel of a scene. */
async function shown(h, scene) {
  const page = await open(h, scene);
  return [page, await openPanel(page)];
}

const KEYS = Object.keys((await load('www/locales/share/en.ts')).en).filter((key) => key.includes('.'));

/** Every state that a shopper can meet. */
const STATES = {
  'not chosen yet': asking({}, { level: 'null', interests: 0 }),
  off: asking({}, { level: 'off', interests: 0 }),
  'remember, with some sent': asking({ sent: 3 }, { level: 'remember' }),
  'asked not to share': asking({}, { level: 'remember' }, { gpc: true, ceiling: { by: 'gpc', level: 'remember' } }),
  'ready, none sent': asking(),
  'ready, some sent': asking({ sent: 3, question: 'category.view/1' }),
  'ready, sixty categories': asking({ question: 'category.view/1', categories: 60 }),
  'ready, of a category': asking({ question: 'reach.Tea & coffee/1' }),
  'ready, without': asking({ question: 'arm.picks/1' }),
  'ready, two orders': asking({ question: 'paired.order/1', none: true }),
  'open, with': asking({ state: 'open', question: 'arm.picks/1', arm: 'with', sent: 1 }),
  stopped: asking({ state: 'stopped', why: 'clock', sent: 1 }),
  'no budget': asking({ state: 'stopped', why: 'budget', budget: [0, 0, 0] }),
  'two operators': asking({ endpoint: 'https://leader.example/ https://helper.example/' }),
  missing: asking({ missing: true }),
};
const LOOKS = { light: {}, dark: { dark: true }, forced: { forced: true }, '320 px': { width: 320 }, rtl: { lang: 'ar', dir: 'rtl' } };

export const checks = [
  ['share: where the shop asks nothing there is no fourth level, and nothing is fetched for one', async (h) => {
    h.server.requests.length = 0;
    const [page, panel] = await shown(h, { level: 'remember' });
    assert.equal(await panel.getByRole('radio').count(), 3);
    await panel.getByText('Nothing. The part that can send is not loaded.').waitFor();
    assert.deepEqual(h.server.requests.filter((path) => /\/share-/.test(path)), []);
    assert.equal(await engine(page, 'calls.sharing'), undefined);
  }],
  ['share: a shop that asks has it in the dial, never in the notice, whatever was agreed to before', async (h) => {
    for (const options of [{}, { renewed: true }]) {
      const page = await open(h, asking({}, { level: options.renewed ? 'remember' : 'null', interests: 0 }, options));
      const notice = page.locator('nearside-notice section');
      await notice.waitFor();
      assert.deepEqual(await notice.locator('button[value]').evaluateAll((all) => all.map((one) => one.value)), ['off', 'visit', 'remember']);
      await notice.getByText('Nothing is sent to anyone.').waitFor();
      const panel = await openPanel(page);
      assert.deepEqual(await panel.getByRole('radio').evaluateAll((all) => all.map((one) => one.checked)), [false, false, false, false], 'nothing is chosen beforehand');
      await radio(panel).check();
      assert.equal(await engine(page, 'fake.level'), 'share');
      assert.equal(await notice.count(), 0, 'the question is answered');
      assert.doesNotMatch(await page.locator('nearside-notice').evaluate((host) => host.shadowRoot.textContent), /notice\./);
    }
  }],
  ['share: it takes effect at once, says so, and the way back is one press', async (h) => {
    const [page, panel] = await shown(h, asking({}, { level: 'remember' }));
    await section(panel).getByText(`Nothing leaves, unless you choose “${LABEL}” above.`).waitFor();
    assert.equal(await next(panel).count(), 0, 'no answer is made for whoever did not choose it');
    await radio(panel).check();
    assert.equal(await engine(page, 'fake.level'), 'share');
    assert.equal(await panel.locator('> [role=status]').innerText(), `Now: \u2068${LABEL}\u2069.`);
    await next(panel).waitFor();
    await section(panel).getByRole('button', { name: 'Send nothing more' }).click();
    assert.equal(await engine(page, 'fake.level'), 'remember');
    assert.match(await focused(page), /input/, 'the focus is on the choice that holds');
    assert.equal(await radio(panel, 'Remember me').isChecked(), true);
    assert.equal(await next(panel).count(), 0);
  }],
  ['share: under a ceiling it is there, cannot be chosen, and the reason is said and tied to it', async (h) => {
    const [page, panel] = await shown(h, asking({}, { level: 'share' }, { gpc: true, ceiling: { by: 'gpc', level: 'remember' } }));
    assert.equal(await engine(page, 'fake.level'), 'remember');
    assert.equal(await radio(panel).isDisabled(), true);
    assert.deepEqual(await panel.getByRole('radio').evaluateAll((all) => all.map((one) => one.disabled)), [false, false, false, true]);
    const said = await radio(panel).evaluate((node) => node.getAttribute('aria-describedby').split(' ').map((id) => node.getRootNode().getElementById(id).textContent).join(' '));
    assert.match(said, /Your privacy settings here allow: \u2068?Remember me\u2069?\. You chose: \u2068?Remember me and count me in/);
    await section(panel).getByText('Your browser asks shops not to share. So nothing leaves.').waitFor();
    assert.equal(await section(panel).getByRole('button', { name: 'Send nothing more' }).count(), 0);
  }],
  ['share: undo of something else brings it back and leaves the level that was chosen since', async (h) => {
    const [page, panel] = await shown(h, asking());
    const before = await engine(page, 'fake.signals().length');
    const row = panel.locator('.row').filter({ has: page.locator('.name bdi:text-is("Dog food")') });
    await row.locator('.head > button').click();
    await radio(panel, 'Remember me').check();
    await radio(panel).check();
    assert.ok(await engine(page, 'fake.signals().length') < before);
    await panel.locator('.trace').getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual([await engine(page, 'fake.signals().length'), await engine(page, 'fake.level')], [before, 'share']);
    await radio(panel, 'Off').check();
    await radio(panel).check();
    assert.deepEqual([await engine(page, 'fake.signals().length'), await engine(page, 'fake.level')], [before, 'share'], 'Off keeps what is there');
  }],

  ['share: what is asked stands there in words with its purpose, how often, how blurred and what stays', async (h) => {
    const [, panel] = await shown(h, asking({}, { level: 'remember' }));
    const said = await words(panel);
    for (const line of [
      'How far you got on one day', 'What for: How far visitors get', 'The department of one product you viewed', 'How far you got in Tea & coffee, Dog food, and Trail shoes',
      'Whether you ordered, with picks or without', 'What for: Whether personal picks help', 'Which of two orders of products you took more from',
      'At most: 1 a week, 4 in four weeks, 13 a year.', 'An even guess about it becomes 3 to 1 at most.', 'They go to this shop only, to /v1/metrics.', 'stay here.',
    ]) assert.ok(said.includes(line), line);
    const [, strict] = await shown(h, asking({ odds: 2, budget: [1, 4, 4] }, { level: 'remember' }));
    assert.match(await words(strict), /1 a week, 4 in four weeks, 4 a year/);
    assert.match(await words(strict), /becomes 2 to 1 at most/);
  }],
  ['share: the next answer is the exact one: question, day, truth, squares, when, and every byte', async (h) => {
    const [page, panel] = await shown(h, asking());
    const said = (await next(panel).innerText()).replace(/[\u2068\u2069]/g, '');
    for (const line of ['How far you got on one day', 'About Nov 21.', 'True: chosen. That stays here.', 'The answer shows: put in the cart.', 'It leaves with the first page you open from Nov 22 on.']) assert.ok(said.includes(line), line);
    const squares = await next(panel).locator('.cells i').evaluateAll((all) => all.map((one) => one.className.trim()));
    assert.deepEqual(squares, ['', 'true', 'one', ''], 'of four squares one is shown, and another is true');
    await next(panel).locator('summary').click();
    const bytes = await engine(page, `[...fake.counts.next().report.bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')`);
    assert.equal(await next(panel).locator('.hex').innerText(), bytes);
    const fields = await next(panel).locator('.facts > div').evaluateAll((all) => all.map((one) => [one.firstChild.textContent, one.lastChild.textContent]));
    assert.deepEqual(fields, [
      ['scope.name', 'nearside.counts'], ['scope.version', '1'], ['name', 'nearside.report'], ['unit', '1'], ['start_time', 'Nov 22'], ['time', 'Nov 23'], ['count', '1'],
      ['bucket_counts', '0 0 1 0 · put in the cart'], ['explicit_bounds', '0.5 … 2.5'], ['q', 'funnel/1 · How far you got on one day'], ['aggregation_temporality', '1'],
    ], 'nothing in the bytes stays unsaid');
  }],
  ['share: any bytes of the core are taken apart whole, and others never stop the panel', async () => {
    const { leaves, hex } = await load('www/elements/panel/share/bytes.ts');
    const reports = readFileSync(new URL('../counts/reports.hex', import.meta.url), 'utf8').split('\n').filter((line) => /^[0-9a-f]+$/.test(line));
    assert.ok(reports.length > 3);
    for (const report of reports) {
      const bytes = Uint8Array.from(report.match(/../g), (two) => parseInt(two, 16));
      assert.equal(hex(bytes).replaceAll(' ', ''), report);
      const found = leaves(bytes);
      assert.deepEqual(found.filter(({ name }) => name === '?' || /^[\d.]+$/.test(name)), [], report.slice(0, 80));
      const of = (wanted) => found.find(({ name }) => name === wanted).value;
      assert.deepEqual([of('scope.name'), of('name'), of('unit'), of('aggregation_temporality')], ['nearside.counts', 'nearside.report', '1', 1]);
      assert.equal(BigInt(of('bucket_counts').reduce((sum, one) => sum + one, 0)), of('count'));
      assert.equal(of('explicit_bounds').length, of('bucket_counts').length - 1);
      // Cut anywhere or turned at any place it ends with what it could not read, or shows a number instead of a name.
      for (let at = 0; at < bytes.length; at += 3) {
        leaves(bytes.subarray(0, at));
        leaves(bytes.with(at, bytes[at] ^ 0x55));
      }
      assert.ok(leaves(bytes.subarray(0, 40)).some(({ name }) => name === '?'));
    }
  }],
  ['share: in the group without picks it says so, until when, and how to end it', async (h) => {
    for (const state of ['ready', 'open']) {
      const [, panel] = await shown(h, asking({ state, question: 'arm.picks/1' }));
      const date = state === 'ready' ? 'Nov 22' : 'Nov 29';
      await next(panel).getByText(`A coin chose: you now see everybody’s order, for a comparison. That lasts until the answer leaves, on ${date} or later. To end it now, choose “Remember me” above.`).waitFor();
    }
    const [, other] = await shown(h, asking({ state: 'open', question: 'arm.picks/1', arm: 'with' }));
    await next(other).getByText('A coin chose: you keep your own picks, for a comparison.').waitFor();
    assert.equal(await next(other).locator('.cells').count(), 0, 'nothing is answered yet');
    await next(other).getByText('A coin drew this question. It is answered from Nov 29 on.').waitFor();
    const [, paired] = await shown(h, asking({ question: 'paired.order/1', none: true }));
    await next(paired).getByText('Until it leaves, some lists mix two orders, for a comparison.').waitFor();
    await next(paired).getByText('About a day without any notes.').waitFor();
  }],
  ['share: when nothing leaves it says why, for every reason', async (h) => {
    const said = [];
    for (const why of ['clock', 'storage', 'randomness', 'locks', 'ledger', 'budget']) {
      const [, panel] = await shown(h, asking({ state: 'stopped', why, ...(why === 'budget' && { budget: [0, 0, 0] }) }));
      said.push(await section(panel).locator('#next + p').innerText());
      // Of a damaged list nobody knows that nothing left.
      const empty = why === 'ledger' ? 0 : 1;
      assert.deepEqual([await section(panel).getByText('None so far.').count(), await section(panel).locator('#left .count').count()], [empty, empty], why);
      assert.equal(await next(panel).count(), 0);
    }
    assert.equal(new Set(said).size, 6);
    assert.doesNotMatch(said.join(), /stop\./);
    assert.equal(said[5], 'The shop asks for no answers now.');
    const [, none] = await shown(h, asking({ missing: true }));
    await section(none).getByText('What the shop asks could not be loaded.').waitFor();
  }],
  ['share: every answer that left is listed, the newest first, with its bytes and the list as a file', async (h) => {
    const [page, panel] = await shown(h, asking({ sent: 3 }, { level: 'remember' }));
    await panel.getByRole('region', { name: 'What left this device (3)' }).waitFor();
    const notes = section(panel).locator('.note');
    assert.deepEqual(await notes.locator('p:first-child').allInnerTexts(), [
      'Nov 15 · Whether you ordered, with picks or without · without picks', 'Nov 8 · How far you got on one day', 'Nov 1 · How far you got in Tea & coffee',
    ]);
    await notes.nth(1).locator('summary').click();
    assert.equal((await notes.nth(1).locator('.hex').innerText()).replaceAll(' ', ''), await engine(page, `[...fake.counts.sent()[1].bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')`));
    assert.equal(await section(panel).locator('.hex').count(), 1, 'bytes are there on demand');
    await notes.nth(1).getByText('Byte by byte').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), section(panel).getByRole('button', { name: 'Save this list as a file' }).click()]);
    assert.equal(file.suggestedFilename(), 'nearside-ledger.ndjson');
    assert.equal(readFileSync(await file.path(), 'utf8'), await engine(page, 'fake.counts.ledger()'));
    assert.equal(await panel.locator('> [role=status]').innerText(), 'Saved.');
  }],
  ['share: it follows what happens: an answer leaves, someone else shops, a question goes', async (h) => {
    const [page, panel] = await shown(h, asking({ sent: 1 }));
    assert.equal(await badge(page), 'On your device · 7 interests · 1 sent');
    await page.evaluate(() => window.test.fake.leave());
    await panel.getByRole('heading', { name: 'What left this device (2)' }).waitFor();
    await page.locator('nearside-badge').getByText('2 sent').waitFor();
    await page.evaluate(() => window.test.fake.startGuest());
    await section(panel).getByText('Nothing leaves while someone else is shopping.').waitFor();
    assert.equal(await next(panel).count(), 0);
    await page.evaluate(() => window.test.fake.endGuest());
    await next(panel).waitFor();
    // What the shop no longer asks keeps its place in the list, under its own name.
    await page.evaluate(() => (window.test.fake.counts.questions.splice(0, 1), window.test.fake.setLevel('remember')));
    await section(panel).getByText('funnel/1').waitFor();
    // Where it has other squares now, its words are not those of then.
    await page.evaluate(() => (window.test.fake.counts.questions.forEach((one) => (one.cells += 4)), window.test.fake.setLevel('visit')));
    await section(panel).locator('.notes').getByText('arm.picks/1').waitFor();
  }],
  ['share: the badge never says that nothing was sent where something can have left', async (h) => {
    for (const [scene, said] of [
      [asking({}, { level: 'remember' }), 'On your device · 7 interests'], [asking({ sent: 2 }, { level: 'visit' }), 'This visit only · 7 interests'],
      [asking(), 'On your device · 7 interests'], [asking({ sent: 2 }), 'On your device · 7 interests · 2 sent'],
      [asking({ sent: 2 }, {}, { facts: { recipients: ['Adsome'] } }), 'On your device · 7 interests'], [asking({ missing: true }), 'On your device · 7 interests'],
    ]) {
      const page = await open(h, scene);
      await page.waitForFunction((wanted) => document.querySelector('nearside-badge').shadowRoot.querySelector('button > span:last-child').textContent === wanted, said).catch(async () => assert.equal(await badge(page), said));
    }
  }],
  ['share: the self-check passes where only this level sends, and fails where another does', async (h) => {
    const [, panel] = await shown(h, asking());
    assert.match(await panel.locator('.summary').innerText(), /3 of 3 passed/);
    const levels = ['off', 'visit', 'remember'].map((name) => ({ name, keeps: 'device', sends: name === 'visit' ? 'counts' : 'nothing' }));
    const [, sends] = await shown(h, { level: 'remember', options: { facts: { levels } } });
    assert.match(await sends.locator('.summary').innerText(), /2 of 3 passed/);
    await sends.getByText('This version can send.').waitFor();
  }],
  ['share: what a shop calls its purposes and categories is text, never markup', async (h) => {
    const [page, panel] = await shown(h, asking({ question: 'category.view/1', sent: 4 }));
    await section(panel).getByText('Which departments are liked <b>most</b>').waitFor();
    assert.match(await words(panel), /The answer shows: Dog food, خبز, and <img src=x onerror=alert\(1\)>\./);
    await next(panel).locator('summary').click();
    assert.equal(await section(panel).evaluate((node) => node.querySelectorAll('b,img,script').length), 0);
    assert.deepEqual(await engine(page, 'violations'), []);
  }],

  ...Object.entries(STATES).flatMap(([state, scene]) => Object.entries(LOOKS).map(([look, window]) => [`share: axe: ${state}, ${look}`, async (h) => {
    const [page, panel] = await shown(h, { height: 2600, ...scene, ...window });
    for (const summary of (await section(panel).locator('summary').all()).slice(0, 2)) await summary.click();
    assert.deepEqual([await axe(page, SETTLED), await overflow(page), await cut(page)], [[], 0, []]);
    const said = await words(panel);
    assert.deepEqual(KEYS.filter((key) => said.includes(key)), [], 'every sentence is there');
    if (look === 'rtl') {
      assert.equal(await section(panel).evaluate((node) => getComputedStyle(node).direction), 'rtl');
      if (await section(panel).locator('.hex').count()) assert.equal(await section(panel).locator('.hex').first().evaluate((node) => getComputedStyle(node).direction), 'ltr', 'bytes run one way');
    }
    await section(panel).evaluate((node) => node.scrollIntoView());
    await shot(page, `share-${state}-${look}`.replace(/[^\w]+/g, '-'));
  }])),
  ['share: at 320 × 256, and with text of 200 %, no word of any language is cut', async (h) => {
    for (const css of [undefined, 'html { font-size: 200%; }']) {
      const page = await open(h, { ...asking({ sent: 3, question: 'arm.picks/1' }), width: css ? 640 : 320, height: 256, ...(css && { css }) });
      const panel = await openPanel(page);
      for (const summary of await section(panel).locator('summary').all()) await summary.click();
      for (const lang of TONGUES) {
        await page.evaluate((to) => (document.documentElement.lang = to), lang);
        const { [lang]: texts } = await load(`www/locales/share/${lang}.ts`);
        await section(panel).getByText(texts['next.title'], { exact: true }).waitFor();
        await radio(panel, texts['level.share']).waitFor();
        assert.deepEqual([await overflow(page), await cut(page)], [0, []], lang);
      }
    }
  }],
  ['share: only the page’s own language is fetched, and one that a shop adds is helped out in English', async (h) => {
    h.server.requests.length = 0;
    await shown(h, { ...asking(), lang: 'pl-PL' });
    assert.deepEqual(h.server.requests.map((path) => /^\/(\w\w)-/.exec(path)?.[1]).filter(Boolean), ['pl', 'pl']);
    const [, own] = await shown(h, { ...asking(), lang: 'yi' });
    await section(own).getByText('What the shop asks').waitFor();
  }],
  ['share: when its part cannot be fetched, the rest of the panel is there, and no fourth level', async (h) => {
    h.server.files.filter((path) => /^\/share-/.test(path)).forEach((path) => h.server.refused.add(path));
    try {
      const [page, panel] = await shown(h, asking({}, { level: 'remember' }));
      assert.equal(await panel.getByRole('radio').count(), 3);
      await panel.getByRole('heading', { name: 'Take or erase' }).waitFor();
      page.faults = []; // The refused file is in the console, as it should be.
    } finally {
      h.server.refused.clear();
    }
  }],
  ['share: by keyboard alone, with the focus never lost or covered', async (h) => {
    const [page, panel] = await shown(h, asking({ sent: 1 }, { level: 'remember', width: 400, height: 700 }));
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      return focused(page);
    };
    assert.match(await press('Tab', 'Tab'), /input/);
    await press('ArrowDown');
    assert.equal(await engine(page, 'fake.level'), 'share', 'arrows reach it');
    const reached = [];
    for (let count = 0; count < 60 && !/Save my file/.test(reached.at(-1) ?? ''); count++) {
      reached.push(await press('Tab'));
      assert.doesNotMatch(reached.at(-1), /^body/);
    }
    const part = reached.filter((at) => /Byte by byte|Save this list|Send nothing/.test(at)).map((at) => /"(.*)"/.exec(at)[1]);
    assert.deepEqual(part, ['Byte by byte: 161', 'Byte by byte: 149', 'Save this list as a file', 'Send nothing more']);
    await section(panel).locator('summary').first().focus();
    assert.match(await press('Enter'), /summary/);
    await section(panel).locator('.hex').waitFor();
    await section(panel).getByRole('button', { name: 'Send nothing more' }).focus();
    assert.match(await press('Enter'), /input/);
    assert.equal(await engine(page, 'fake.level'), 'remember');
  }],
  ['share: opening the panel, and what comes later in it, moves nothing by itself', async (h) => {
    const page = await open(h, asking({ sent: 2 }));
    await page.locator('nearside-badge').getByText('2 sent').waitFor();
    await page.waitForTimeout(300); // The test page itself draws its grid late.
    await page.evaluate(() => {
      window.moved = 0;
      // Also what moves after the press: a section that came later would.
      new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.moved += one.value))).observe({ type: 'layout-shift' });
    });
    const panel = await openPanel(page);
    assert.equal(await section(panel).count(), 1, 'it is there when the panel opens');
    assert.equal(await panel.getByRole('radio').count(), 4);
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.moved), 0);
  }],
];
