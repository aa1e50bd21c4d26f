// Two small shops on the real engine, and shoppers made by a seed. Not here: tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DAY = 86_400_000;
/** 2026-11-22 */
export const TODAY = 20_779;

/** What nobody should learn from is named "Clinic", which the built-in list does not know. */
const KINDS = [['Drinks > Tea', 'Leaf'], ['Drinks > Coffee', 'Bean'], ['Pets > Dog food', 'Paws'], ['Shoes > Trail', 'Hike'], ['Services > Clinic', 'Medi']];

const feed = (prefix) => ['id\ttitle\tlink\timage_link\tprice\tavailability\tbrand\tproduct_type', ...KINDS.flatMap(([type, brand], kind) =>
  Array.from({ length: 8 }, (_, at) => `${prefix}${kind}-${at}\t<b>${type}</b> "${at}" & more\t/p/${at}\t/i/${at}.svg\t${at + 1}.00 EUR\tin_stock\t${brand}\t${type}`))].join('\n');

export const CONFIG = { shop: 'Corner & <b>Co</b>', contact: 'mailto:privacy@corner.example', policy: '/privacy', sensitive: ['Clinic'] };

/** Catalogs by the ids of their items; the second shop marks nothing sensitive. */
export function catalogs() {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-rights-'));
  try {
    const make = (prefix, config) => {
      writeFileSync(join(folder, 'feed.tsv'), feed(prefix));
      writeFileSync(join(folder, 'nearside.json'), JSON.stringify(config));
      execFileSync(process.execPath, [join(ROOT, 'dist/cli.js'), 'compile', 'feed.tsv', '--config', 'nearside.json', '-o', 'catalog.nsc'], { cwd: folder, stdio: 'ignore' });
      return new Uint8Array(readFileSync(join(folder, 'catalog.nsc')));
    };
    return { corner: make('c', CONFIG), same: make('c', {}), other: make('o', {}) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Numbers from a seed, 0 to below `most`. */
export function seeded(seed) {
  let state = seed * 2_654_435_761 + 1;
  return (most) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_507) ^ Math.imul(state ^ (state >>> 13), 3_266_489_909);
    return ((state ^= state >>> 16) >>> 0) % most;
  };
}

/** Lets a shopper do `count` things over the last 30 days. `clock.day` is left at today. */
export function live(nearside, clock, random, count, prefix = 'c') {
  const days = Array.from({ length: count }, () => random(30)).sort((a, b) => b - a);
  const id = () => `${prefix}${random(5)}-${random(8)}`;
  for (const ago of days) {
    clock.day = TODAY - ago;
    const what = random(10);
    if (what < 3) nearside.track('view', { id: id() });
    else if (what < 4) nearside.track('search', { words: ['tea', 'dog food', 'trail'][random(3)] });
    else if (what < 5) nearside.track('click', { id: id() });
    else if (what < 6) nearside.track('cart', { ids: [id(), id()] });
    else if (what < 7) nearside.track('uncart', { id: id() });
    else if (what < 8) nearside.track('purchase', { ids: [id(), id(), id()] });
    else if (what < 9) nearside.track('impression', { ids: [id(), id()] });
    else nearside.state([`item:${id()}`, 'category:Drinks > Tea', 'brand:Paws'][random(3)], ['like', 'less', 'never'][random(3)]);
  }
  clock.day = TODAY;
}
