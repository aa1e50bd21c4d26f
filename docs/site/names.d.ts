// What the texts' snippets take for granted. Everything else in them has to be there.

/** An open engine. */
declare const nearside: import('nearside').Nearside;

/** The shop's own. */
declare function draw(...what: unknown[]): void;
declare const products: { id: string; title: string }[];
declare const found: { id: string }[];
declare const item: string;
declare const row: HTMLElement;
declare const select: any;
declare const count: any;
declare const text: string;
declare const passphrase: string;
declare const pathname: string;
declare const session: any;
declare function isOurs(session: unknown): boolean;
declare const readFileSync: typeof import('node:fs').readFileSync;
declare const collection: string;
declare function getCollectionProducts(query: { collection: string }): Promise<{ id: string }[]>;

/** Of libraries that a snippet shows a part of. */
declare const instantsearch: typeof import('instantsearch.js').default;
declare const searchClient: import('instantsearch.js').SearchClient;

declare module 'node:sqlite' {
  const DatabaseSync: any;
}
