// The lazy half of the package: the module's bytes as text, and its glue. Only `index.ts` imports it, with `import()`.
import { wasmBytes } from '../build/wasm/inline.js';
import { start, type Loaded } from './start.js';

export const load = (): Promise<Loaded> => start(async (imports) => (await WebAssembly.instantiate(wasmBytes(), imports)).instance.exports);
