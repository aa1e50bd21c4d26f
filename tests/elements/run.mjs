// Every test of the elements, one line each. `node tests/elements/run.mjs panel` runs those whose name holds "panel".
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './harness.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2] ?? '';
const checks = [];
for (const file of readdirSync(here).filter((name) => name.endsWith('.check.mjs')).sort()) {
  checks.push(...(await import(join(here, file))).checks.filter(([name]) => name.includes(wanted)));
}

const harness = await start();
let failed = 0;
try {
  for (const [name, check] of checks) {
    const begun = performance.now();
    let fault;
    try {
      await check(harness);
      fault = await faults();
    } catch (error) {
      fault = error.stack ?? String(error);
    }
    for (const context of harness.browser.contexts()) await context.close();
    if (fault) failed++;
    console.log(`${fault ? '✗' : '✓'} ${name} (${Math.round(performance.now() - begun)} ms)${fault ? `\n${fault.replace(/^/gm, '    ')}` : ''}`);
  }
} finally {
  await harness.close();
}
console.log(`elements: ${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && checks.length > 0 ? 0 : 1;

/** What no test allows on any of its pages: a script error, or a breach of the page's security policy. */
async function faults() {
  const pages = harness.browser.contexts().flatMap((context) => context.pages());
  const found = pages.flatMap((page) => page.faults ?? []);
  for (const page of pages) found.push(...(await page.evaluate(() => window.test?.violations ?? [])).map((one) => `policy: ${one}`));
  return found.join('\n');
}
