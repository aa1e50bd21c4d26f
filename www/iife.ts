/**
 * For pages without a bundler and without modules: one classic script, `Nearside` in the page.
 *
 * ```html
 * <script src="/nearside/nearside.iife.js" integrity="sha384-…" crossorigin="anonymous"></script>
 * <script>
 *   Nearside.open({ catalog: '/catalog.nsc', config: '/nearside.json' }).then(async (nearside) => {
 *     (await Nearside.elements()).connect(nearside);
 *   });
 * </script>
 * ```
 *
 * The module comes from `nearside.wasm` beside it, and only with the hash that this script knows. The rest of the
 * package is fetched from beside it when it is needed.
 */
import { load } from './fetched.js';
import { opener } from './index.js';

export { NearsideError } from './errors.js';

/** Put in by the build. */
declare const WASM_INTEGRITY: string;

/** Known only while the script runs. */
const beside = (document.currentScript as HTMLScriptElement).src;

export const open = opener(() => load(() => fetch(new URL('nearside.wasm', beside), { integrity: WASM_INTEGRITY })));

/** What `nearside/elements` exports. */
export const elements = () => import('./elements/index.js');
/** What `nearside/listen` exports. */
export const listen = () => import('./listen/index.js');
/** What `nearside/ceilings` exports. */
export const ceilings = () => import('./ceilings/index.js');
