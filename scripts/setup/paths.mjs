// Where things are: in this folder, and in the cache that all clones of one person share.
// Not here: what is put there.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Everything made on the way to `dist/`; may be deleted at any time. */
export const BUILD = join(ROOT, 'build');
/** What `npm pack` ships. */
export const DIST = join(ROOT, 'dist');
/** The demo shop, ready to be served. */
export const SITE = join(BUILD, 'site');
/** Tools that take minutes to build. Deleting it costs only those minutes. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'nearside-tools');
/** Where cargo keeps the sources of dependencies. */
export const CARGO_HOME = process.env.CARGO_HOME || join(homedir(), '.cargo');
