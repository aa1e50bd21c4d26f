// Shopping: lists, filters, search, cart, order, comparing, the keyboard, and titles that look like markup.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from '../../scripts/setup/paths.mjs';
import { ids, list, settle } from './harness.mjs';

const prices = (page) => page.locator('main .grid .price').allInnerTexts().then((all) => all.map((text) => Number(text.replace('$', ''))));

export const tests = [
  ['an aisle: shelves, filters and pages', async (arrive) => {
    const shopper = await arrive({ hash: '#/c/Drinks/Coffee' });
    const { page } = shopper;
    await page.locator('main .grid:not(.waiting)').waitFor();
    assert.equal(await page.locator('main .grid .card').count(), 48);
    const counted = Number(/[\d,]+/.exec(await page.locator('.list-head [role=status]').innerText())[0].replace(',', ''));
    await page.getByRole('button', { name: /^Show \d+ more/ }).click();
    assert.equal(await page.locator('main .grid .card').count(), 96);
    assert.equal(new Set(await ids(page)).size, 96, 'no product twice');
    await page.getByLabel('Price').selectOption({ label: '$2 to $5' });
    await settle(page);
    assert.ok((await prices(page)).every((price) => price >= 2 && price <= 5));
    await page.getByLabel('In stock only').check();
    await settle(page);
    assert.equal(await page.locator('main .grid .gone').count(), 0);
    const less = Number(/[\d,]+/.exec(await page.locator('.list-head [role=status]').innerText())[0].replace(',', ''));
    assert.ok(less > 0 && less < counted);
    await page.getByRole('navigation', { name: 'Shelves' }).getByRole('link', { name: /^Ground coffee/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Ground coffee' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'the new page’s name has the focus');
    assert.match(await page.title(), /Ground coffee/);
  }],

  ['a department of thousands shows all of them in the end', async (arrive) => {
    const shopper = await arrive({ hash: '#/c/Pets' });
    const { page } = shopper;
    await page.locator('main .grid:not(.waiting)').waitFor();
    const more = page.getByRole('button', { name: /^Show \d+ more/ });
    await page.waitForFunction(() => /694/.test(document.querySelector('.list-head [role=status]').textContent));
    while (await more.count()) await more.click();
    assert.equal(new Set(await ids(page)).size, 694);
  }],

  ['search finds by title and shelf, and changes the order only', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    await page.getByRole('searchbox').fill('ground coffee');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /ground coffee/ }).waitFor();
    await page.locator('main .grid:not(.waiting) .card').first().waitFor();
    const before = await ids(page);
    for (const { title } of await list(page)) assert.match(title, /coffee/i);
    await shopper.openProduct(before.length - 1);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /ground coffee/ }).waitFor();
    await page.locator('main .grid:not(.waiting) .card').first().waitFor();
    const more = page.getByRole('button', { name: /^Show \d+ more/ });
    while (await more.count()) await more.click();
    const after = await ids(page);
    assert.equal(new Set(after).size, after.length);
    for (const id of before) assert.ok(after.includes(id), `${id} is no longer found`);
    assert.notDeepEqual(after.slice(0, before.length), before);
    await shopper.go('#/search/zzzz');
    await page.getByText('Nothing has all of these words').waitFor();
  }],

  ['cart: count, take out, order; what was bought comes back as “again”', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    await shopper.go('#/c/Bakery/Sliced%20bread');
    const add = page.getByRole('button', { name: /^Add / });
    await add.nth(0).click();
    await add.nth(0).click();
    await add.nth(1).click();
    assert.equal(await page.locator('.count').innerText(), '3');
    await page.getByRole('link', { name: /Cart/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor();
    const unit = await page.locator('.lines .price').allInnerTexts();
    const sum = unit.reduce((total, text) => total + Number(text.slice(1)), 0);
    assert.equal(await page.locator('.sum strong').innerText(), `$${sum.toFixed(2)}`);
    assert.ok((await list(page)).length >= 4, 'there are picks for the cart');
    await page.getByRole('button', { name: /^Take out/ }).nth(1).click();
    assert.equal(await page.locator('.lines li').count(), 1);
    const bought = (await page.locator('.lines a').getAttribute('href')).replace('#/p/', '');
    const title = (await page.locator('.lines a bdi').first().innerText());
    shopper.secrets.add(bought).add(title);
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await shopper.go('#/');
    const again = await list(page, 'main [aria-label="Buy again"]');
    assert.equal(again.find(({ id }) => id === bought)?.chip, 'You bought this before', JSON.stringify(again));
  }],

  ['with me, without me: the same products move, and the marks tell how far', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    for (const at of [10, 11, 12]) {
      await shopper.go('#/c/Pets/Cat%20food');
      await shopper.openProduct(at);
    }
    await shopper.go('#/c/Pets');
    const mine = await ids(page);
    await page.getByRole('button', { name: 'Compare with the shop’s order' }).click();
    await page.getByRole('radio', { name: 'With me', exact: true }).waitFor();
    await page.locator('.moved').first().waitFor();
    assert.deepEqual(await ids(page), mine, 'comparing changes nothing by itself');
    const marks = await page.locator('main .grid .moved').allInnerTexts();
    await page.getByRole('radio', { name: 'Without me' }).check();
    await settle(page);
    const theirs = await ids(page);
    assert.notDeepEqual(theirs, mine);
    for (const [at, id] of mine.entries()) {
      const place = theirs.indexOf(id);
      if (place < 0) continue;
      const move = place - at;
      assert.equal(marks[at], move === 0 ? 'same place' : move > 0 ? `up ${move}` : `down ${-move}`);
    }
    await page.getByRole('button', { name: 'Stop comparing' }).click();
    assert.deepEqual(await ids(page), mine);
  }],

  ['a product says where it stands, and what its place would be without a reason', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.choose('remember');
    await shopper.go('#/c/Pets/Dog%20food');
    await shopper.openProduct(0);
    await shopper.go('#/c/Pets/Dog%20food');
    await shopper.openProduct(1);
    await page.getByText('Where this stands for you').click();
    const text = await page.locator('.standing').innerText();
    const place = Number(/Place ([\d,]+) of 25,483/.exec(text)?.[1].replace(',', ''));
    const without = [...text.matchAll(/it would be place ([\d,]+)/g)].map(([, number]) => Number(number.replace(',', '')));
    assert.ok(place >= 1 && without.length > 0 && without.every((other) => other >= place), text);
  }],

  ['by keyboard alone: skip link, menu, product, cart', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the products');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.getByRole('button', { name: 'Departments' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Fruit & vegetables/);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement.textContent === 'Departments');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Fruit & vegetables' }).waitFor();
    await page.locator('main .grid:not(.waiting) .card-title a').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.product h1').waitFor();
    await page.getByRole('button', { name: /^Add / }).first().focus();
    await page.keyboard.press('Space');
    assert.equal(await page.locator('.count').innerText(), '1');
  }],

  ['going back returns to where the list was', async (arrive) => {
    const shopper = await arrive();
    const { page } = shopper;
    await shopper.go('#/c/Pets/Cat%20food');
    await page.evaluate(() => scrollTo(0, 900));
    await settle(page);
    await page.evaluate(() => document.querySelectorAll('.card-title a')[14].click());
    await page.locator('.product h1').waitFor();
    await settle(page);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Cat food' }).waitFor();
    await settle(page);
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - 900) < 5);
  }],

  ['markup in titles is text, from the shop’s lists and from a compiled catalog', async (arrive) => {
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>&amp;`;
    const folder = mkdtempSync(join(tmpdir(), 'nearside-e2e-'));
    const feed = join(folder, 'feed.tsv');
    const catalog = join(folder, 'catalog.nsc');
    const row = (id, title) => [id, title, `/#/p/${id}`, '/art/cat.svg', 'in_stock', '1.00 USD', `${evil} Inc`, `Pets > ${evil}`].join('\t');
    writeFileSync(feed, ['id\ttitle\tlink\timage_link\tavailability\tprice\tbrand\tproduct_type', row('a', `A ${evil}`), row('b', `B ${evil}`), ''].join('\n'));
    try {
      execFileSync(process.execPath, [join(DIST, 'cli.js'), 'compile', feed, '-o', catalog], { stdio: 'pipe' });
      const bytes = readFileSync(catalog);
      const shopper = await arrive({ routes: {
        '**/catalog.nsc': (route) => route.fulfill({ body: bytes, contentType: 'application/octet-stream' }),
        '**/products.tsv': (route) => route.fulfill({ body: `1\nPets > ${evil} > ${evil}\na\tA ${evil}\t1.00\t0\t1\nb\tB ${evil}\t1.00\t0\t1\n` }),
      } });
      const { page } = shopper;
      await shopper.choose('remember');
      assert.equal((await ids(page)).length, 2);
      await shopper.openProduct(0);
      await shopper.go('#/search/img');
      assert.ok((await page.locator('main .grid .card-title').first().innerText()).includes('<img src=x'), 'the search shows it as it is');
      await page.getByRole('button', { name: /^Add / }).first().click();
      await shopper.go('#/cart');
      await shopper.go('#/');
      const panel = await shopper.openPanel();
      await panel.locator('summary, button[aria-expanded]').first().click({ timeout: 1000 }).catch(() => {});
      await settle(page);
      assert.doesNotMatch(await page.title(), /owned/);
      assert.equal(await page.evaluate(() => {
        const all = (root) => [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
        return all(document.body).filter((node) => node.localName === 'script' || node.getAttribute('src') === 'x').length;
      }), 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }],
];
