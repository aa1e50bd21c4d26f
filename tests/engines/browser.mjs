// One browser behind its WebDriver: started within a time limit, and once more where that fails. Not here: the
// checks, nor what they look at (page.mjs).
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { Builder, Capabilities } from 'selenium-webdriver';
import { CAPABILITIES } from '../../scripts/test/engines.mjs';
import { surroundings } from '../../scripts/test/screen.mjs';

/** How long a driver, and then its browser, may take to start, in milliseconds. */
const PATIENCE = 60_000;

/** What makes an engine say that the shopper likes it dark. */
const DARK = {
  Firefox: (wanted) => (wanted['moz:firefoxOptions'].prefs = { 'layout.css.prefers-color-scheme.content-override': 0 }),
  WebKit: (wanted) => wanted['webkitgtk:browserOptions'].args.push('--dark-mode'),
};

/** A browser, as `{ session, close }`. */
export async function launch(engine, { dark = false } = {}) {
  try {
    return await begin(engine, dark);
  } catch (error) {
    console.log(`↻ ${engine.name} did not start (${error.message}); once more`);
    return begin(engine, dark);
  }
}

async function begin(engine, dark) {
  const around = await surroundings(engine);
  let driver;
  const close = () => {
    driver?.kill('SIGKILL');
    around.close();
  };
  try {
    const port = await freePort();
    // Two Firefoxes at a time would both want the usual port of this other protocol, which is not used here.
    const more = engine.name === 'Firefox' ? ['--websocket-port=0', '--log=fatal', `--profile-root=${around.folder}`] : [];
    driver = spawn(engine.driver, [`--port=${port}`, ...more], { env: around.env, stdio: ['ignore', 'ignore', 'pipe'] });
    // What a browser says of itself is of interest only when it does not start.
    let said = '';
    driver.stderr.setEncoding('utf8').on('data', (part) => (said = (said + part).slice(-2000)));
    const gone = new Promise((_, reject) => {
      driver.on('error', reject);
      driver.on('exit', (code, signal) => reject(new Error(`its driver ended with ${signal ?? code}: ${said}`)));
    });
    gone.catch(() => {}); // At the end it is meant to go.
    const address = `http://127.0.0.1:${port}`;
    const wanted = CAPABILITIES[engine.name](engine);
    if (dark) DARK[engine.name](wanted);
    const session = await within(PATIENCE, 'no session', Promise.race([gone, answering(address).then(() =>
      new Builder().disableEnvironmentOverrides().usingServer(address).withCapabilities(new Capabilities(wanted)).build())]));
    await within(PATIENCE, 'no window', session.manage().setTimeouts({ script: 30_000, pageLoad: 60_000, implicit: 0 }));
    return {
      session,
      async close() {
        await within(20_000, 'no end', session.quit()).catch((error) => console.log(`  ${engine.name} was ended by force: ${error.message}`));
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** `work`, or an error after `limit` milliseconds. */
export async function within(limit, complaint, work) {
  let timer;
  try {
    return await Promise.race([work, new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${complaint} within ${limit / 1000} s`)), limit);
    })]);
  } finally {
    clearTimeout(timer);
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(address) {
  for (const end = performance.now() + PATIENCE; performance.now() < end;) {
    const ready = await fetch(`${address}/status`, { signal: AbortSignal.timeout(5000) }).then((answer) => answer.json(), () => undefined);
    if (ready?.value?.ready !== false && ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('its driver does not answer');
}
