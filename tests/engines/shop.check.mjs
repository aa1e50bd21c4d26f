// The demo shop with the real engine: what is viewed counts, stays, is seen in the other tab, and goes. Every act of
// a shopper is checked in Chromium (../e2e).
import assert from 'node:assert/strict';

const PICKS = 'main .grid .card-title a';
const CEREAL = '#/c/Breakfast/Cereal';

const drawn = (page) => page.until('!document.querySelector(".waiting, [aria-busy]") && document.querySelector("main h1")');
const PICKED = '[...document.querySelector("main .grid").querySelectorAll(".card-title a")].map((one) => one.getAttribute("href"))';
const picks = (page) => page.js(`return ${PICKED}`);
const kept = (page) => page.js('return [...Object.keys(localStorage), ...Object.keys(sessionStorage)].concat(document.cookie || [])');

async function arrive(page, origin, hash = '#/') {
  await page.go(`${origin}/${hash}`);
  await drawn(page);
}

async function to(page, hash) {
  await page.js('location.hash = arguments[0]', hash);
  await drawn(page);
}

/** Looks at some products of a shelf, then returns to the start. */
async function view(page, count) {
  for (let at = 0; at < count; at++) {
    await to(page, CEREAL);
    await page.until('find(arguments[0]).length > arguments[1]', PICKS, at);
    await page.js('find(arguments[0])[arguments[1]].click()', PICKS, at);
    await page.see('.product h1');
    await drawn(page);
  }
  await to(page, '#/');
}

export const checks = [
  ['shop: picks follow what is viewed, a reload keeps them, another tab hears of it, erasing leaves no key', {}, async ({ page, session, shop }) => {
    const { origin, heard } = await shop();
    await arrive(page, origin);
    assert.deepEqual(await kept(page), [], 'nothing before a choice');
    await page.click('nearside-notice >> .choices button:text(Remember me)');
    const everybodys = await picks(page);
    await view(page, 2);
    const own = await picks(page);
    assert.notDeepEqual(own, everybodys);
    await session.navigate().refresh();
    await drawn(page);
    assert.deepEqual(await picks(page), own, 'after a reload');

    const first = await session.getWindowHandle();
    await session.switchTo().newWindow('tab');
    await arrive(page, origin);
    assert.deepEqual(await picks(page), own, 'in another tab');
    const second = await session.getWindowHandle();
    await session.switchTo().window(first);
    await page.click('nearside-badge >> button');
    await page.click('nearside-panel >> #erase');
    await page.click('nearside-panel >> [role=group] button:text(Erase)');
    await page.see('nearside-badge >> button:text(Your choice is open)');
    await session.switchTo().window(second);
    // Without a reload.
    await page.see('nearside-badge >> button:text(Your choice is open)');
    for (const handle of [first, second]) {
      await session.switchTo().window(handle);
      assert.deepEqual(await kept(page), [], 'not a key is left');
      // The shop draws once the browser has shown what its elements say.
      await page.until(`JSON.stringify(${PICKED}) !== arguments[0]`, JSON.stringify(own));
    }
    for (const line of heard) assert.match(line, /^GET [^?]*$/, 'nothing leaves the browser');
  }],

  ['shop: the overlay for merchants shows a list with its terms, by keyboard, and keeps nothing', {}, async ({ page, shop }) => {
    const { origin } = await shop();
    await page.go(`${origin}/?nearside=debug#/`);
    await drawn(page);
    if (await page.js('return find("[data-nearside-debug] >> [aria-expanded=false]").length')) await page.click('[data-nearside-debug] >> [aria-expanded=false]');
    await page.click('[data-nearside-debug] >> summary:text(recommend home)');
    await page.see('[data-nearside-debug] >> .term:text(popular)');
    assert.deepEqual(await kept(page), []);
    await page.press('Escape');
    await page.gone('[data-nearside-debug] >> .sheet');
  }],

  ['shop: a look changes the elements, a faint one is mended, and its lines can be copied', {}, async ({ page, shop }) => {
    const { origin } = await shop({ before: 'console.warn = () => {};' });
    await arrive(page, origin);
    const worn = () => page.js(`
      const { color, backgroundColor, borderRadius } = getComputedStyle(find('nearside-badge >> .badge')[0]);
      return [color, backgroundColor, borderRadius].join();`);
    const looks = [await worn()];
    for (const [name, first] of [['warm', '--nearside-ink: light-dark(#3b2314, #f7e8da);'], ['sharp', 'color-scheme: dark;'], ['faint', '--nearside-ink: light-dark(#b8bdc2, #4d545b);']]) {
      await page.click(`.looks input[value=${name}]`);
      const lines = await page.until('document.documentElement.dataset.theme === arguments[0] && document.querySelector(".looks pre").textContent', name);
      assert.ok(lines.includes(first) && lines.startsWith(':root {\n'), lines);
      if (name === 'faint') assert.match(await page.text('.mended'), /mended [3-9] colors/);
      looks.push(await worn());
    }
    assert.equal(new Set(looks).size, 4, looks.join('\n'));
    assert.deepEqual(await kept(page), []);
  }],

  ['shop: a change is seen in the other tab by the storage event alone', {}, async ({ page, session, shop }) => {
    const { origin } = await shop({ before: 'delete globalThis.BroadcastChannel;' });
    await arrive(page, origin);
    await page.click('nearside-notice >> .choices button:text(Remember me)');
    const everybodys = await picks(page);
    const first = await session.getWindowHandle();
    await session.switchTo().newWindow('tab');
    await arrive(page, origin);
    assert.deepEqual(await picks(page), everybodys);
    const second = await session.getWindowHandle();
    await session.switchTo().window(first);
    await view(page, 2);
    const own = await picks(page);
    assert.notDeepEqual(own, everybodys);
    await session.switchTo().window(second);
    await page.until(`JSON.stringify(${PICKED}) === arguments[0]`, JSON.stringify(own));
  }],
];
