// The reason chip: the short reason, what opens below it, and what its controls do.
import assert from 'node:assert/strict';
import { engine, focused, open, overflow } from './harness.mjs';
import { STATES } from './report/states.mjs';

const chip = (page, title) => page.locator('#picks > li').filter({ has: page.locator('h3', { hasText: title }) }).locator('nearside-reason');
const short = (page, title) => chip(page, title).locator('button.chip').innerText();
async function opened(page, title) {
  await chip(page, title).locator('button.chip').click();
  await chip(page, title).locator('.why').waitFor();
  return chip(page, title).locator('.why');
}

export const checks = [
  ['chip: names the strongest reason, by what is in the log', async (h) => {
    const page = await open(h, { count: 9 });
    assert.equal(await short(page, 'Dry dog food'), 'You bought this before');
    assert.equal(await short(page, 'Fen trail shoe'), 'You viewed Ridge trail shoe');
    assert.equal(await short(page, 'Paper filters'), 'You put Espresso beans, dark roast, 1 kg in your cart');
    assert.equal(await short(page, 'Dental chews'), 'Because you bought Dog food');
    assert.equal(await short(page, 'Hand soap'), 'Popular here');
    await page.evaluate(() => window.test.fake.state('category:Household', 'like'));
    await page.waitForFunction(() => [...document.querySelectorAll('nearside-reason')].some((one) => one.shadowRoot.textContent.includes('You told us: Household')));
    await page.evaluate(() => window.test.fake.forget('2026-11-07/purchase/kibble') && window.test.fake.forget('2026-10-03/purchase/kibble'));
    await page.waitForFunction(() => [...document.querySelectorAll('nearside-reason')].some((one) => one.shadowRoot.textContent.includes('You viewed Dog food')));
  }],
  ['chip: is one button of 44 px that says whether it is open', async (h) => {
    const page = await open(h);
    const button = chip(page, 'Fen trail shoe').locator('button.chip');
    assert.ok((await button.boundingBox()).height >= 44);
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await opened(page, 'Fen trail shoe');
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    assert.equal(await chip(page, 'Fen trail shoe').locator('.why').count(), 0);
  }],
  ['chip: shows all parts of the score; those that speak for the pick add up to 100 %', async (h) => {
    const page = await open(h, { count: 9 });
    for (const [title, id] of [['Fen trail shoe', 'shoe-b'], ['Dental chews', 'chews'], ['Hand soap', 'soap']]) {
      const why = await opened(page, title);
      const lines = await why.locator('li').evaluateAll((all) => all.map((one) => ({
        share: Number(one.querySelector('.share').textContent.replace('−', '-').replace('%', '')), width: parseFloat(one.querySelector('.bar span').style.inlineSize), minus: one.classList.contains('minus'),
      })));
      const reasons = await engine(page, `fake.recommend('home').items.find((one) => one.id === '${id}').reasons.filter((one) => one.points)`);
      assert.equal(lines.length, reasons.length);
      const total = reasons.reduce((sum, one) => sum + Math.max(0, one.points), 0);
      lines.forEach((line, at) => {
        assert.ok(Math.abs(line.share - (reasons[at].points / total) * 100) <= 1.5, `${title}: ${line.share} for ${reasons[at].points} of ${total}`);
        assert.equal(line.width, Math.abs(line.share));
        assert.equal(line.minus, reasons[at].points < 0);
      });
      lines.forEach((line, at) => assert.ok(at === 0 || line.share <= lines[at - 1].share, 'more points, more share'));
      assert.equal(lines.filter((one) => !one.minus).reduce((sum, one) => sum + one.share, 0), 100);
      if (id !== 'chews') continue;
      await why.getByText('What speaks against it').waitFor();
      await why.getByText('Similar picks stand before it').waitFor();
    }
  }],
  ['chip: says its place, and what that would be without the main reasons', async (h) => {
    const page = await open(h);
    const why = await opened(page, 'Fen trail shoe');
    const told = await engine(page, `fake.explain('shoe-b')`);
    const [first] = told.without.sort((a, b) => b.reason.points - a.reason.points);
    await why.getByText(`Place ${told.place} of 9 for you.`).waitFor();
    assert.match(await why.innerText(), new RegExp(`Without Ridge trail shoe: place ${first.place}\\.`));
    assert.ok(first.place > told.place);
  }],
  ['chip: "Less like this" tells the engine about the interest, and can be undone', async (h) => {
    const page = await open(h, { count: 9 });
    const before = await engine(page, 'fake.export()');
    const why = await opened(page, 'Dental chews');
    await why.getByRole('button', { name: 'Less like this' }).click();
    assert.deepEqual(await engine(page, 'fake.statements().map((one) => [one.subject, one.stance])'), [['category:Dog food', 'less']]);
    assert.equal(await why.getByRole('status').innerText(), 'Noted: less Dog food.');
    assert.match(await focused(page), /Less like this/, 'though the page has moved the chip');
    await why.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await engine(page, 'fake.export()'), before);
    assert.equal(await why.getByRole('status').innerText(), 'Undone.');
  }],
  ['chip: "Useful? Yes, No" is heard as more and less of what the reason names, stays here, and can be undone', async (h) => {
    for (const [title, subject, label] of [['Dental chews', 'category:Dog food', 'Dog food'], ['Hand soap', 'item:soap', 'Hand soap, lavender, refill']]) {
      const page = await open(h, { count: 9 });
      const before = await engine(page, 'fake.export()');
      const why = await opened(page, title);
      h.server.requests.length = 0;
      for (const [answer, stance, said] of [['Yes', 'like', `Noted: more ${label}.`], ['No', 'less', `Noted: less ${label}.`]]) {
        await why.getByRole('group', { name: 'Useful?' }).getByRole('button', { name: answer }).click();
        assert.deepEqual(await engine(page, 'fake.statements().map((one) => [one.subject, one.stance])'), [[subject, stance]]);
        assert.equal(await why.getByRole('status').innerText(), said);
        await why.getByRole('button', { name: 'Undo' }).click();
        assert.equal(await engine(page, 'fake.export()'), before);
      }
      assert.deepEqual(h.server.requests, []);
    }
  }],
  ['chip: "Never this" is about the product, which is gone at once', async (h) => {
    const page = await open(h);
    const why = await opened(page, 'Fen trail shoe');
    await why.getByRole('button', { name: 'Never this' }).click();
    assert.deepEqual(await engine(page, 'fake.statements().map((one) => [one.subject, one.stance])'), [['item:shoe-b', 'never']]);
    assert.equal(await chip(page, 'Fen trail shoe').count(), 0);
  }],
  ['chip: "Not me" forgets the notes behind the reason, says how many, and can be undone', async (h) => {
    const page = await open(h, { count: 9 });
    const before = await engine(page, 'fake.export()');
    const why = await opened(page, 'Fen trail shoe');
    assert.match(await why.innerText(), /“Not me” forgets the 1 note behind it\./);
    await why.getByRole('button', { name: 'Not me' }).click();
    assert.equal(await engine(page, `fake.signals().some((one) => one.item === 'shoe-a')`), false);
    assert.equal(await why.getByRole('status').innerText(), 'Forgotten: 1 note.');
    assert.equal(await short(page, 'Fen trail shoe'), 'You viewed Trail shoes', 'the chip follows');
    await why.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await engine(page, 'fake.export()'), before);
  }],
  ['chip: without anything personal it says so, and offers nothing to forget', async (h) => {
    const page = await open(h, { count: 9 });
    const why = await opened(page, 'Hand soap');
    await why.getByText('The same for everyone. Nothing about you counts here.').waitFor();
    assert.equal(await why.getByRole('button', { name: 'Not me' }).count(), 0);
  }],
  ['chip: when nothing may be kept it offers the choice instead of controls that would do nothing', async (h) => {
    for (const level of ['off', 'null']) {
      const page = await open(h, { level, interests: 0 });
      const why = await opened(page, 'Hand soap');
      await why.getByText('To change picks, first choose how much we keep.').waitFor();
      assert.deepEqual(await why.getByRole('button').allInnerTexts(), ['See or change your data']);
    }
  }],
  ['chip: what takes the pressed button or the whole card away leaves the focus somewhere', async (h) => {
    for (const [words, next] of [['Never this', /^nearside-badge button/], ['Not me', /^nearside-reason button#/]]) {
      const page = await open(h, STATES['chip open'].scene);
      await STATES['chip open'].go(page);
      await page.locator('nearside-reason .why').getByRole('button', { name: words }).focus();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(100);
      assert.match(await focused(page), next, words);
      if (words === 'Never this') continue;
      await page.locator('nearside-reason').getByRole('button', { name: 'Undo' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(100);
      assert.match(await focused(page), /^nearside-reason button/, 'Undo');
    }
  }],
  ['chip: leads to its interest in the panel and gets the focus back', async (h) => {
    const page = await open(h, { count: 9 });
    const why = await opened(page, 'Dental chews');
    await why.getByRole('button', { name: 'See or change this interest' }).click();
    await page.locator('nearside-panel dialog').waitFor();
    await page.waitForFunction(() => document.querySelector('nearside-panel').shadowRoot.activeElement?.localName === 'button');
    assert.match(await focused(page), /^nearside-panel button#.* "Dog food"/);
    assert.equal(await page.locator('nearside-panel .row.open').count(), 1);
    await page.keyboard.press('Escape');
    await page.locator('nearside-panel dialog').waitFor({ state: 'detached' });
    assert.match(await focused(page), /^nearside-reason button "Because you bought Dog food"/);
  }],
  ['chip: lies over the page without moving it; goes with Escape, a press elsewhere, or when the focus moves on', async (h) => {
    for (const [width, dir] of [[1280, 'ltr'], [320, 'ltr'], [1280, 'rtl']]) {
      const page = await open(h, { width, dir });
      await page.evaluate(() => document.body.style.setProperty('padding-block-end', '60vh'));
      const heights = () => page.locator('#picks > li').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
      const before = await heights();
      for (const [how, back] of [[() => page.keyboard.press('Escape'), true], [() => page.locator('h1').click(), false], [async () => { for (let count = 0; count < 9; count++) await page.keyboard.press('Tab'); }, false]]) {
        const why = await opened(page, 'Fen trail shoe');
        assert.deepEqual(await heights(), before);
        const box = await why.boundingBox();
        const button = await chip(page, 'Fen trail shoe').locator('button.chip').boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width && box.y >= button.y + button.height && box.y <= button.y + button.height + 12, JSON.stringify({ box, button }));
        assert.ok(box.y + box.height <= 900 || box.height + button.height > 900, 'all of it is in view');
        assert.equal(await overflow(page), 0);
        assert.equal(await page.evaluate(() => scrollX), 0);
        await how();
        await why.waitFor({ state: 'detached' });
        if (back) assert.match(await focused(page), /^nearside-reason button "You viewed Ridge/);
      }
    }
  }],
  ['chip: closes when it is given another pick', async (h) => {
    const page = await open(h);
    await opened(page, 'Fen trail shoe');
    await page.evaluate(() => (document.querySelector('nearside-reason').pick = window.test.fake.recommend('home').items.at(-1)));
    assert.equal(await page.locator('nearside-reason').first().locator('button.chip').getAttribute('aria-expanded'), 'false');
  }],
  ['chip: two hundred of them ask the engine once, share one stylesheet', async (h) => {
    const page = await open(h, { interests: 200, count: 1 });
    const { time, shared, asked } = await page.evaluate(async () => {
      const { fake, calls } = window.test;
      const picks = fake.recommend('home', { count: 200 }).items;
      fake.setLevel('visit');
      for (const name of Object.keys(calls)) calls[name] = 0;
      const begun = performance.now();
      const chips = picks.map((pick) => Object.assign(document.createElement('nearside-reason'), { pick }));
      document.body.append(...chips);
      const time = performance.now() - begun;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return { time, asked: calls.interests, shared: chips.every((one) => one.shadowRoot.adoptedStyleSheets.every((sheet, at) => sheet === chips[0].shadowRoot.adoptedStyleSheets[at])) };
    });
    assert.ok(shared);
    assert.ok(asked <= 4, `${asked} times`); // once for the chips, the rest is the test page's own recommend()
    console.log(`  200 chips in ${Math.round(time)} ms`);
  }],
];
