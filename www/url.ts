/**
 * `nearside` with the WebAssembly module as a file of its own, which is compiled while it comes and cached by itself:
 * for shops whose bundler knows `new URL('./file', import.meta.url)`. The file is to be served as `application/wasm`.
 *
 * ```ts
 * import { open } from 'nearside/url';
 * ```
 */
import { opener } from './index.js';

export * from './index.js';

/** As `open()` of `nearside`. Where the file cannot be had, the JavaScript build of the module runs instead. */
export const open = /* @__PURE__ */ opener(() => import('./fetched.js').then(({ load }) => load(() => fetch(new URL('./nearside.wasm', import.meta.url), { credentials: 'same-origin' }))));
