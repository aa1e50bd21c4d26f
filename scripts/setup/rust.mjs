// Rust with the wasm32 target. Not here: the stand-in from Debian's packages (debian-rust.mjs).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianRust } from './debian-rust.mjs';
import { ROOT } from './paths.mjs';
import { ask, complaint, ready, run, SetupError, step, which } from './run.mjs';
import { debianPackages, isDebian, isMac } from './system.mjs';

export const TARGET = 'wasm32-unknown-unknown';

/** Whether this environment's `rustc` can compile for the browser. */
export function hasTarget(env) {
  const folder = ask('rustc', ['--print', 'target-libdir', '--target', TARGET], { env });
  return folder !== undefined && existsSync(folder) && readdirSync(folder).some((name) => /^libstd-.*\.rlib$/.test(name));
}

/** The environment in which `cargo` compiles for wasm32. Native code is compiled with the caller's own. */
export async function rustForWasm() {
  await requireRust();
  const version = ask('rustc', ['--version']);
  if (hasTarget(process.env)) {
    ready(`Rust with ${TARGET}`, version);
    return process.env;
  }
  if (which('rustup')) {
    const added = await step(`rustup target add ${TARGET}`, () => run('rustup', ['target', 'add', TARGET]))
      .then(() => hasTarget(process.env), (error) => console.log(`  refused: ${error.message}`));
    if (added) return process.env;
  }
  if (isDebian) return debianRust(TARGET);
  throw new SetupError(
    `Rust cannot compile for ${TARGET} yet. With rustup: \`rustup target add ${TARGET}\`;\n` +
    "  without it, your system's package of the Rust standard library for that target (Fedora: rust-std-static-wasm32-unknown-unknown, Arch: rust-wasm).");
}

/** Parts of a Rust toolchain that rustup's smallest profile leaves out. */
export async function rustComponents(...names) {
  const command = { rustfmt: 'fmt', clippy: 'clippy' };
  const missing = names.filter((name) => ask('cargo', [command[name], '--version']) === undefined);
  if (missing.length === 0) return ready(names.join(', '));
  if (!which('rustup')) throw new SetupError(`Checking form needs ${missing.join(' and ')}: install your system's packages of those names.`);
  await step(`rustup component add ${missing.join(' ')}`, () => run('rustup', ['component', 'add', ...missing]));
}

async function requireRust() {
  const wanted = /^rust-version = "(.+)"/m.exec(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'))[1];
  for (const name of ['rustc', 'cargo']) {
    if (!which(name)) throw new SetupError('Rust is missing. Install it with rustup, https://rustup.rs/, and open a new terminal, so that cargo is on PATH.');
    if (ask(name, ['--version']) === undefined) throw new SetupError(`${which(name)} does not run: ${complaint(name, ['--version'])}`);
  }
  const found = /^rustc (\d+\.\d+)/.exec(ask('rustc', ['--version']))[1];
  if (compare(found, wanted) < 0) throw new SetupError(`Rust ${wanted} or newer is needed; this is ${found}. \`rustup update\` brings it.`);
  if (which('cc')) return;
  if (isDebian) return debianPackages(['gcc', 'libc6-dev'], 'Compiling Rust');
  throw new SetupError(`A C compiler is missing: ${isMac ? '`xcode-select --install`' : 'install gcc or clang'}.`);
}

function compare(a, b) {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1];
}
