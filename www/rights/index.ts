/**
 * `nearside/rights`: what a shopper may take along, bring, and be told.
 *
 * ```ts
 * const { toFile, preview, receipt } = await import('nearside/rights');
 * const file = await toFile(nearside, { passphrase });           // JSON, or JWE when there is a passphrase
 * const seen = await preview(nearside, text, { passphrase });    // changes nothing
 * nearside.import(seen.profile, { mode: 'merge' });
 * const paper = receipt(nearside);                               // JSON-LD of the latest change of mind
 * ```
 * Refused files throw `NearsideError` with the code `BAD_OPTION` and a `reason` (see `Refusal`).
 */
export { fromFile, isLocked, preview, toFile } from './file.js';
export { receipt } from './receipt.js';
export type * from './types.js';
