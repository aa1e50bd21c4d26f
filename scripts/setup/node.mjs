// Node itself and the npm packages of the lock file. Not here: Rust.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { ready, run, SetupError, step } from './run.mjs';

/** `npm ci` when node_modules is missing or older than the lock. */
export async function nodePackages() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = Number(/\d+/.exec(engines.node)[0]);
  if (Number(process.versions.node.split('.')[0]) < wanted) {
    throw new SetupError(`Node ${wanted} or newer is needed; this is ${process.version}. See https://nodejs.org/`);
  }
  // npm writes the two files of one installation in either order, some milliseconds apart.
  if (modified('node_modules/.package-lock.json') >= modified('package-lock.json') - 2000) return ready('npm packages');
  // No package that is used here needs its install script.
  await step('npm packages (npm ci)', () => run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']));
}

function modified(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
