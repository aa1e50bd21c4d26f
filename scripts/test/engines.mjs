// The tests in Firefox and in WebKit. Not here: how these are had (../setup/engines.mjs), nor the tests on pages.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TARGET } from '../setup/rust.mjs';
import { output } from '../setup/run.mjs';
import { broke, COUNTS, tests, total } from './runner.mjs';
import { surroundings } from './screen.mjs';

/** The variable by which wasm-bindgen's runner is told the driver. It calls every WebKit Safari. */
const DRIVER = { Firefox: 'GECKODRIVER', WebKit: 'SAFARIDRIVER' };

/** How to ask a driver for its engine. */
export const CAPABILITIES = {
  Firefox: ({ browser }) => ({ browserName: 'firefox', 'moz:firefoxOptions': { binary: browser, args: ['-headless'] } }),
  WebKit: ({ browser }) => ({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } }),
};

/** Every engine's tests, and what those count that are not here. */
export async function inEngines(engines, { wasm, bindgen }) {
  const counts = engines.filter(({ missing }) => missing).map(absent);
  const here = engines.filter(({ missing }) => !missing);
  if (here.length === 0) return total(counts);
  try {
    const file = await built(wasm);
    for (const engine of here) counts.push(await browserModule(engine, { wasm, bindgen, file }));
  } catch (error) {
    counts.push(broke(error.message)); // The pages have something to say all the same.
  }
  counts.push(await tests(process.execPath, ['tests/engines/run.mjs', here.map(({ name }) => name).join()], COUNTS.plain, process.env, { limit: 900_000 }));
  return total(counts);
}

function absent({ missing, required }) {
  if (required) return broke(missing);
  console.log(`– ${missing}`);
  return { passed: 0, failed: 0, skipped: 1 };
}

/** `tests/browser.rs` in an engine, by wasm-bindgen's own runner, which is what wasm-pack calls. */
async function browserModule(engine, { wasm, bindgen, file }) {
  const { env, folder, close } = await surroundings(engine);
  try {
    const capabilities = join(folder, 'webdriver.json');
    const { browserName, ...wanted } = CAPABILITIES[engine.name](engine);
    writeFileSync(capabilities, JSON.stringify(wanted));
    const runner = join(dirname(bindgen), 'wasm-bindgen-test-runner');
    return await tests(runner, [file], COUNTS.rust, {
      ...env,
      ...Object.fromEntries(Object.values(DRIVER).map((name) => [name, undefined])),
      CHROMEDRIVER: undefined,
      [DRIVER[engine.name]]: engine.driver,
      WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities,
      WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '30',
      WASM_BINDGEN_TEST_TIMEOUT: '90',
    }, { limit: 180_000, tries: 2 });
  } finally {
    close();
  }
}

/** The path of the test binary, one for all engines; the runner `browser` has built it already. */
async function built(env) {
  const messages = await output('cargo', [
    'test', '--locked', '--no-run', '--target', TARGET, '--features', 'compiler', '--test', 'browser', '--message-format', 'json-render-diagnostics',
  ], { env });
  for (const line of messages.split('\n')) {
    const { reason, target, executable } = line.startsWith('{') ? JSON.parse(line) : {};
    if (reason === 'compiler-artifact' && target.name === 'browser' && executable) return executable;
  }
  throw new Error('cargo built no test binary for the browser');
}
