// The notice: when it is there, what it says, how it asks, and how it goes.
import assert from 'node:assert/strict';
import { engine, focused, open, openPanel } from './harness.mjs';

const fresh = { level: 'null', interests: 0 };
const notice = (page) => page.locator('nearside-notice section');
const choices = (page) => page.locator('nearside-notice .choices button');

export const checks = [
  ['notice: is there only before a choice, and only when picks can be made', async (h) => {
    assert.equal(await notice(await open(h, fresh)).count(), 1);
    for (const level of ['off', 'visit', 'remember']) assert.equal(await notice(await open(h, { ...fresh, level })).count(), 0, level);
    assert.equal(await notice(await open(h, { ...fresh, options: { ready: false } })).count(), 0, 'not ready');
  }],
  ['notice: takes no focus, covers nothing, stands in the flow as a named region', async (h) => {
    const page = await open(h, fresh);
    await notice(page).waitFor();
    assert.match(await focused(page), /^body/);
    assert.equal(await notice(page).evaluate((node) => {
      for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) if (getComputedStyle(at).position !== 'static') return at.localName;
      return '';
    }), '');
    await page.getByRole('region', { name: 'Picks for you: your choice' }).waitFor();
    const { height } = await notice(page).boundingBox();
    assert.ok(height <= 0.4 * 900, `${height} px is more than 40 % of the window`);
  }],
  ['notice: the three answers have one size, one look, and none is chosen beforehand', async (h) => {
    for (const width of [1280, 700, 320]) {
      const page = await open(h, { ...fresh, width });
      await notice(page).waitFor();
      const looks = await choices(page).evaluateAll((all) => all.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        const { fontSize, fontWeight, color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(one);
        return { width, height, look: [fontSize, fontWeight, color, backgroundColor, borderTopColor, borderTopWidth].join() };
      }));
      assert.equal(looks.length, 3);
      for (const side of ['width', 'height']) {
        const all = looks.map((one) => one[side]);
        assert.ok(Math.max(...all) - Math.min(...all) <= 1, `${side} at ${width}: ${all}`);
      }
      assert.equal(new Set(looks.map((one) => one.look)).size, 1);
      assert.ok(looks.every((one) => one.height >= 44));
      assert.equal(await page.locator('nearside-notice').evaluate((host) => host.shadowRoot.querySelectorAll('[checked],[aria-pressed=true],[autofocus]').length), 0);
    }
  }],
  ['notice: says what the shop has switched on, and nothing else', async (h) => {
    const all = await open(h, fresh);
    await notice(all).getByText('Products you view, search for, add to cart, buy, and see here.').waitFor();
    await notice(all).getByText('Nothing is sent to anyone. Change this at any time.').waitFor();
    const body = await notice(all).evaluate((node) => [...node.querySelectorAll('dt,dd,p')].map((one) => one.textContent).join(' ').split(/\s+/).length);
    assert.ok(body <= 45, `${body} words`);

    const sources = await engine(all, 'fake.facts.sources.map((one) => ({ ...one, on: one.name === "orders" }))');
    const some = await open(h, { ...fresh, options: { facts: { sources, recipients: ['Postman Ltd', 'Adsome'], policy: '' } } });
    await notice(some).getByText('Products you buy here.').waitFor();
    await notice(some).getByText('Who else receives anything: Postman Ltd and Adsome.').waitFor();
    assert.equal(await notice(some).getByText('Nothing is sent').count(), 0);
    assert.equal(await notice(some).locator('a').count(), 0, 'no policy, no link');
  }],
  ...[['Keep it off', 'off', 'Off. Nothing is kept.'], ['Just this visit', 'visit', 'On. Forgotten when you close the tab.'],
    ['Remember me', 'remember', 'On. Remembered on this device only.']].map(([button, level, line]) => [
    `notice: "${button}" sets the level, says so politely, keeps the focus and goes with the next act`, async (h) => {
      const page = await open(h, fresh);
      await choices(page).getByText(button).press('Enter');
      assert.equal(await engine(page, 'fake.level'), level);
      assert.equal(await notice(page).count(), 0);
      const status = page.locator('nearside-notice [role=status]');
      assert.equal(await status.innerText(), line);
      assert.match(await focused(page), /^nearside-notice p/);
      await page.waitForTimeout(4100);
      assert.equal(await status.innerText(), line, 'it does not go by itself');
      await page.keyboard.press('Tab');
      assert.match(await focused(page), /^nearside-reason button/);
      await page.waitForFunction(() => !document.querySelector('nearside-notice').shadowRoot.querySelector('p'));
    },
  ]),
  ['notice: the live region is there before it speaks', async (h) => {
    const page = await open(h, fresh);
    await page.evaluate(() => (window.region = document.querySelector('nearside-notice').shadowRoot.querySelector('[role=status]')));
    await choices(page).first().click();
    assert.ok(await page.evaluate(() => window.region.isConnected && window.region.textContent.length > 0));
  }],
  ['notice: storage that is refused is not promised', async (h) => {
    const page = await open(h, { ...fresh, options: { storage: 'memory' } });
    await choices(page).getByText('Remember me').click();
    assert.equal(await page.locator('nearside-notice [role=status]').innerText(), 'On, for this page only.');
  }],
  ['notice: "See everything" opens the panel; a choice there answers the notice; the focus comes back', async (h) => {
    const page = await open(h, fresh);
    const link = page.locator('nearside-notice').getByText('See everything we would keep');
    await link.click();
    const panel = page.locator('nearside-panel dialog');
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    assert.match(await focused(page), /See everything/);
    await link.click();
    await panel.getByLabel('This visit').check();
    assert.equal(await engine(page, 'fake.level'), 'visit');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    assert.match(await focused(page), /^nearside-notice p .*Forgotten/);
  }],
  ['notice: after prepare() it is drawn in the moment it is connected, so that nothing on the page moves', async (h) => {
    for (const [prepared, moves] of [[true, false], [false, true]]) {
      const page = await open(h, { ...fresh, connect: 'no' });
      const shift = await page.evaluate(async (prepared) => {
        const { connect, prepare, fake } = window.test;
        const below = [...document.querySelectorAll('main > h2, #picks, footer')];
        below.forEach((one) => one.remove());
        if (prepared) await prepare();
        await new Promise((resolve) => setTimeout(resolve, 200));
        let shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => (shift += one.value))).observe({ type: 'layout-shift' });
        connect(fake);
        document.querySelector('main').append(...below);
        await new Promise((resolve) => setTimeout(resolve, 600));
        return shift;
      }, prepared);
      await notice(page).waitFor();
      assert.equal(shift > 0, moves, `prepared: ${prepared}, shift ${shift}`);
    }
  }],
  ['notice: comes back after everything is erased, because the choice is gone too', async (h) => {
    const page = await open(h, { level: 'remember' });
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Erase all' }).click();
    await panel.getByRole('group').getByRole('button', { name: 'Erase all' }).click();
    await page.keyboard.press('Escape');
    await notice(page).waitFor();
  }],
];
