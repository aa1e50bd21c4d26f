// A Chromium or Chrome, and the driver that belongs to it. Not here: what they are used for.
import { existsSync } from 'node:fs';
import { ask, ready, SetupError, which } from './run.mjs';
import { debianPackages, isDebian, isMac } from './system.mjs';

const BROWSERS = [
  'chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const DRIVERS = [
  'chromedriver', 'chromium.chromedriver',
  '/usr/lib/chromium/chromedriver', '/usr/lib/chromium-browser/chromedriver', '/opt/homebrew/bin/chromedriver',
];

/** Paths of a browser and its driver: those of CHROME and CHROMEDRIVER, else the first that are found. */
export async function chromium() {
  if (isDebian && !(find('CHROME', BROWSERS) && find('CHROMEDRIVER', DRIVERS))) {
    await debianPackages(['chromium', 'chromium-driver'], 'Testing in a browser');
  }
  const browser = find('CHROME', BROWSERS);
  const driver = find('CHROMEDRIVER', DRIVERS);
  if (!browser || !driver) {
    const missing = [!browser && 'Chromium or Chrome', !driver && 'chromedriver'].filter(Boolean).join(' and ');
    const how = isMac ? '`brew install --cask google-chrome chromedriver`' : "your system's chromium and chromedriver packages";
    throw new SetupError(`Testing in a browser needs ${missing}: ${how}.\n  Installed elsewhere? Set CHROME and CHROMEDRIVER to their paths.`);
  }
  const [ours, theirs] = [browser, driver].map((path) => /(\d+)\.\d+\.\d+/.exec(ask(path, ['--version']) ?? '')?.[1]);
  if (!ours || ours !== theirs) {
    throw new SetupError(`${browser} is version ${ours ?? 'unknown'} and ${driver} is version ${theirs ?? 'unknown'}; they have to be the same.`);
  }
  ready(`Browser, version ${ours}`, browser);
  return { browser, driver };
}

/** The path in the environment's variable, else the first of these programs that is found. */
export function find(variable, names) {
  const given = process.env[variable];
  if (given) {
    if (!existsSync(given)) throw new SetupError(`${variable} is ${given}, which does not exist.`);
    return given;
  }
  return names.map((name) => (name.includes('/') ? existsSync(name) && name : which(name))).find(Boolean);
}
