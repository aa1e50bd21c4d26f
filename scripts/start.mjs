// `npm start`: set up, build, serve the demo shop. Not here: each of these.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildAll } from './build.mjs';
import { serve } from './serve.mjs';
import { SITE } from './setup/paths.mjs';
import { duration, main, SetupError, which } from './setup/run.mjs';
import { setUpBuild } from './setup.mjs';
import { totals } from './totals.mjs';

await main(async () => {
  const { port, open } = options();
  await buildAll(await setUpBuild());
  const { address } = await serve(SITE, port, await totals(SITE));
  console.log(`\nNearside demo shop: ${address}   (up after ${duration(performance.now())}; Ctrl+C ends it)\nWhat its shoppers chose to share, added up: ${address}totals/`);
  if (open) show(address);
});

function options() {
  let values;
  try {
    ({ values } = parseArgs({ options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } }));
  } catch (error) {
    throw new SetupError(`${error.message}\n  npm start -- [--port 4173] [--no-open]`);
  }
  const text = values.port ?? process.env.PORT;
  if (text !== undefined && !(/^\d{1,5}$/.test(text) && Number(text) < 65536)) throw new SetupError(`A port is a number from 0 to 65535, not "${text}".`);
  return { port: text === undefined ? undefined : Number(text), open: !values['no-open'] };
}

/** Opens the person's browser when there is a desktop to open it on. Failing to is nothing. */
function show(address) {
  const command = process.platform === 'darwin' ? 'open' : process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'xdg-open' : undefined;
  if (!command || !process.stdout.isTTY || !which(command)) return;
  spawn(command, [address], { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}
