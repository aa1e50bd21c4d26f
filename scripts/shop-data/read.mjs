// Reads the compact files of data/complete-journey. Not here: names, titles, the feed.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const lines = (path) => gunzipSync(readFileSync(path)).toString('utf8').split('\n').filter(Boolean).slice(1);

/** One product a row, in the order of the file: baskets name products by that order. */
export function readItems(path) {
  return lines(path).map((line) => {
    const [, id, department, category, type, maker, brand, size, price] = line.split('\t');
    const tidy = (text) => text.replace(/\s+/g, ' ').trim();
    return {
      id,
      department: tidy(department),
      category: tidy(category),
      type: tidy(type).toUpperCase(),
      maker: Number(maker),
      own: brand === 'Private',
      rawSize: tidy(size),
      price: Number(price),
    };
  });
}

const DAY = 24 * 60;

/** Every basket: `household`, `day` since 2017-01-01 and item numbers, in the order of household and time. */
export function readBaskets(path) {
  const baskets = lines(path).map((line) => {
    const [household, minute, deltas] = line.split('\t');
    let item = 0;
    const items = deltas.split(' ').map((delta) => (item += Number(delta)));
    return { household: Number(household), minute: Number(minute), day: Math.floor(Number(minute) / DAY), items };
  });
  return baskets.sort((a, b) => a.household - b.household || a.minute - b.minute);
}

/** Day number → `YYYY-MM-DD`. */
export const date = (day) => new Date(Date.UTC(2017, 0, 1 + day)).toISOString().slice(0, 10);
