// The feed, the orders and the households of the golden test, from the data alone: what `tests/golden.rs` makes.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const HOUSEHOLDS = 1_000;
const BASKETS = 10;
const FIRST_DAY = 17_167; // 2017-01-01

const lines = (name) => gunzipSync(readFileSync(new URL(`../../data/complete-journey/${name}`, import.meta.url))).toString().trimEnd().split('\n').slice(1);
const iso = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

export function inputs() {
  const items = lines('items.tsv.gz').map((line) => line.split('\t'));
  const feed = ['id\ttitle\tprice\tbrand\tproduct_type\tsize'];
  for (const [, id, department, category, kind, maker, , size, price] of items) {
    feed.push(`${id}\t${kind} ${id}\t${price} USD\tMaker ${maker}\t${department} > ${category} > ${kind}\t${size}`);
  }
  const orders = ['buyer\tday\titems'];
  const households = [];
  let last = '';
  for (const line of lines('baskets.tsv.gz')) {
    const [household, minute, steps] = line.split('\t');
    const day = FIRST_DAY + Math.floor(Number(minute) / 1_440);
    let at = 0;
    const ids = steps.split(' ').map((step) => items[(at += Number(step))][1]);
    orders.push(`${household}\t${iso(day)}\t${ids.join(' ')}`);
    if (household !== last) households.push([]);
    last = household;
    households.at(-1).push({ day, ids });
  }
  return {
    feed: `${feed.join('\n')}\n`,
    orders: `${orders.join('\n')}\n`,
    households: households.slice(0, HOUSEHOLDS).map((baskets) => baskets.slice(-BASKETS)),
  };
}
