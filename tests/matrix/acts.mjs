// What a shopper does on a page, by what they see there. Not here: pages.

/** Chooses to be remembered, in the notice, which then goes. */
export async function choose(page) {
  const notice = page.locator('nearside-notice');
  await notice.getByRole('button', { name: 'Remember me' }).click();
  await page.waitForFunction(() => localStorage.getItem('nearside'));
}
