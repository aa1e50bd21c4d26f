// Copies what all examples share out of examples/shop: each has to run when somebody takes it alone. A test compares them.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';

/** Read by the command line; the others by pages. */
const SOURCES = ['feed.tsv', 'orders.tsv'];

for (const name of readdirSync(join(ROOT, 'examples'))) {
  const example = join(ROOT, 'examples', name);
  if (name === 'shop' || !existsSync(join(example, 'package.json'))) continue;
  mkdirSync(join(example, 'public'), { recursive: true });
  for (const file of readdirSync(join(ROOT, 'examples/shop'))) cpSync(join(ROOT, 'examples/shop', file), join(example, SOURCES.includes(file) ? file : `public/${file}`));
}
