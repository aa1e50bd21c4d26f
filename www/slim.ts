/**
 * `nearside` without the WebAssembly module: the caller brings it. For workers of servers that forbid compiling bytes,
 * for tests, and for pages that have another way to it.
 *
 * ```ts
 * import { open } from 'nearside/slim';
 * const nearside = await open({ wasm: fetch('/assets/nearside.wasm'), catalog: '/catalog.nsc' });
 * ```
 */
import { NearsideError, opener } from './index.js';
import type { Given } from './fetched.js';
import type { Nearside, OpenOptions } from './types.js';

export * from './index.js';

export interface SlimOptions extends OpenOptions {
  /** What `nearside/nearside.wasm` is: its bytes, an answer with them, or a compiled module; or a promise of one. */
  wasm: Given | Promise<Given>;
}

/**
 * As `open()` of `nearside`. Where the given module does not run, its JavaScript build is loaded instead.
 *
 * @throws {NearsideError} `BAD_OPTION` when there is no `wasm`, or an option has the wrong type.
 */
export async function open({ wasm, ...options }: SlimOptions): Promise<Nearside> {
  if (typeof wasm !== 'object' || wasm === null) throw new NearsideError('BAD_OPTION', 'open(): "wasm" is missing or has the wrong type');
  return opener(() => import('./fetched.js').then(({ load }) => load(() => wasm)))(options);
}
