// Two small shops on the real engine: one with ids of its own, one with those of Google's channel at Shopify.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** 2026-11-22 */
export const NOW = 20_779 * 86_400_000 + 40_000_000;

const row = (id, group, brand, type) => `${id}\tItem ${id}\t/p/${id}\t/i/${id}.svg\t9.00 EUR\tin_stock\t${brand}\t${type}\t${group}`;
const feed = (rows) => ['id\ttitle\tlink\timage_link\tprice\tavailability\tbrand\tproduct_type\titem_group_id', ...rows].join('\n');

/** Groups of two variants, and numbers as Shopify has them: product 7 with the variants 42 and 43. */
const OWN = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((letter, at) => [row(`${letter}-red`, `group-${letter}`, 'Leaf', ['Drinks > Tea', 'Drinks > Coffee'][at % 2]), row(`${letter}-blue`, `group-${letter}`, 'Leaf', ['Drinks > Tea', 'Drinks > Coffee'][at % 2])]),
  row('42', '7', 'Paws', 'Pets > Dog food'), row('43', '7', 'Paws', 'Pets > Dog food'), row('52', '8', 'Paws', 'Pets > Dog food'),
];
const GOOGLE = [row('shopify_US_7_42', '', 'Paws', 'Pets > Dog food'), row('shopify_US_8_52', '', 'Hike', 'Shoes > Trail'), row('shopify_US_9_62', '', 'Hike', 'Shoes > Trail')];

export function catalogs() {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-listen-'));
  try {
    const make = (rows) => {
      writeFileSync(join(folder, 'feed.tsv'), feed(rows));
      execFileSync(process.execPath, [join(ROOT, 'dist/cli.js'), 'compile', 'feed.tsv', '-o', 'catalog.nsc'], { cwd: folder, stdio: 'ignore' });
      return new Uint8Array(readFileSync(join(folder, 'catalog.nsc')));
    };
    return { own: make(OWN), google: make(GOOGLE) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
