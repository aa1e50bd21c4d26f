// The module of counts: its glue and its bytes. Not here: what it is asked (`index.ts`).
import { begin, Counts, imports } from '../../build/wasm/counts.js';
import { wasmBytes } from '../../build/wasm/counts-inline.js';

export type { Counts };

/** Rejects where WebAssembly cannot run: who shares nothing loses nothing, so there is no replacement. */
export async function load(): Promise<typeof Counts> {
  const { instance } = await WebAssembly.instantiate(await wasmBytes(), imports());
  begin(instance.exports);
  return Counts;
}
