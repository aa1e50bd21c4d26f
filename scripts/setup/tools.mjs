// npm packages of a folder with a lock of its own, installed once for each lock in the cache that all clones share.
// Not here: the packages of the project itself (node.mjs).
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { output, ready, step } from './run.mjs';

const FILES = ['package.json', 'package-lock.json'];
/** Of older locks, what nobody used for so long goes, in milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

/** The folder that holds `node_modules` of what `folder`, from the project's own, asks for. */
export async function lockedTools(title, folder) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of FILES) hash.update(readFileSync(join(ROOT, folder, name)));
  const name = folder.replace(/\W+/g, '-');
  const home = join(CACHE, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(home)) ready(title);
  else await step(`${title} (npm ci)`, () => install(folder, home));
  utimesSync(home, new Date(), new Date());
  for (const old of readdirSync(CACHE).filter((one) => one.startsWith(`${name}-`)).map((one) => join(CACHE, one))) {
    if (statSync(old).mtimeMs < Date.now() - KEPT) rmSync(old, { recursive: true, force: true });
  }
  return home;
}

async function install(folder, home) {
  const work = `${home}.${process.pid}`;
  try {
    mkdirSync(work, { recursive: true });
    for (const name of FILES) cpSync(join(ROOT, folder, name), join(work, name));
    // No package that is used here needs its install script: what is native comes as a package for each system.
    await output('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: work });
    renameSync(work, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
