// wasm-bindgen's command line and wasm-pack. Not here: wasm-opt, which is an npm package.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cargoTool } from './cargo-tool.mjs';
import { ROOT } from './paths.mjs';
import { SetupError } from './run.mjs';

/** Any release that knows `--mode no-install` and this wasm-bindgen would do; one is tested. */
const WASM_PACK = '0.15.1';

/** The pinned release of wasm-bindgen: Cargo.toml says it, Cargo.lock has to agree. */
export function bindgenVersion() {
  const read = (name) => readFileSync(join(ROOT, name), 'utf8');
  const pinned = /^wasm-bindgen = .*"=([^"]+)"/m.exec(read('Cargo.toml'))?.[1];
  const locked = /^name = "wasm-bindgen"\nversion = "([^"]+)"/m.exec(read('Cargo.lock'))?.[1];
  if (!pinned || pinned !== locked) {
    throw new SetupError(`Cargo.toml pins wasm-bindgen ${pinned ?? 'to nothing'}, Cargo.lock has ${locked}: \`cargo update -p wasm-bindgen\`.`);
  }
  return pinned;
}

/** The path of `wasm-bindgen`. */
export function wasmBindgen() {
  // Not `--locked`: the lock file inside that release names a crate version that was withdrawn.
  return cargoTool('wasm-bindgen', 'wasm-bindgen-cli', bindgenVersion());
}

/** The path of `wasm-pack`. */
export function wasmPack() {
  return cargoTool('wasm-pack', 'wasm-pack', WASM_PACK, '--locked');
}
