// A shopper in the demo shop. `node tests/e2e/run.mjs walk` runs the tests whose name holds "walk".
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Shopper, start } from './harness.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2] ?? '';
const tests = [];
for (const file of readdirSync(here).filter((name) => name.endsWith('.e2e.mjs')).sort()) {
  tests.push(...(await import(join(here, file))).tests.filter(([name]) => name.includes(wanted)));
}

const harness = await start();
let failed = 0;
try {
  for (const [name, test] of tests) {
    const begun = performance.now();
    const shoppers = [];
    // Each test gets the way to bring shoppers in; what they did is judged when it is over.
    const arrive = async (setting) => {
      const shopper = await Shopper.arrive(harness, setting);
      shoppers.push(shopper);
      return shopper;
    };
    let fault = '';
    try {
      await test(arrive);
      for (const shopper of shoppers) fault += (await shopper.verdict()).join('\n');
    } catch (error) {
      fault = error.stack ?? String(error);
      for (const shopper of shoppers) fault += `\n${shopper.faults.join('\n')}`;
    }
    for (const context of harness.browser.contexts()) await context.close();
    if (fault) failed++;
    console.log(`${fault ? '✗' : '✓'} ${name} (${Math.round(performance.now() - begun)} ms)${fault ? `\n${fault.trim().replace(/^/gm, '    ')}` : ''}`);
  }
} finally {
  await harness.close();
}
console.log(`e2e: ${tests.length - failed} passed, ${failed} failed`);
// A test that failed may have left its server open.
process.exit(failed === 0 && tests.length > 0 ? 0 : 1);
