// What a shopper does on a page, by what they see there. Not here: pages.

/** Chooses to be remembered, in the notice. */
export async function choose(page) {
  await page.locator('nearside-notice').getByRole('button', { name: 'Remember me' }).click();
  await page.waitForFunction(() => localStorage.getItem('nearside'));
}

const order = (list) => list.locator('> li').evaluateAll((lines) => lines.map(({ dataset }) => dataset.id).join(' '));

/** Waits until a list is in another order than before. */
async function moved(list, before) {
  for (const until = Date.now() + 10_000; (await order(list)) === before;) {
    if (Date.now() > until) throw new Error('the list is as it was before the shopper did anything');
    await list.page().waitForTimeout(50);
  }
}

/** Chooses, looks at the last product of a list three times, and finds the list in another order. */
export const look3 = (selector) => async (page) => {
  const list = page.locator(selector);
  const before = await order(list);
  await choose(page);
  const id = before.split(' ').at(-1);
  for (let time = 0; time < 3; time++) await list.locator(`[data-id="${id}"] a`).click();
  await moved(list, before);
};

/** Chooses, opens a product by its link, puts it into the cart, and finds other picks at home. */
export async function buy(page) {
  const list = page.locator('#picks');
  const before = await order(list);
  await choose(page);
  await list.locator('a').last().click();
  await page.locator('#add').click();
  await page.waitForFunction(() => (localStorage.getItem('nearside') ?? '').includes('cart'));
  await page.goBack();
  await list.locator('a').first().waitFor();
  await moved(list, before);
}
