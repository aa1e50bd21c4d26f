// A Node that has SQLite, for the tests of the collector: this one from 22.13 on, else the npm package `node`. Not here:
// the Node that everything else runs on.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';
import { ready, run, step } from './run.mjs';

const RELEASE = '24.21.0';

/** The path of its `node`. */
export async function sqliteNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  const home = join(CACHE, `node-${RELEASE}`);
  if (existsSync(home)) ready(`Node ${RELEASE} with SQLite`);
  else await step(`Node ${RELEASE} with SQLite`, () => install(home));
  return join(home, 'node_modules/node/bin/node');
}

async function install(home) {
  const work = `${home}.${process.pid}`;
  try {
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'package.json'), '{"private": true}');
    // The package is a script that fetches the one for this machine.
    await run('npm', ['install', '--no-audit', '--no-fund', `node@${RELEASE}`], { cwd: work });
    renameSync(work, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
