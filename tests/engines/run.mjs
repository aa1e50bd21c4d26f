// Every check in Firefox and in WebKit, one line each. `node tests/engines/run.mjs WebKit shop` runs in one of them
// those whose name holds "shop".
import { readdirSync } from 'node:fs';
import { installed, NAMES } from '../../scripts/setup/engines.mjs';
import { launch, within } from './browser.mjs';
import { Page } from './page.mjs';
import { elements, shop } from './served.mjs';

/** How long one check may take, in milliseconds; then the browser is given up and a new one started. */
const PATIENCE = 240_000;

const names = process.argv[2]?.split(',') ?? NAMES;
const wanted = process.argv[3] ?? '';
const checks = [];
for (const file of readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.check.mjs')).sort()) {
  checks.push(...(await import(new URL(file, import.meta.url))).checks.filter(([name]) => name.includes(wanted)));
}
// A dark browser is another browser, so those checks come last.
checks.sort(([, a], [, b]) => Number(a.dark ?? false) - Number(b.dark ?? false));

let [passed, failed] = [0, 0];
for (const name of names) {
  const engine = installed(name);
  if (!engine) throw new Error(`${name} is not on this machine; npm test -- --only engines says what it needs.`);
  let browser;
  let isDark;
  let dead;
  for (const [title, { dark = false, witness = true }, check] of checks) {
    const begun = performance.now();
    let fault;
    try {
      if (dark !== isDark) await browser?.close();
      if (dark !== isDark) browser = undefined;
      isDark = dark;
      // One that did not start twice would not for the other checks either.
      if (dead) throw dead;
      browser ??= await launch(engine, { dark }).catch((error) => {
        throw (dead = error);
      });
      await within(PATIENCE, 'no end', alone(browser.session, check, witness));
    } catch (error) {
      fault = error.stack ?? String(error);
      // What a check left behind, or a browser that is stuck, is nothing for the next one.
      await browser?.close();
      browser = undefined;
    }
    if (fault) failed++;
    else passed++;
    console.log(`${fault ? '✗' : '✓'} ${name}: ${title} (${Math.round(performance.now() - begun)} ms)${fault ? `\n${fault.replace(/^/gm, '    ')}` : ''}`);
  }
  await browser?.close();
}
console.log(`engines: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** One check in a tab of its own; what is wrong on its pages afterwards is its fault too. */
async function alone(session, check, witness) {
  const first = await session.getWindowHandle();
  const closing = [];
  const opened = async (site, ...given) => {
    const served = await site(...given);
    closing.push(served.close);
    return served;
  };
  try {
    await session.switchTo().newWindow('tab');
    await check({ page: new Page(session), session, elements: () => opened(elements), shop: (setting) => opened(shop, setting), serve: opened });
    const found = [];
    for (const handle of (await session.getAllWindowHandles()).filter((one) => one !== first)) {
      await session.switchTo().window(handle);
      if (witness) found.push(...await new Page(session).faults());
      await session.close();
    }
    await session.switchTo().window(first);
    if (found.length) throw new Error(`faults on the page:\n${found.join('\n')}`);
  } catch (error) {
    const more = witness ? await within(5000, 'no answer', new Page(session).faults()).catch(() => []) : [];
    throw more.length ? new Error(`${error.stack}\nand on the page:\n${more.join('\n')}`) : error;
  } finally {
    closing.forEach((close) => close());
  }
}
