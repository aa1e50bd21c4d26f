// Commands of the projects' own package.json, kept from asking anybody but this machine. Not here: which projects.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tools that would count their users, look for newer releases or install what they miss are told not to; the proxy catches what tries. */
const QUIET = {
  NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', PARCEL_AUTOINSTALL: 'false', NO_UPDATE_NOTIFIER: '1',
  npm_config_offline: 'true', npm_config_update_notifier: 'false',
  HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1,localhost', CI: 'true', NO_COLOR: '1', FORCE_COLOR: undefined,
};
/** How long a build may take, and a server until it answers, in milliseconds. */
const PATIENCE = 300_000;

function start(command, args, { cwd, env }) {
  // A group of its own, so that it ends with all that it started.
  const child = spawn(command, args, { cwd, env: { ...process.env, ...QUIET, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (said.text += part));
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch { /* it has ended */ }
  };
  process.once('exit', end);
  const over = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (process.off('exit', end), resolve(code)));
  });
  return { said, end, over };
}

/** Runs a command to its end and gives what it printed; throws that when it fails. */
export async function run(command, args, place) {
  const { said, end, over } = start(command, args, place);
  const timer = setTimeout(end, PATIENCE);
  const code = await over;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${code}\n${without(said.text)}`);
  return said.text;
}

/** Starts a server that is told its port by `{ args, env }` of `at(port)`, and waits until it answers. */
export async function serveBy(command, at, { cwd, env }) {
  const port = await free();
  const { args, env: more } = at(String(port));
  const { said, end, over } = start(command, args, { cwd, env: { ...env, ...more } });
  const address = `http://127.0.0.1:${port}/`;
  let ended = false;
  over.then(() => (ended = true), () => (ended = true));
  for (const until = Date.now() + PATIENCE; ;) {
    if (ended || Date.now() > until) {
      end();
      throw new Error(`\`${[command, ...args].join(' ')}\` does not answer\n${without(said.text)}`);
    }
    if (await fetch(address).then((answer) => answer.ok, () => false)) break;
    await sleep(100);
  }
  return { address, close: async () => (end(), over) };
}

/** The end of what a command said, without npm's own lines. */
const without = (text) => text.split('\n').filter((line) => !/^npm |^$/.test(line)).join('\n').slice(-3000);

/** A port that nobody listens on now. */
const free = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
