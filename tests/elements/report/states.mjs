// The states of the elements that the report goes through: how each is reached, and in which windows it is drawn.
// Not here: what is looked at (look.mjs, focus.mjs).
import { engine, openPanel } from '../harness.mjs';

const inPanel = (act) => async (page) => {
  const panel = await openPanel(page);
  await act?.(page, panel);
};
const badge = (scene, before) => ({ scene, go: async (page) => before && page.evaluate(before) });

/** `many` takes long to look at, and is looked at in English and Arabic only. */
export const STATES = {
  notice: { scene: { level: 'null', interests: 0 }, go: (page) => page.locator('nearside-notice section').waitFor() },
  'badge open': badge({ level: 'null', interests: 0 }),
  'badge off': badge({ level: 'off', interests: 0 }),
  'badge on': badge({}),
  'badge paused': badge({}, () => window.test.fake.pause()),
  'badge guest': badge({}, () => window.test.fake.startGuest()),
  'badge hidden': badge({}, () => (window.test.fake.hidden = true)),
  'badge gpc': badge({ options: { gpc: true } }),
  'badge failed': badge({ level: 'visit', options: { storage: 'device' } }),
  'chip closed': badge({ count: 9 }),
  'chip open': {
    scene: { count: 9 },
    async go(page) {
      await page.locator('#picks > li').filter({ hasText: 'Dental' }).locator('button.chip').click();
      await page.locator('.why').waitFor();
    },
  },
  'panel empty': { scene: { interests: 0 }, go: inPanel() },
  'panel 6': {
    scene: {},
    go: inPanel(async (page, panel) => {
      await panel.locator('.name').first().click();
      await panel.locator('summary').click();
      await panel.evaluate((node) => node.scrollTo(0, 0));
    }),
  },
  'panel 500': { scene: { interests: 500 }, go: inPanel(), many: true },
  'asking off': {
    scene: {},
    go: inPanel(async (page, panel) => {
      await panel.locator('input[type=radio]').first().check();
      await panel.locator('#stays').waitFor();
    }),
  },
  finding: {
    scene: {},
    go: inPanel(async (page, panel) => {
      await panel.locator('#find-never').click();
      await panel.locator('#find').fill('c');
    }),
  },
  'bringing a file': {
    scene: {},
    go: inPanel(async (page, panel) => {
      const file = JSON.stringify({ from: 'Other Shop', file: await engine(page, 'fake.export()') });
      await panel.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(file) });
      await panel.locator('#ask').waitFor();
    }),
  },
  'erase question': {
    scene: {},
    go: inPanel(async (page, panel) => {
      await panel.locator('#erase').click();
      await panel.locator('#ask').waitFor();
    }),
  },
};

export const LANGUAGES = ['en', 'de', 'ar', 'ja'];
export const DIRECTIONS = ['ltr', 'rtl'];
export const WIDTHS = [1280, 320];
/** As Playwright's `emulateMedia` wants them. */
export const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
};
/**
 * The windows of a state in a language and a direction. Every state, language, direction and width is met; colors
 * know nothing of words, so all looks are met in English and dark in Arabic, and a page that runs against its
 * language is measured only, without axe and without a picture.
 */
export function windowsOf(state, lang, dir) {
  const home = dir === (lang === 'ar' ? 'rtl' : 'ltr');
  if (STATES[state].many && !(home && ['en', 'ar'].includes(lang))) return undefined;
  return { home, looks: !home ? ['light'] : lang === 'en' ? Object.keys(LOOKS) : lang === 'ar' && !STATES[state].many ? ['light', 'dark'] : ['light'] };
}
