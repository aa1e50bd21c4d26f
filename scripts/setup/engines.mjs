// Firefox and WebKit, each with its driver: found, or installed where that needs no question. One that is missing
// is told in one line; only where it could have been installed does it count as a failure. Not here: Chromium
// (browser.mjs), which testing cannot do without.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { find } from './browser.mjs';
import { cargoTool } from './cargo-tool.mjs';
import { CACHE } from './paths.mjs';
import { ready } from './run.mjs';
import { canInstall, debianPackages } from './system.mjs';

/** Any release of the last years would do; one is tested. */
const GECKODRIVER = '0.37.1';

/** Of each engine: the variable that may name a part, the names it is found by, what Debian calls it, how to get it. */
const ENGINES = {
  Firefox: {
    parts: () => ({
      browser: ['FIREFOX', ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']],
      driver: ['GECKODRIVER', ['geckodriver', join(CACHE, `geckodriver-${GECKODRIVER}/bin/geckodriver`)]],
    }),
    debian: ['firefox-esr'],
    how: `Firefox (Debian: firefox-esr), and \`cargo install geckodriver --version ${GECKODRIVER} --locked\``,
  },
  WebKit: {
    parts: () => ({
      browser: ['WEBKIT', ['/usr/lib', '/usr/lib64', '/usr/libexec'].flatMap((folder) => miniBrowsers(folder))],
      driver: ['WEBKITDRIVER', ['WebKitWebDriver']],
      screen: ['XVFB', ['Xvfb']],
    }),
    debian: ['webkit2gtk-driver', 'xvfb'],
    how: 'WebKitGTK with MiniBrowser and WebKitWebDriver, and Xvfb (Debian: webkit2gtk-driver, xvfb; other systems than Linux have none)',
  },
};
export const NAMES = Object.keys(ENGINES);

/** WebKitGTK's small browser lies in a folder of its release; on Debian that is below one of the machine's kind. */
function miniBrowsers(folder, deep = true) {
  let names = [];
  try {
    names = readdirSync(folder).filter((name) => /^webkit.*gtk|-linux-gnu/.test(name)).sort().reverse();
  } catch { /* not on this system */ }
  return names.flatMap((name) => [join(folder, name, 'MiniBrowser'), ...(deep ? miniBrowsers(join(folder, name), false) : [])]);
}

/** The paths of an engine's parts; one that is not there is `undefined`. */
function parts(name) {
  return Object.fromEntries(Object.entries(ENGINES[name].parts()).map(([part, [variable, names]]) => [part, find(variable, names)]));
}

/** An engine that is on this machine as a whole: `{ name, browser, driver, screen }`. */
export function installed(name) {
  const found = parts(name);
  return Object.values(found).every(Boolean) ? { name, ...found } : undefined;
}

/** Every engine; of one that cannot be tested, `missing` says why, and `required` whether that is a failure. */
export async function engines() {
  const all = [];
  for (const name of NAMES) all.push(await engine(name));
  return all;
}

async function engine(name) {
  let because = '';
  if (!installed(name)) await install(name).catch((error) => (because = `\n  ${error.message}`));
  const found = installed(name);
  if (found) {
    ready(name, found.browser);
    return found;
  }
  const missing = `${name} cannot be tested. It needs ${ENGINES[name].how}.${because}`;
  console.log(`– ${missing}`);
  // In continuous integration nobody reads what was left out.
  return { name, missing, required: Boolean(process.env.CI) && canInstall() };
}

async function install(name) {
  if (canInstall()) await debianPackages(ENGINES[name].debian, `Testing in ${name}`);
  const { browser, driver } = parts(name);
  // Optimizing a driver, which waits for its browser all the time, would take longer than it saves.
  if (name === 'Firefox' && browser && !driver) await cargoTool('geckodriver', 'geckodriver', GECKODRIVER, '--locked', '--debug', '--config', 'profile.dev.debug=0');
}
