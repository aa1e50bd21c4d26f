// What a hostile title, a strict page or a curious observer could find. run.mjs adds to every test that no policy
// was breached and no script failed.
import assert from 'node:assert/strict';
import { bundle } from './build.mjs';
import { open, openPanel } from './harness.mjs';

const MARKUP = '<img src=x onerror="window.hacked=1"><b>bold</b>';

export const checks = [
  ['safety: markup in titles, labels and the shop’s own words is shown as text everywhere', async (h) => {
    const facts = { shop: MARKUP, contact: MARKUP, recipients: [MARKUP] };
    const page = await open(h, { count: 9, options: { facts } });
    await page.evaluate((id) => {
      const { fake } = window.test;
      for (const day of ['2026-11-01', '2026-11-02', '2026-11-03']) fake.note('purchase', id, day);
      fake.state(`item:${id}`, 'like');
    }, 'hostile');
    const chip = page.locator('#picks > li').filter({ hasText: 'onerror' }).locator('nearside-reason');
    await chip.locator('button.chip').click();
    await chip.locator('.why').waitFor();
    assert.ok((await chip.locator('.why').textContent()).includes(MARKUP));
    await page.keyboard.press('Escape');
    const panel = await openPanel(page);
    await panel.locator('.name').first().click();
    await panel.locator('summary').click();
    const seen = await panel.evaluate((node) => [node.textContent, node.querySelectorAll('img,b').length]);
    assert.ok(seen[0].split(MARKUP).length > 5, 'shown as it is');
    assert.equal(seen[1], 0);
    await panel.locator('.head > .quiet').first().click();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('nearside-reason,nearside-notice,nearside-badge,nearside-panel')].reduce((sum, one) => sum + one.shadowRoot.querySelectorAll('img,b,script').length, 0)), 0);

    const notice = await open(h, { level: 'null', interests: 0, options: { facts } });
    await notice.locator('nearside-notice').getByText(MARKUP).waitFor();
  }],
  ['safety: an address that runs script is no link', async (h) => {
    const facts = { contact: 'javascript:alert(1)', policy: ' jAvAsCrIpT:alert(1)' };
    const page = await open(h, { level: 'null', interests: 0, options: { facts } });
    await page.locator('nearside-notice section').waitFor();
    assert.equal(await page.locator('nearside-notice a').count(), 0);
    const panel = await openPanel(page);
    assert.equal(await panel.locator('a').count(), 0);
    await panel.getByText('javascript:alert(1)').waitFor();
  }],
  ['safety: nothing is requested but the page’s own files', async (h) => {
    const page = await open(h);
    h.server.requests.length = 0;
    const others = [];
    page.on('request', (request) => others.push(request.url()));
    const panel = await openPanel(page);
    await panel.locator('.name').first().click();
    await panel.locator('.head > .quiet').first().click();
    await panel.getByRole('button', { name: 'Save my file' }).click();
    await panel.getByLabel('Off', { exact: true }).check();
    await page.waitForTimeout(200);
    const own = others.filter((url) => !url.startsWith('blob:'));
    assert.ok(own.every((url) => /^\/[\w-]+\.js$/.test(new URL(url).pathname) && url.startsWith(h.server.origin) && !new URL(url).search), own.join());
  }],
  ['safety: the elements store nothing by themselves', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    await panel.locator('.head > .quiet').first().click();
    assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]), [0, 0, '', 0]);
  }],
  ['safety: the bundle names nothing that pushes, probes or sends', async () => {
    const code = (await bundle('www/elements/index.ts', 'elements')).map((file) => file.bytes.toString()).join('\n');
    for (const word of ['Notification', 'PushManager', 'beforeunload', 'geolocation', 'userAgent', 'getBattery', 'toDataURL', 'sendBeacon', 'XMLHttpRequest', 'fetch(', 'WebSocket', 'EventSource', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function', 'localStorage', 'sessionStorage', 'cookie', 'setAttribute("style"']) {
      assert.ok(!code.includes(word), word);
    }
  }],
];
