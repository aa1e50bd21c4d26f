// The lazy half of the package: the module's glue and its bytes. Only `index.ts` imports it, with `import()`.
import init, { Shop } from '../build/wasm/nearside.js';
import { wasmBytes } from '../build/wasm/inline.js';
import { NearsideError } from './errors.js';

let loading: Promise<typeof Shop> | undefined;

/** Compiles the module once, however many engines a page opens. Rejects with `WASM_BLOCKED` where it may not run. */
export function load(): Promise<typeof Shop> {
  loading ??= compile().catch((thrown: unknown) => {
    loading = undefined;
    throw new NearsideError('WASM_BLOCKED', `WebAssembly cannot run here: ${String((thrown as Error)?.message ?? thrown)}`, { cause: thrown });
  });
  return loading;
}

async function compile(): Promise<typeof Shop> {
  if (typeof WebAssembly !== 'object') throw new Error('this browser has no WebAssembly');
  await init({ module_or_path: await wasmBytes() });
  return Shop;
}

export type { Shop };
