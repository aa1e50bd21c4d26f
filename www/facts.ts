// Written from the Rust core by `UPDATE=1 cargo test --test facts`; do not edit.
export type Level = 'off' | 'visit' | 'remember' | 'share';
export type SignalName = 'view' | 'search' | 'click' | 'cart' | 'uncart' | 'purchase' | 'return' | 'impression';
export type StanceName = 'like' | 'less' | 'never';
export type SourceName = 'browsing' | 'searching' | 'cart' | 'orders' | 'showing';
export type TermName = 'again' | 'next' | 'interest' | 'stated' | 'popular' | 'trend' | 'breadth' | 'fresh' | 'seen' | 'explore' | 'variety' | 'rule' | 'order';
/** Terms by the number that the engine gives them. */
export const TERMS: readonly TermName[] = ['again', 'next', 'interest', 'stated', 'popular', 'trend', 'breadth', 'fresh', 'seen', 'explore', 'variety', 'rule', 'order'];
export type PlacementName = 'home' | 'category' | 'product' | 'cart' | 'search';
export type FacetKind = 'category' | 'brand' | 'price' | 'color' | 'size' | 'material' | 'gender' | 'age' | 'label';
export type NeverKept = 'name' | 'address' | 'email' | 'phone' | 'place' | 'ip' | 'device' | 'other-sites' | 'search-words';
export type ErrorCode = 'BAD_OPTION' | 'BAD_SIGNAL' | 'BAD_CONFIG' | 'BAD_FEED' | 'CATALOG_MISSING' | 'CATALOG_CORRUPT' | 'CATALOG_TOO_NEW' | 'PROFILE_CORRUPT' | 'PROFILE_TOO_NEW' | 'CEILING' | 'STORAGE_DENIED' | 'STORAGE_FULL' | 'WASM_BLOCKED' | 'DISPOSED' | 'INTERNAL';
/** What the engine is asked, by the number that it goes by. */
export const enum Call { Add, Open, Items, Turn, Decide, Refresh, Track, State, Forget, Erase, Import, Recommend, Rank, Rerank, Explain, Find, Card, Facet, About, Export, Look, Standing, Facts, Health, Interests, Signals, Statements }
/** What the member "counts" of `nearside.json` is where it says nothing else; `strict` has a budget of its own. */
export const COUNTS = { endpoint: '/v1/metrics', budget: [1, 4, 13], strict: [1, 4, 4] } as const;
