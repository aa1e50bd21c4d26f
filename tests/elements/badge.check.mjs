// The badge: what it says in each state, and that it opens the panel.
import assert from 'node:assert/strict';
import { engine, focused, open, openPanel } from './harness.mjs';

const words = (page) => page.locator('nearside-badge button > span').last().innerText();
const STATES = [
  ['before a choice', { level: 'null', interests: 0 }, 'Your choice is open'],
  ['off', { level: 'off', interests: 0 }, 'Off · nothing kept'],
  ['this visit', { level: 'visit' }, 'This visit only · 7 interests · 0 sent'],
  ['remember', { level: 'remember' }, 'On your device · 7 interests · 0 sent'],
  ['one interest', { level: 'remember', interests: 0, options: {} }, 'On your device · 0 interests · 0 sent'],
  ['storage refused', { options: { storage: 'memory' } }, 'This page only · 7 interests · 0 sent'],
  ['picks cannot be made', { options: { ready: false } }, 'Personal picks stopped'],
  ['a problem', { options: { problems: [{ code: 'STORAGE_FULL', message: '' }, { code: 'STORAGE_FULL', message: '' }] } }, 'On your device · 7 interests · 0 sent · 1 problem'],
  ['a mistake of the page is not the shopper’s problem', { options: { problems: [{ code: 'BAD_SIGNAL', message: '' }] } }, 'On your device · 7 interests · 0 sent'],
  ['somebody else receives data', { options: { facts: { recipients: ['Adsome'] } } }, 'On your device · 7 interests'],
  ['what lies further away than the level lets it', { level: 'visit', options: { storage: 'device' } }, 'Check failed · On your device · 7 interests · 0 sent'],
  ['under a ceiling of nothing', { options: { ceiling: { by: 'shop', level: 'off' } } }, 'Off · kept, not used'],
  ['German', { lang: 'de-AT' }, 'Auf Ihrem Gerät · 7 Interessen · 0 gesendet'],
  ['a language that is not there', { lang: 'tlh' }, 'On your device · 7 interests · 0 sent'],
];

export const checks = [
  ...STATES.map(([name, scene, said]) => [`badge: ${name}`, async (h) => {
    const page = await open(h, scene);
    assert.equal(await words(page), said);
    await page.getByRole('button', { name: lang(scene.lang) }).waitFor();
  }]),
  ['badge: follows changes and problems at once', async (h) => {
    const page = await open(h);
    await page.evaluate(() => window.test.fake.forget('category:Dog food'));
    assert.equal(await words(page), 'On your device · 5 interests · 0 sent');
    await page.evaluate(() => window.test.fake.problem({ code: 'STORAGE_FULL', message: '' }));
    assert.equal(await words(page), 'On your device · 5 interests · 0 sent · 1 problem');
    await page.evaluate(() => (document.documentElement.lang = 'de'));
    await page.locator('nearside-badge').getByText('5 Interessen').waitFor();
  }],
  ['badge: says at the first use of a source that it is noted now, once for each', async (h) => {
    const page = await open(h, { interests: 0 });
    const line = page.locator('nearside-badge [role=status]');
    assert.equal(await line.innerText(), '');
    const track = (signal, id) => page.evaluate(([signal, id]) => window.test.fake.track(signal, { id }), [signal, id]);
    await track('view', 'soap');
    assert.equal(await line.innerText(), 'First note: Products you view. See it here.');
    await track('view', 'kibble');
    assert.equal(await line.innerText(), '', 'it goes with the next note');
    await track('cart', 'soap');
    assert.equal(await line.innerText(), 'First note: Your cart. See it here.');
    await track('click', 'soap');
    await page.evaluate(() => (window.test.fake.erase(), window.test.fake.setLevel('visit')));
    await track('view', 'soap');
    assert.equal(await line.innerText(), '', 'once');
    // What was there before, came with a file or is somebody else's is no first use.
    const old = await open(h);
    await old.evaluate(() => window.test.fake.track('view', { id: 'soap' }));
    assert.equal(await old.locator('nearside-badge [role=status]').innerText(), '');
    const guest = await open(h, { interests: 0 });
    await guest.evaluate(() => (window.test.fake.startGuest(), window.test.fake.track('view', { id: 'soap' })));
    assert.equal(await guest.locator('nearside-badge [role=status]').innerText(), '');
  }],
  ['badge: the panel behind it says what was checked, what was not, and what failed', async (h) => {
    const panel = await openPanel(await open(h));
    assert.match(await panel.locator('.summary').innerText(), /Checked at \d+:\d\d [AP]M: 3 of 3 passed\. Not checked: the shop’s other scripts\.$/);
    const failed = await openPanel(await open(h, { level: 'visit', options: { storage: 'device' } }));
    assert.match(await failed.locator('.summary').innerText(), /2 of 3 passed/);
    await failed.getByRole('region', { name: 'Something went wrong' }).getByText('Notes lie where you did not choose.').waitFor();
  }],
  ['badge: opens the panel, at a click and by keyboard, and has the focus afterwards', async (h) => {
    const page = await open(h);
    const panel = await openPanel(page);
    assert.match(await focused(page), /^nearside-panel h2#title/);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    assert.match(await focused(page), /^nearside-badge button/);
    await page.keyboard.press('Enter');
    await panel.waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
    await panel.waitFor({ state: 'detached' });
    assert.match(await focused(page), /^nearside-badge button/);
  }],
  ['badge: says so when the panel cannot be fetched', async (h) => {
    const page = await open(h);
    const sheet = h.server.files.filter((path) => /^\/sheet-/.test(path));
    assert.equal(sheet.length, 1);
    sheet.forEach((path) => h.server.refused.add(path));
    try {
      await page.locator('nearside-badge button').click();
      await page.locator('nearside-badge').getByText('Could not open. Try again.').waitFor();
    } finally {
      h.server.refused.clear();
    }
    page.faults = []; // The refused file is in the console, as it should be.
  }],
  ['elements: show nothing without an engine, and come to life with connect()', async (h) => {
    const page = await open(h, { connect: 'no' });
    assert.ok(await page.locator('nearside-badge button').isHidden());
    assert.equal(await page.locator('nearside-notice').evaluate((host) => host.getBoundingClientRect().height), 0);
    await page.evaluate(() => window.test.connect(window.test.fake));
    await page.locator('nearside-badge').getByText('On your device').waitFor();
    await page.evaluate(() => window.test.connect(undefined));
    await page.locator('nearside-badge button').waitFor({ state: 'hidden' });
  }],
  ['elements: one that was given its own engine keeps it, also when that was before its definition', async (h) => {
    const page = await open(h);
    await page.evaluate(() => {
      // In a document without definitions it is a plain element; it is upgraded when it moves into the page.
      const own = document.implementation.createHTMLDocument().createElement('nearside-badge');
      own.engine = new window.test.Fake({ level: 'off' });
      document.querySelector('main').append(own);
    });
    await page.locator('main nearside-badge').getByText('Off · nothing kept').waitFor();
    assert.match(await words(page), /^On your device/);
    assert.equal(await engine(page, 'fake.level'), 'remember');
  }],
];

function lang(tag) {
  return tag === 'de-AT' ? /^Ihre Vorschläge, Ihre Daten:/ : /^Your picks, your data:/;
}
