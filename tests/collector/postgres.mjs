// A PostgreSQL of its own in a temporary folder, where this machine has one. Not here: what is kept in it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian has it, which leaves it off PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of its programs, or `undefined`. */
export function programs() {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)).map((release) => join(DEBIAN, release, 'bin')) : [];
  return [...debian, ...(process.env.PATH ?? '').split(':')].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Starts one that listens on a Unix socket only: how to connect, and how to end it. */
export async function startPostgres() {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), 'nearside-postgres-'));
  // It refuses to run as root; then it runs as the user that its package made.
  const user = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  const options = { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] };
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'nearside', '-A', 'trust', '-E', 'UTF8', '--no-locale'], options);
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], options);
  const ended = once(child, 'exit');
  let said = '';
  await new Promise((ready, failed) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('ready to accept connections')) ready();
    });
    child.on('exit', () => failed(new Error(said)));
  });
  return {
    config: { host: folder, user: 'nearside', database: 'postgres' },
    url: `postgres://nearside@${encodeURIComponent(folder)}/postgres`,
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
