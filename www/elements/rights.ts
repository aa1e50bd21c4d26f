/**
 * The one place where the panel gets what takes a file along, brings one and writes a receipt: `nearside/rights`,
 * fetched when it is first asked for. Not here: the formats.
 */
type All = typeof import('../rights/index.js');
export type Rights = Pick<All, 'toFile' | 'preview' | 'receipt'>;

/** Tests put their own in. */
export const wired: { load: () => Promise<Rights> } = { load: () => import('../rights/index.js') };
