// `node benches/rivals/run.mjs LIBRARY SPEC`: one library on one shop in one process of its own. Prints one line of
// JSON. Whoever started it ends it when it takes too long. Not here: what it is asked (libraries.mjs).
import { comparison, found, loadShop, shopAndShopper } from '../shopper.mjs';
import { median } from '../timing.mjs';
import { LIBRARIES } from './libraries.mjs';

const [name, spec] = process.argv.slice(2);
const given = comparison(await loadShop(), shopAndShopper(JSON.parse(spec)));
const rss = process.memoryUsage().rss;
let start = performance.now();
const ask = await LIBRARIES[name].make(given);
const ready = performance.now() - start;
const times = [];
let list;
for (const begun = performance.now(); times.length < 3 || (times.length < 15 && performance.now() - begun < 2000);) {
  start = performance.now();
  list = await ask();
  times.push(performance.now() - start);
  if (times[0] > 5000) break; // of calls this long, one is enough
}
console.log(JSON.stringify({ ms: median(times), ready_ms: ready, found: found(list, given.right), rss_added_bytes: process.memoryUsage().rss - rss }));
process.exit(0);
