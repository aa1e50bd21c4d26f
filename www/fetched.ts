// The lazy half of the entries that have the module from elsewhere. Not here: from where (url.ts, slim.ts).
import { start, type Loaded } from './start.js';

export type Given = BufferSource | Response | WebAssembly.Module;

let module: Promise<WebAssembly.Module> | undefined;

/** Starts the first, however often it is called; only that one is asked for. */
export const load = (give: () => Given | Promise<Given>): Promise<Loaded> => start(async (imports) => {
  module ??= Promise.resolve(give()).then(compiled);
  return WebAssembly.instantiate(await module, imports).then(({ exports }) => exports);
});

async function compiled(given: Given): Promise<WebAssembly.Module> {
  if (given instanceof WebAssembly.Module) return given;
  if (!(given instanceof Response)) return WebAssembly.compile(given);
  if (!given.ok) throw new Error(`${given.url} answered ${given.status}`);
  // A server that says another type: whole, then.
  const whole = given.clone();
  return WebAssembly.compileStreaming(given).catch(async () => WebAssembly.compile(await whole.arrayBuffer()));
}
