// The lazy half of the package: the module's glue and its bytes. Only `index.ts` imports it, with `import()`.
import { begin, imports, moved, Shop } from '../build/wasm/nearside.js';
import { wasmBytes } from '../build/wasm/inline.js';
import { NearsideError } from './errors.js';
import type { Health } from './types.js';

export interface Loaded {
  Shop: typeof Shop;
  runs: Health['runs'];
}

let loading: Promise<Loaded> | undefined;

/** Starts the module once, however many engines a page opens. Rejects with `WASM_BLOCKED` where it cannot run. */
export function load(): Promise<Loaded> {
  loading ??= start().catch((thrown: unknown) => {
    loading = undefined;
    throw thrown;
  });
  return loading;
}

async function start(): Promise<Loaded> {
  try {
    // Where there is no WebAssembly at all, this throws too.
    const { instance } = await WebAssembly.instantiate(await wasmBytes(), imports());
    begin(instance.exports);
    return { Shop, runs: 'wasm' };
  } catch (refused) {
    try {
      const { javascript } = await import('../build/wasm/javascript.js');
      begin(javascript(imports(), moved));
      return { Shop, runs: 'javascript' };
    } catch {
      throw new NearsideError('WASM_BLOCKED', `WebAssembly cannot run here, nor its replacement: ${String((refused as Error)?.message ?? refused)}`, { cause: refused });
    }
  }
}

export type { Shop };
