// For everyone: axe in all states, keyboard alone, small windows, other directions, forced colors, calm motion.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.mjs';
import { load } from './texts.check.mjs';
import { axe, cut, engine, focused, open, openPanel, overflow, SETTLED, shot } from './harness.mjs';

/** Words cut off below, where a box is too low and does not scroll, or headings that run into what stands beside them. */
const short = (page) => page.evaluate(() => [...document.querySelectorAll('nearside-badge,nearside-reason,nearside-panel')].flatMap((host) => [...host.shadowRoot.querySelectorAll('*')]
  .filter((node) => !node.closest('.hidden,svg') && node.getClientRects().length 
    && (node.scrollHeight > node.clientHeight + 2 && getComputedStyle(node).overflowY === 'hidden' || node.matches('h2,h3,h4') && node.scrollWidth > node.clientWidth + 1))
  .map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`)));

const STATES = {
  notice: { scene: { level: 'null', interests: 0 }, go: (page) => page.locator('nearside-notice section').waitFor() },
  'badge and chips': { scene: {} },
  'chip open': {
    scene: { count: 9 },
    async go(page) {
      await page.locator('#picks > li').filter({ hasText: 'Dental' }).locator('button.chip').click();
      await page.locator('.why').waitFor();
    },
  },
  'panel with 0 interests': { scene: { interests: 0 }, go: openPanel },
  'panel with 6 interests': {
    scene: { height: 2700 },
    async go(page) {
      await page.evaluate(() => (window.test.fake.state('item:soap', 'never'), window.test.fake.state('category:Coffee', 'like')));
      const panel = await openPanel(page);
      await panel.locator('.name').first().click();
      await panel.locator('.head > .quiet').nth(2).click();
      await panel.locator('summary').click();
      await panel.locator('#erase').click();
      await panel.evaluate((node) => node.scrollTo(0, 0));
    },
  },
  'panel with everything asked': {
    scene: { height: 3200, options: { gpc: true, facts: { changes: [{ date: '2026-05-03', text: 'Orders are kept for 365 days.' }] } } },
    async go(page) {
      await page.evaluate(() => {
        document.body.append(Object.assign(document.createElement('nearside-panel'), { id: 'own' }));
        document.querySelector('#own').setAttribute('compare', '');
        const { fake } = window.test;
        fake.note('purchase', 'soap', '2026-11-21', 1, 'order:2026-11-21/1').pause();
        fake.setSource('showing', false);
        fake.hidden = true;
      });
      const panel = await openPanel(page);
      await panel.locator('#find-never').click();
      await panel.locator('#find').fill('c');
      await panel.locator('#find').blur();
      await panel.locator('summary').click();
      await panel.locator('[id$="-gift"]').waitFor();
      const file = JSON.stringify({ from: 'Other Shop', file: await engine(page, 'fake.export()') });
      await panel.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(file) });
      await panel.locator('#ask').waitFor();
      await panel.evaluate((node) => node.scrollTo(0, 0));
    },
  },
  'panel at off with something kept': {
    scene: { height: 1200 },
    async go(page) {
      await page.evaluate(() => window.test.fake.setLevel('off', { keep: true }));
      await openPanel(page);
    },
  },
  'panel under a ceiling, for someone else': {
    scene: { options: { ceiling: { by: 'shop', level: 'visit' } } },
    async go(page) {
      await page.evaluate(() => window.test.fake.startGuest());
      await openPanel(page);
    },
  },
  'panel with what is shared': {
    scene: { level: 'share', height: 3600, options: { sharing: { sent: 2, question: 'arm.picks/1' } } },
    async go(page) {
      const panel = await openPanel(page);
      await panel.locator('.shared summary').first().click();
      await panel.evaluate((node) => node.scrollTo(0, 0));
    },
  },
  'notice after a change': {
    scene: { options: { renewed: true, facts: { changes: [{ date: '2026-05-03', text: 'Orders are kept for 365 days.' }] } } },
    go: (page) => page.locator('nearside-notice section').waitFor(),
  },
  'panel with 500 interests': { scene: { interests: 500 }, go: openPanel },
  'panel with problems': { scene: { options: { ready: false, problems: [{ code: 'STORAGE_FULL', message: '' }] } }, go: openPanel },
};
/** States whose tree is compared with the one in `trees/`. `UPDATE=1` writes them anew; read what changed. */
const TREES = ['notice', 'notice after a change', 'badge and chips', 'chip open', 'panel with 0 interests', 'panel with 6 interests', 'panel with everything asked', 'panel with what is shared', 'panel at off with something kept', 'panel under a ceiling, for someone else', 'panel with problems'];
/** States that between them hold every pair of colors. */
const MORE = ['notice', 'chip open', 'panel with everything asked'];
const LOOKS = { light: {}, dark: { dark: true }, rtl: { dir: 'rtl', lang: 'he' }, german: { lang: 'de' }, forced: { forced: true }, '320 px': { width: 320, height: 640 }, 'more contrast': { more: true } };

export const checks = [
  ...Object.entries(STATES).flatMap(([state, { scene, go }]) => Object.entries(LOOKS)
    .filter(([look]) => look !== 'more contrast' || MORE.includes(state)).map(([look, window]) => [
    `axe: ${state}, ${look}`, async (h) => {
      const page = await open(h, { ...window, ...scene });
      await go?.(page);
      assert.deepEqual(await axe(page, SETTLED), []);
      await shot(page, `${state}-${look}`.replace(/[^\w]+/g, '-'));
    },
  ])),

  ...TREES.map((state) => [`screen readers: the tree of ${state}`, async (h) => {
    const { scene, go } = STATES[state];
    const page = await open(h, scene);
    await go?.(page);
    const tree = `${(await page.locator('body').ariaSnapshot()).replace(/\d+:\d\d [AP]M/g, '9:41 AM').replaceAll(h.server.origin, '').replace(/[\u2068\u2069]/g, '')}\n`;
    const path = join(ROOT, 'tests/elements/trees', `${state.replace(/[^\w]+/g, '-')}.yml`);
    if (process.env.UPDATE) writeFileSync(path, tree);
    assert.equal(tree, readFileSync(path, 'utf8'));
  }]),

  ['keyboard: from the top of the page to a choice, to the panel, through an interest, and back', async (h) => {
    const page = await open(h, { level: 'null', interests: 6 });
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      return focused(page);
    };
    assert.match(await press('Tab'), /^a "Corner/);
    assert.match(await press('Tab'), /^nearside-notice button "Keep it off"/);
    assert.match(await press('Tab', 'Tab'), /^nearside-notice button "Remember me"/);
    assert.match(await press('Enter'), /^nearside-notice p "On\./);
    let at = '';
    for (let count = 0; count < 40 && !at.startsWith('nearside-badge'); count++) {
      at = await press('Tab');
      assert.doesNotMatch(at, /^body/, 'the focus is never lost');
    }
    assert.match(at, /^nearside-badge button/);
    await press('Enter');
    await page.locator('nearside-panel dialog').waitFor();
    assert.match(await focused(page), /^nearside-panel h2#title/);
    assert.match(await press('Tab'), /button "Close"/);
    assert.match(await press('Tab'), /input/);
    await press('ArrowUp');
    assert.equal(await engine(page, 'fake.level'), 'visit', 'arrows change the level');
    await press('ArrowDown');
    assert.equal(await engine(page, 'fake.level'), 'remember');
    assert.match(await press('Tab'), /input#source-browsing/);
    await press('Space');
    assert.deepEqual(await engine(page, 'fake.settings.sourcesOff'), ['browsing'], 'a switch by keyboard');
    assert.match(await press('Space', 'Tab'), /button#source-browsing-x "Forget these"/);
    assert.match(await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab'), /select#days/);
    assert.match(await press('Tab'), /"Pause"/);
    await press('Enter');
    assert.equal(await engine(page, 'fake.paused'), true);
    assert.match(await press('Enter', 'Tab'), /"Shopping for someone else"/);
    assert.match(await press('Tab'), /"Hide my picks"/);
    assert.match(await press('Tab'), /"Add an interest"/);
    assert.match(await press('Enter'), /input#find/);
    await page.keyboard.type('house');
    assert.match(await press('Tab'), /"Add"/);
    assert.match(await press('Enter'), /"Undo"/);
    assert.deepEqual(await engine(page, 'fake.statements().map((one) => one.subject)'), ['category:Household']);
    assert.match(await press('Enter'), /input#find/);
    assert.match(await press('Shift+Tab', 'Shift+Tab'), /"Add an interest"/);
    await press('Enter', 'Tab');
    assert.match(await press('Tab'), /button#\S+ "Dog food/);
    assert.match(await press('Enter', 'Tab'), /"Remove"/);
    assert.match(await press('Tab'), /"More"/);
    assert.match(await press('Enter', 'Tab', 'Tab', 'Tab'), /"Remove"/);
    assert.deepEqual(await engine(page, 'fake.statements().map((one) => one.stance)'), ['like']);
    await page.locator('nearside-panel .head > .quiet').first().focus();
    assert.match(await press('Enter'), /"Undo"/);
    assert.match(await press('Enter'), /"Dog food/);
    await press('Escape');
    await page.locator('nearside-panel dialog').waitFor({ state: 'detached' });
    assert.match(await focused(page), /^nearside-badge button/);
  }],
  ['keyboard: nothing behind the open panel can be reached', async (h) => {
    const page = await open(h);
    await openPanel(page);
    for (let count = 0; count < 60; count++) {
      await page.keyboard.press('Tab');
      assert.match(await focused(page), /^(nearside-panel|body)/); // `body`: the browser's own controls, which follow
    }
  }],
  ['keyboard: what has the focus is never fully covered, and its ring can be seen', async (h) => {
    const page = await open(h, { width: 320, height: 560 });
    const panel = await openPanel(page);
    await panel.locator('.name').first().click();
    for (let count = 0; count < 60; count++) {
      await page.keyboard.press(count < 30 ? 'Tab' : 'Shift+Tab');
      const seen = await page.evaluate(() => {
        const root = document.querySelector('nearside-panel').shadowRoot;
        const at = root.activeElement;
        if (!at) return 'outside';
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const hit = [[left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3], [(left + right) / 2, (top + bottom) / 2]]
          .some(([x, y]) => { const top = root.elementFromPoint(x, y); return top && (top === at || at.contains(top) || top.contains(at)); });
        const ring = getComputedStyle(at.matches('input[type=radio]') ? at.closest('label') : at);
        return hit && parseFloat(ring.outlineWidth) >= 2 && ring.outlineStyle !== 'none' ? 'seen' : `${at.outerHTML.slice(0, 80)} ${hit} ${ring.outlineWidth}`;
      });
      assert.match(seen, /^(seen|outside)$/);
    }
  }],

  ...[['notice', { level: 'null', interests: 0 }], ['chip', { count: 9 }], ['panel', {}], ['panel', { interests: 500 }], ['panel', { lang: 'de' }], ['notice', { level: 'null', interests: 0, lang: 'de' }]]
    .map(([what, scene]) => [`320 × 256: ${what} ${scene.lang ?? ''}${scene.interests ?? ''}: no word is cut, nothing scrolls sideways`, async (h) => {
      const page = await open(h, { ...scene, width: 320, height: 256 });
      if (what === 'chip') {
        await page.locator('#picks > li').filter({ hasText: 'Paper filters' }).locator('button.chip').click();
        await page.locator('.why').waitFor();
      }
      if (what === 'panel') {
        const panel = await openPanel(page);
        await panel.locator('.name').first().click();
        await panel.locator('summary').click();
      }
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await cut(page), []);
      await shot(page, `small-${what}-${scene.lang ?? ''}${scene.interests ?? ''}`);
    }]),
  ...['en', 'de', 'ar'].map((lang) => [`text spacing and 200 % text: nothing is cut, whatever is open, in ${lang}`, async (h) => {
    const words = (await load(`www/locales/${lang}.ts`))[lang];
    for (const name of ['chip open', 'panel with 6 interests', 'panel with everything asked', 'panel at off with something kept']) {
      const { scene, go } = STATES[name];
      const page = await open(h, { ...scene, width: 640, lang: 'en' });
      await page.evaluate(() => window.test.fake.setLevel('remember')); // A choice, of which there is a receipt.
      await go(page);
      // In English until here, by its words; then in the language, with everything that can be opened open.
      await page.evaluate((to) => Object.assign(document.documentElement, { lang: to, dir: to === 'ar' ? 'rtl' : 'ltr' }), lang);
      await page.locator(`nearside-badge button[lang=${lang}]`).waitFor();
      const panel = page.locator('nearside-panel dialog[open]');
      if (name === 'panel with everything asked') await panel.locator('.name').first().click();
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(':host,*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}:host{font-size:32px!important}');
        for (const host of document.querySelectorAll('nearside-panel,nearside-reason,nearside-badge')) host.shadowRoot.adoptedStyleSheets.push(sheet);
      });
      if (name === 'panel with everything asked') {
        // What this is about is there: the find box with what it found, sources and days, the file's preview, the receipt, the question.
        for (const part of ['#find', '.source', '#days', '#ask', 'input[type=password]', '[id$="-gift"]', 'details[open]', '.name[aria-expanded=true]', `text=${words['take.merge']}`, `text=${words['take.receipt']}`]) assert.ok(await panel.locator(part).first().isVisible(), part);
      }
      if (name === 'panel with 6 interests') for (const part of ['#ask', '.trace', 'details[open]']) assert.ok(await panel.locator(part).first().isVisible(), part);
      assert.deepEqual([await overflow(page), await cut(page), await short(page)], [0, [], []], name);
      await shot(page, `spaced-${name.replaceAll(' ', '-')}-${lang}`);
    }
  }]),
  ['targets: every control is 24 px or more, nearly all 44', async (h) => {
    const page = await open(h, { count: 9 });
    await page.locator('nearside-reason button.chip').first().click();
    const panel = await openPanel(page);
    await panel.locator('.name').first().click();
    const sizes = await page.evaluate(() => [...document.querySelectorAll('nearside-badge,nearside-reason,nearside-panel')].flatMap((host) =>
      [...host.shadowRoot.querySelectorAll('button,a,summary,label')].filter((node) => node.getClientRects().length).map((node) => {
        const { width, height } = (node.matches('.name') ? node.parentElement : node).getBoundingClientRect(); // its ::after covers the whole line
        return { name: node.textContent.slice(0, 20), width, height };
      })));
    assert.deepEqual(sizes.filter((one) => one.width < 24 || one.height < 24), []);
    assert.deepEqual(sizes.filter((one) => one.height < 43.5), []);
  }],
  ['right to left: the panel stands on the left and everything is mirrored; names keep their own direction', async (h) => {
    const page = await open(h, { dir: 'rtl', lang: 'he' });
    const panel = await openPanel(page);
    assert.equal((await panel.boundingBox()).x, 0);
    const sides = await panel.evaluate((node) => {
      const left = (query) => node.querySelector(query).getBoundingClientRect().left;
      return { close: left('.close') < left('h2'), remove: left('.head > .quiet') < left('.about'), radio: left('.card input') > left('.card .strong'), bdi: node.querySelectorAll('.name bdi').length };
    });
    assert.deepEqual(sides, { close: true, remove: true, radio: true, bdi: 7 });
    assert.equal(await panel.getAttribute('lang'), 'he');
  }],
  ['right to left: a language that is not there is shown in English, from left to right', async (h) => {
    const page = await open(h, { dir: 'rtl', lang: 'fa' });
    const panel = await openPanel(page);
    assert.deepEqual(await panel.evaluate((node) => [node.lang, node.dir, getComputedStyle(node).direction]), ['en', 'ltr', 'ltr']);
  }],
  ['reduced motion: nothing moves for longer than 10 ms; otherwise the panel slides in', async (h) => {
    const moving = (page) => page.evaluate(() => [...document.querySelectorAll('nearside-notice,nearside-badge,nearside-reason,nearside-panel')].flatMap((host) =>
      [...host.shadowRoot.querySelectorAll('*')].filter((node) => {
        const { transitionDuration, animationDuration } = getComputedStyle(node);
        return [transitionDuration, animationDuration].some((time) => time.split(',').some((one) => parseFloat(one) * (one.includes('ms') ? 1 : 1000) > 10));
      })).length);
    const calm = await open(h, { motion: 'reduce' });
    await openPanel(calm);
    assert.equal(await moving(calm), 0);
    const lively = await open(h, { motion: 'no-preference' });
    await openPanel(lively);
    assert.ok(await moving(lively) > 0);
  }],
  ['screen readers: the names of what can be pressed', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    await panel.locator('.name').first().click();
    for (const name of ['Remove Dog food', 'Remove Hazelfield Brand', 'Remove Viewed: Dental chews, large dogs · 2 times', 'Close']) {
      await panel.getByRole('button', { name, exact: true }).waitFor();
    }
    const first = panel.getByRole('button', { name: 'Dog food', exact: true });
    assert.equal(await first.getAttribute('aria-expanded'), 'true');
    assert.equal(await first.evaluate((node) => node.getRootNode().getElementById(node.getAttribute('aria-describedby')).textContent), 'You viewed 2 and bought 2. Fades on Nov 7, 2027.');
    for (const name of ['Off', 'This visit', 'Remember me']) await panel.getByRole('radio', { name, exact: true }).waitFor();
    for (const [level, name] of [[2, 'Your picks, your data'], [3, 'What we keep (7)'], [3, 'How much?'], [3, 'Take or erase'], [3, 'Who']]) {
      await panel.getByRole('heading', { level, name, exact: true }).waitFor();
    }
    await page.getByRole('dialog', { name: 'Your picks, your data' }).waitFor();
  }],
  ['screen readers: a change is said once, by one polite region that was there before', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    await page.evaluate(() => {
      const region = document.querySelector('nearside-panel').shadowRoot.querySelector('dialog > [role=status]');
      window.said = [];
      new MutationObserver(() => window.said.push(region.textContent)).observe(region, { characterData: true, childList: true, subtree: true });
    });
    await panel.getByLabel('This visit').check();
    await panel.locator('.head > .quiet').first().click();
    await panel.locator('.head > .quiet').first().click();
    await page.waitForTimeout(200);
    const said = (await page.evaluate(() => window.said)).map((one) => one.replace(/[\u2068\u2069]/g, ''));
    assert.deepEqual(said, ['Now: This visit.', 'Removed: Dog food.', 'Removed: Trail shoes.']);
    assert.equal(await panel.locator('[aria-live=assertive],[role=alert]').count(), 0);
  }],
];
