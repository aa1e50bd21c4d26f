// `node benches/search.mjs DIR [NAME …]`: how long lists take in the browser's module, in Node, on the catalogs that
// `cargo bench --bench search -- --out DIR` wrote. Microseconds, lower quartiles: what a machine with other work can do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [directory, ...names] = process.argv.slice(2);
const built = process.env.WASM ?? new URL('../build/wasm', import.meta.url).pathname;
const { default: init, Shop } = await import(pathToFileURL(join(built, 'nearside.js')));
await init({ module_or_path: readFileSync(join(built, 'nearside.wasm')) });
const NOW = Date.UTC(2026, 10, 22);

const list = (shop, placement) => shop.recommend(placement, '{"count":24}', true, NOW);

function time(call) {
  const times = [];
  for (const start = performance.now(); times.length < 5 || (performance.now() - start < 300 && times.length < 3000);) {
    const one = performance.now();
    call(times.length);
    times.push((performance.now() - one) * 1000);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 2];
}

const columns = ['open', '1st list', 'scan', 'index', 'category', 'home', 'after track', 'recommend'];
console.log(''.padEnd(18), columns.map((name) => name.padStart(11)).join(''));
for (const name of names) {
  const bytes = new Uint8Array(readFileSync(join(directory, `${name}.nsc`)));
  const viewed = JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'));
  const now = () => performance.now();
  const t0 = now();
  const shop = new Shop(bytes, '', true);
  const t1 = now();
  list(shop, 'home');
  const t2 = now();
  shop.set_level('remember', NOW);
  for (const id of viewed) shop.track('view', [id], NOW);
  list(shop, 'category');
  const scans = [];
  for (let k = 0; k < 6; k++) {
    const start = now();
    list(shop, 'category');
    scans.push(now() - start);
  }
  const t3 = now();
  list(shop, 'category');
  const t4 = now();
  const category = time(() => list(shop, 'category'));
  const home = time(() => list(shop, 'home'));
  const recommend = shop.rank ? time(() => shop.rank('home', 24, NOW)) : 0;
  let track = 0;
  const after = [];
  for (let k = 0; k < 50; k++) {
    shop.track('view', [viewed[k % 60]], NOW);
    shop.interests(NOW); // makes the taste
    const start = now();
    list(shop, 'home');
    after.push((now() - start) * 1000);
  }
  after.sort((a, b) => a - b);
  const row = [(t1 - t0) * 1000, (t2 - t1) * 1000, Math.min(...scans) * 1000, (t4 - t3) * 1000, category, home, after[12], recommend];
  console.log(name.padEnd(18), row.map((us) => us.toFixed(1).padStart(11)).join(''));
  shop.free();
}
