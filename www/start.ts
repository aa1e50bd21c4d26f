// Starts the module, or its replacement in JavaScript. Not here: where its bytes come from (load.ts, url.ts, slim.ts).
import { begin, imports, moved, Shop as Made } from '../build/wasm/nearside.js';
import type { Health } from './types.js';

/** Gives what a new instance of the module exports. */
export type Source = (imports: WebAssembly.Imports) => Promise<WebAssembly.Exports>;

/** A shopper's profile over a catalog, inside the module: one question after the other. */
export interface Shop {
  call(what: number, number: number, given: Uint8Array): Uint8Array;
  free(): void;
}

export interface Loaded {
  Shop: new () => Shop;
  runs: Health['runs'];
  /** Where another instance comes from, when this one stopped. */
  source: Source;
}

let starting: Promise<Loaded> | undefined;

/** Starts the module once, however many engines a page opens. Rejects with `WASM_BLOCKED` where it cannot run. */
export function start(source: Source): Promise<Loaded> {
  starting ??= begun(source).catch((thrown: unknown) => {
    starting = undefined;
    throw thrown;
  });
  return starting;
}

async function begun(source: Source): Promise<Loaded> {
  try {
    // Where there is no WebAssembly at all, this throws too.
    begin(await source(imports()));
    return { Shop: Made, runs: 'wasm', source };
  } catch (refused) {
    try {
      const { javascript } = await import('../build/wasm/javascript.js');
      begin(javascript(imports(), moved));
      return { Shop: Made, runs: 'javascript', source };
    } catch {
      throw Object.assign(new Error(`WebAssembly cannot run here, nor its replacement: ${String((refused as Error)?.message ?? refused)}`, { cause: refused }), { code: 'WASM_BLOCKED' });
    }
  }
}
