// Rust for wasm32 from Debian's own packages, for machines where rustup may not add the target.
// Debian ships the compiler and the library's source but not the compiled library, so that is built
// once, into a private sysroot in the cache: nothing is written into /usr by hand.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, CARGO_HOME } from './paths.mjs';
import { ask, ready, run, SetupError, step, withPath } from './run.mjs';
import { debianPackages } from './system.mjs';

const RUSTC = '/usr/bin/rustc';
const CARGO = '/usr/bin/cargo';

/** The environment in which Debian's `cargo` compiles for `target`. */
export async function debianRust(target) {
  const purpose = `Rust for ${target}`;
  await debianPackages(['rustc-web', 'cargo-web', 'rust-web-src', 'rust-web-clippy'], purpose);
  const about = ask(RUSTC, ['-vV']);
  const [release, host, llvm] = ['release', 'host', 'LLVM version'].map((key) => new RegExp(`^${key}: (.+)$`, 'm').exec(about)?.[1]);
  if (!llvm) throw new SetupError(`${RUSTC} does not say what it is; reinstall the Debian package rustc-web.`);
  // The linker has to understand this compiler's objects, so it is of the same LLVM.
  const linker = `lld-${llvm.split('.')[0]}`;
  await debianPackages([linker], purpose);

  const home = join(CACHE, `debian-rust-${release}`);
  if (existsSync(home)) ready(`Rust ${release} from Debian with ${target}`);
  else await step(`Standard library for ${target}, built from Debian's source (about 2 minutes, once)`, () => build(home, { target, host, linker }));
  // clippy-driver does not go through the `rustc` in bin/, so it is told the sysroot by itself.
  return { ...withPath(process.env, join(home, 'bin')), RUSTC: join(home, 'bin/rustc'), SYSROOT: home };
}

async function build(home, { target, host, linker }) {
  const work = `${home}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  try {
    const crate = join(work, 'crate');
    write(join(crate, 'Cargo.toml'), '[package]\nname = "nothing"\nversion = "0.0.0"\nedition = "2021"\n');
    write(join(crate, 'src/lib.rs'), '');
    const bin = join(work, 'bin');
    mkdirSync(bin);
    symlinkSync(`/usr/bin/${linker}`, join(bin, 'rust-lld'));
    await run(CARGO, ['build', '--release', '-Z', 'build-std=std,panic_abort,panic_unwind,test', '--target', target], {
      cwd: crate,
      env: {
        ...withPath(process.env, bin),
        RUSTC,
        RUSTC_BOOTSTRAP: '1',
        // Without the bitcode, LTO of what links this library fails. No path of this machine stays inside.
        CARGO_ENCODED_RUSTFLAGS: ['-Cembed-bitcode=yes', `--remap-path-prefix=${CARGO_HOME}=/cargo`].join('\x1f'),
        CARGO_TARGET_DIR: join(work, 'target'),
      },
    });

    const library = join(work, `lib/rustlib/${target}/lib`);
    mkdirSync(library, { recursive: true });
    const made = join(work, 'target', target, 'release/deps');
    for (const name of readdirSync(made)) {
      if (name.endsWith('.rlib') && !name.startsWith('libnothing-')) cpSync(join(made, name), join(library, name));
    }
    symlinkSync(`/usr/lib/rustlib/${host}`, join(work, `lib/rustlib/${host}`));
    for (const name of ['cargo', 'cargo-clippy']) symlinkSync(`/usr/bin/${name}`, join(bin, name));
    write(join(bin, 'rustc'), `#!/bin/sh\nexec ${RUSTC} --sysroot '${home}' "$@"\n`, 0o755);
    rmSync(crate, { recursive: true });
    rmSync(join(work, 'target'), { recursive: true });
    renameSync(work, home); // whole or not at all
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function write(path, text, mode = 0o644) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text, { mode });
}
