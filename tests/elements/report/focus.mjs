// The keyboard in one state: every control is reached by Tab, pressing one never leaves the focus nowhere, Escape
// gives it back. Not here: whether the ring is seen (access.check.mjs).
import { focused, open } from '../harness.mjs';
import { STATES } from './states.mjs';

/** More controls than this are not all walked through; 500 interests have as many buttons each. */
const MOST = 90;

/**
 * Lines that say where the focus was lost, and how many controls were pressed. `done` holds the kinds pressed in
 * earlier states; a question's own answers are pressed in each.
 */
export async function focus(h, { state, done, lang = 'en', dir = 'ltr' }) {
  const lost = [];
  let page = await fresh(h, { state, lang, dir });
  const controls = await page.evaluate(list);
  if (controls.length <= MOST) {
    await page.evaluate(() => document.activeElement?.blur());
    for (let count = 0; count < controls.length + 12; count++) {
      await page.keyboard.press('Tab');
      await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        at.reached = true;
      });
    }
    lost.push(...(await page.evaluate(unreached)).map((one) => `${state}: Tab does not reach ${one}`));
  }
  if (await page.locator('nearside-panel dialog[open]').count()) {
    await page.keyboard.press('Escape');
    await page.locator('nearside-panel dialog[open]').waitFor({ state: 'detached' });
    if (!(await focused(page)).startsWith('nearside-badge button')) lost.push(`${state}: Escape leaves it on ${await focused(page)}`);
  }
  await page.context().close();

  // One of each kind: what they do is the same, whatever they do it to.
  const kinds = [...new Map(controls.map((one, at) => [one.kind, at]))].filter(([kind, at]) => !controls[at].leads && (controls[at].asked || !done.has(kind))).map(([, at]) => at);
  for (const at of kinds) done.add(controls[at].kind);
  for (const at of kinds) {
    page = await fresh(h, { state, lang, dir });
    const { kind } = controls[at];
    await page.evaluate(`(${list})(); window.controls[${at}].focus()`);
    await page.keyboard.press(kind.startsWith('radio') ? 'ArrowDown' : /^(checkbox|select)/.test(kind) ? 'Space' : 'Enter');
    await page.waitForTimeout(120);
    const on = await focused(page);
    if (on.startsWith('body')) lost.push(`${state}: pressing ${kind} "${controls[at].words}" leaves it nowhere`);
    await page.context().close();
  }
  return { lost, pressed: kinds.length };
}

async function fresh(h, { state, lang, dir }) {
  const page = await open(h, { ...STATES[state].scene, lang, dir });
  await STATES[state].go(page);
  return page;
}

/** What Tab should reach: in the open panel, else in all elements. One of each group of radio buttons. */
function list() {
  const panel = document.querySelector('nearside-panel')?.shadowRoot.querySelector('dialog[open]');
  const tops = panel ? [panel] : [...document.querySelectorAll('nearside-notice,nearside-badge,nearside-reason')].map((host) => host.shadowRoot);
  window.controls = tops.flatMap((top) => [...top.querySelectorAll('button,a[href],input,select,summary')])
    .filter((node) => !node.disabled && node.getClientRects().length && getComputedStyle(node).visibility === 'visible');
  return window.controls.map((node) => ({
    kind: `${node.type ?? node.localName} ${node.className} ${node.id.replace(/[-:\d].*/, '')} ${node.getAttribute('aria-expanded') ?? ''} ${node.matches('.buttons *,.steer *,.choices *,.acts *') ? node.textContent : ''}`,
    words: node.textContent.trim().slice(0, 40),
    leads: node.localName === 'a', // A link goes to another page.
    asked: node.matches('.ask .buttons *'),
  }));
}

function unreached() {
  const radios = window.controls.some((node) => node.type === 'radio' && node.reached);
  return window.controls.filter((node) => node.isConnected && !node.reached && !(node.type === 'radio' && radios)).map((node) => node.outerHTML.slice(0, 80));
}
