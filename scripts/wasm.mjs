// Rust → build/wasm: the browser's module, the compiler's for Node, and the collector's for servers. Not here: JavaScript (build.mjs).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStart } from './build/glue.mjs';
import { quiet } from './build/quiet.mjs';
import { PASS, shortenGlue } from './build/short-names.mjs';
import { whenChanged } from './build/stamp.mjs';
import { BUILD, CARGO_HOME, ROOT } from './setup/paths.mjs';
import { TARGET } from './setup/rust.mjs';
import { ask, output, run, SetupError } from './setup/run.mjs';

const OUT = join(BUILD, 'wasm');

/**
 * Control flow is taken apart and put together twice: 1 % less. What Rust compiles never runs into a trap of the
 * instruction itself (it asks before it divides, and safe code stays within memory), so nothing is kept for one. Low
 * memory is the far end of the stack, which nothing points to. Functions by name: those of one module are alike, and
 * brotli finds them near each other.
 */
const SMALL = [
  '--ignore-implicit-traps', '--low-memory-unused', '-Os', '--flatten', '--rereloop', '-Os', '--flatten', '--rereloop', '-Os', '--converge',
  '--reorder-functions-by-name',
];

/**
 * `nearside` is what shoppers download, and `counts` those who share: small first. `compiler` runs in Node at the shop: fast, but every install brings it along. `collector` runs
 * on the shop's servers, some of which bound what a program may weigh.
 */
export const MODULES = [
  { name: 'nearside', profile: 'wasm', features: [], optimize: SMALL, short: true },
  { name: 'counts', profile: 'wasm', features: ['counts'], optimize: SMALL, short: true },
  { name: 'compiler', profile: 'tool', features: ['compiler'], optimize: ['-O1'] },
  { name: 'collector', profile: 'wasm', features: ['collector'], optimize: ['-Os'] },
];

/** What Rust's wasm32 target may emit but for several results; every browser since Safari 15 has all of it. */
const WASM_FEATURES = ['bulk-memory', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];

/** The same for binaryen's tools. */
export const FEATURES = ['--mvp-features', ...WASM_FEATURES.map((feature) => `--enable-${feature}`)];

/** Builds every module, each with its glue, unless the sources are unchanged. */
export async function buildWasm({ wasm: env, bindgen }) {
  const facts = [MODULES, WASM_FEATURES, ask('rustc', ['-vV'], { env }), ask(bindgen, ['--version'])];
  for (const module of MODULES) {
    const outputs = ['.js', '.d.ts', '.wasm'].map((end) => `build/wasm/${module.name}${end}`);
    const inputs = ['src', 'Cargo.toml', 'Cargo.lock', 'scripts/wasm.mjs', 'scripts/build/short-names.mjs', 'scripts/build/glue.mjs', 'scripts/build/quiet.mjs', 'package-lock.json'];
    await whenChanged(`WebAssembly module ${module.name}`, { inputs, facts, outputs }, () => build(module, env, bindgen));
  }
}

async function build({ name, profile, features, optimize, short }, env, bindgen) {
  mkdirSync(OUT, { recursive: true });
  const [glue, bound, done] = ['.js', '_bg.wasm', '.wasm'].map((end) => join(OUT, name + end));
  const raw = oneResult(await compile(profile, features, env), join(OUT, `${name}_raw.wasm`));
  await run(bindgen, [raw, '--target', 'web', '--omit-default-module-path', '--out-dir', OUT, '--out-name', name]);
  const wasmOpt = (from, ...options) => output(join(ROOT, 'node_modules/.bin/wasm-opt'), [
    from, '-o', done, ...FEATURES, ...options,
  ]);
  await wasmOpt(short ? await withoutWords(bound, glue) : bound, ...optimize, '--strip-debug', '--strip-producers', '--strip-target-features');
  if (!short) return;
  ownStart(join(OUT, name));
  shortenGlue(glue, await wasmOpt(done, PASS));
}

/**
 * The path of a copy that says it does without functions of several results, so that wasm-bindgen writes what they give
 * into memory. V8 optimizes a wrapper for each kind of them before it starts a module: half of the time of compiling.
 */
function oneResult(raw, copy) {
  const module = readFileSync(raw);
  const at = module.lastIndexOf('+\nmultivalue');
  if (at < 0) throw new SetupError('The module does not name what it uses. See scripts/wasm.mjs.');
  module.write('-', at);
  writeFileSync(copy, module);
  return copy;
}

/** The path of the module's text, quiet. */
async function withoutWords(bound, glue) {
  const text = bound.replace(/\.wasm$/, '.wat');
  await run(join(ROOT, 'node_modules/.bin/wasm-dis'), [bound, '-o', text, ...FEATURES]);
  writeFileSync(text, quiet(readFileSync(text, 'utf8'), readFileSync(glue, 'utf8')).wat);
  return text;
}

/** The path of the module as rustc leaves it. */
async function compile(profile, features, env) {
  await run('cargo', ['fetch', '--quiet', '--target', TARGET], { env });
  // `cargo rustc --crate-type`: with the manifest's two crate types LTO is silently left out.
  const messages = await output('cargo', [
    'rustc', '--lib', '--crate-type', 'cdylib', '--profile', profile, '--target', TARGET,
    ...(features.length ? ['--features', features.join(',')] : []), '--message-format', 'json-render-diagnostics',
  ], { env: { ...env, CARGO_ENCODED_RUSTFLAGS: remaps(env).map(([from, to]) => `--remap-path-prefix=${from}=${to}`).join('\x1f') } });
  for (const line of messages.split('\n')) {
    const message = line.startsWith('{') ? JSON.parse(line) : {};
    const path = message.reason === 'compiler-artifact' && message.target.name === 'nearside' && message.filenames.find((file) => file.endsWith('.wasm'));
    if (path) return path;
  }
  throw new SetupError('cargo built no WebAssembly module; Cargo.toml needs crate-type "cdylib".');
}

/** Panic messages hold source paths: with these, the bytes are the same wherever they are built. */
function remaps(env) {
  const registry = join(CARGO_HOME, 'registry/src');
  const crates = readdirSync(registry).map((name) => [join(registry, name), '']);
  // With the component rust-src, rustc names the library's sources where they lie on this machine.
  const commit = /^commit-hash: (\w{40})$/m.exec(ask('rustc', ['-vV'], { env }))?.[1];
  const library = commit ? [[join(ask('rustc', ['--print', 'sysroot'], { env }), 'lib/rustlib/src/rust'), `/rustc/${commit}`]] : [];
  return [[ROOT, ''], ...crates, ...library];
}
