import { readFileSync } from 'node:fs';

/** Your shop has a database or an API; this one has its feed. */
export function products() {
  const [, ...rows] = readFileSync('feed.tsv', 'utf8').trim().split('\n').map((row) => row.split('\t'));
  return rows.map(([id, title, link, image, , price]) => ({ id, title, link, image, price: parseFloat(price) }));
}
