// A command line written in Rust: the one on PATH when it is exactly right, else built once into the cache.
// Not here: which ones.
import { dirname, join } from 'node:path';
import { CACHE } from './paths.mjs';
import { ask, ready, run, step, which } from './run.mjs';

/** The path of `command` from `crate`, installed with these options of `cargo install` where it is missing. */
export async function cargoTool(command, crate, version, ...options) {
  const root = join(CACHE, `${crate}-${version}`);
  const own = join(root, 'bin', command);
  for (const path of [which(command), own]) {
    if (path && ask(path, ['--version'])?.split(/\s/)[1] === version) {
      ready(`${command} ${version}`, dirname(path));
      return path;
    }
  }
  await step(`${command} ${version} (built once, some minutes)`, () =>
    run('cargo', ['install', crate, '--version', version, '--root', root, '--force', ...options]));
  return own;
}
