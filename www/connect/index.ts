/**
 * `nearside/connect`: the shopper's order in what a shop already uses to search and list. Each is a function by itself,
 * on the public API alone; importing does nothing, on a server neither.
 *
 * ```ts
 * import { open } from 'nearside';
 * import { nearsideMiddleware, personalize } from 'nearside/connect';
 * const nearside = open();
 * const search = instantsearch({ indexName: 'products', searchClient: personalize(searchClient, nearside) });
 * search.use(nearsideMiddleware(nearside));
 * ```
 */
export { nearsideMiddleware, personalize, type Hit, type MiddlewareOptions, type PersonalizeOptions, type SearchClient } from './instantsearch.js';
export { boostDocument, type BoostOptions } from './minisearch.js';
export { reorder, type ReorderOptions } from './reorder.js';
export { shopifyRecommendations, type ShopifyProduct, type ShopifyQuery, type ShopifyRecommendations } from './shopify.js';
export { rerank, type Engine, type Id } from './said.js';
