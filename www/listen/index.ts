/**
 * What a shop's own events already say, noted without a call of `track()` in its code. Only ids and keys that the catalog
 * knows, a signal and the words of a search are handed on; the engine decides whether anything is noted. Each returns what
 * makes it stop.
 *
 * ```ts
 * import { open } from 'nearside';
 * import { dataLayer } from 'nearside/listen';
 * dataLayer(await open({ catalog: '/catalog.nsc' }));
 * ```
 */
export { dataLayer, type DataLayerOptions } from './data-layer.js';
export type { DataLayer } from '../layer.js';
export { shopifyEvents, type ShopifyOptions } from './shopify.js';
export { jsonLd, type JsonLdOptions } from './json-ld.js';
export { products } from './products.js';
