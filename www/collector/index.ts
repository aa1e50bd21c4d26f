/**
 * `nearside/collector`: receives anonymous reports on a server that speaks the Fetch API (Node, Deno, Bun, workers), and
 * keeps nothing but sums. It is the native `nearside collect`, as a function of a request.
 *
 * ```ts
 * import { DatabaseSync } from 'node:sqlite';
 * import { openCollector, sqliteStore } from 'nearside/collector';
 *
 * const store = sqliteStore(new DatabaseSync('counts.db'));
 * const collector = await openCollector({ config, catalog, store });
 * const answer = await collector.receive(request);      // POST to the endpoint of nearside.json
 * const page = await collector.show(request);           // only for who may see it
 * ```
 */
export { NearsideError } from '../errors.js';
export { openCollector } from './collector.js';
export { memoryStore } from './memory.js';
export { postgresStore, type PostgresLike } from './postgres.js';
export { sqliteStore, type SqliteLike } from './sqlite.js';
export type * from './types.js';
