// What a shopper does on a page, by what they see there. Not here: pages.

/** Chooses to be remembered, in the notice. */
export async function choose(page) {
  await page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).click();
  await page.waitForFunction(() => localStorage.getItem('nearside'));
}

/** Finds eight picks that WebAssembly made. */
export async function eight(page) {
  const [lines, runs] = [await page.locator('#picks > li').count(), await page.locator('#picks').getAttribute('data-runs')];
  if (lines !== 8 || runs !== 'wasm') throw new Error(`there are ${lines} picks, made by ${runs}`);
}

/** Finds that the module came as a file of its own. */
export async function fetchedModule(page) {
  await eight(page);
  if (!(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /\.wasm(\?|$)/.test(name))))) throw new Error('no file of the module was fetched');
}

const order = (list) => list.locator('> li').evaluateAll((lines) => lines.map((line) => line.querySelector('a').getAttribute('href')).join(' '));

/** Waits until a list is in another order than before. */
async function moved(list, before) {
  for (const until = Date.now() + 10_000; (await order(list)) === before;) {
    if (Date.now() > until) throw new Error(`the list is as it was before the shopper did anything: ${before}\n${await list.page().evaluate(() => localStorage.getItem('nearside'))}`);
    await list.page().waitForTimeout(50);
  }
}

/**
 * Chooses, looks at the last product of a list (or that at `at`) three times, and finds the list in another order, or when
 * the page is loaded `again`.
 */
export const look3 = (selector, { again = false, at = -1 } = {}) => async (page) => {
  const list = page.locator(selector);
  const before = await order(list);
  await choose(page);
  const last = before.split(' ').at(at);
  for (let time = 0; time < 3; time++) await list.locator(`a[href="${last}"]`).click();
  if (again) await page.reload();
  await moved(list, before);
};

/** Chooses, opens a product by its link, puts it into the cart, and finds other picks at home. */
export async function buy(page) {
  const list = page.locator('#picks');
  const before = await order(list);
  await choose(page);
  await list.locator('a').last().click();
  await page.waitForURL('**/products/*');
  // The page hears of nothing before its picks are there.
  await list.locator('a').first().waitFor();
  await page.locator('#add').click();
  await page.waitForFunction(() => (localStorage.getItem('nearside') ?? '').includes('cart'));
  await page.goBack();
  await list.locator('a').first().waitFor();
  await moved(list, before);
}

/** Chooses, clicks the last of the hits three times, and finds other hits first when something is typed and taken back. */
export async function searched(page) {
  const hits = () => page.locator('#hits a').evaluateAll((links) => links.map(({ dataset }) => dataset.id).join(' '));
  const before = await hits();
  await choose(page);
  for (let time = 0; time < 3; time++) await page.locator(`#hits a[data-id="${before.split(' ').at(-1)}"]`).click();
  const box = page.locator('#box input[type=search]');
  await box.fill('tea');
  await page.waitForFunction((all) => document.querySelectorAll('#hits li').length < all, before.split(' ').length);
  await box.fill('');
  await page.waitForFunction((all) => document.querySelectorAll('#hits li').length === all, before.split(' ').length);
  if ((await hits()) === before) throw new Error('the hits are in the order of before the shopper did anything');
}
