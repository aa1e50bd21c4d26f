// `npm run bench [-- --quick] [-- --json]`: speed, everything in one run on this machine: our engine in Node, in
// headless Chromium and natively, against what a shop would write or install instead. Times depend on the machine;
// ratios are what to compare. `--quick` leaves out a million items and the libraries.
// Not here: what is measured (benches/).
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { inChromium } from '../benches/chromium.mjs';
import { startUp } from '../benches/cold.mjs';
import { native } from '../benches/native.mjs';
import { inNode, libraries, tracking } from '../benches/processes.mjs';
import { loadShop, shopAndShopper } from '../benches/shopper.mjs';
import { synthetic } from '../benches/shops.mjs';
import { tables } from '../benches/table.mjs';
import { readCatalog } from './size/catalog.mjs';
import { duration, main, SetupError } from './setup/run.mjs';
import { chromium } from './setup/browser.mjs';
import { ROOT } from './setup/paths.mjs';

/** Shops by the name that results have: all are normal, hard or broad as `benches/shops.mjs` says. */
const SHOPS = {
  '1k': { items: 1_000 },
  '10k': { items: 10_000 },
  '10k hard': { items: 10_000, hard: true },
  '10k broad': { items: 10_000, broad: true },
  '100k': { items: 100_000 },
  '100k hard': { items: 100_000, hard: true },
  '100k broad': { items: 100_000, broad: true },
  '1M': { items: 1_000_000 },
  '1M hard': { items: 1_000_000, hard: true },
  '1M broad': { items: 1_000_000, broad: true },
};
/** Read by the term `popular` and by facets: what a scan of everything has to fetch. */
const SCANNED = ['rows', 'popu', 'tren', 'brea'];

/** Everything that a person reads goes to the other stream, so that `--json` gives nothing but JSON. */
console.log = console.error;

await main(async () => {
  const { json, quick } = options();
  const begun = performance.now();
  // What its steps print is for people too.
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 'inherit'] });
  const { browser } = await chromium();
  const { compiler, measure } = await native();
  const names = Object.keys(SHOPS).filter((name) => !(quick && name.startsWith('1M')));
  const load = [loadavg()[0]];
  const jobs = [];
  for (const name of names) {
    const { path, bytes } = await synthetic(SHOPS[name], compiler);
    const { shopper } = shopAndShopper({ path, shape: SHOPS[name] });
    const { sections, items } = readCatalog(Buffer.from(bytes));
    const scanned = SCANNED.reduce((sum, kind) => sum + (sections[kind]?.raw ?? 0), 0) / items;
    jobs.push({ name, path, shape: SHOPS[name], shopper, quick, scanned });
  }
  const real = { name: 'real 25k', path: 'build/site/catalog.nsc', ...shopAndShopper({ path: 'build/site/catalog.nsc' }), quick };

  const result = { rank: {}, startup: {} };
  console.log('\n▸ Node');
  for (const job of [...jobs, real]) result.rank[job.name] = inNode(job);
  const tracked = { path: real.path, ids: real.shopper.viewed, bought: real.shopper.bought, now: Date.UTC(2026, 10, 22) };
  result.track = tracking(tracked);
  result.track_ms = result.track.ms;
  console.log('▸ Starting up');
  const Shop = await loadShop();
  for (const name of ['10k', '100k']) {
    const { path, shape } = jobs.find((job) => job.name === name);
    result.startup[name] = startUp(Shop, String(shape.items), shopAndShopper({ path, shape }), quick ? 3 : 9);
  }
  console.log('▸ Chromium');
  const pages = [...jobs, real].map(({ name, path, shopper }) => ({ name, path, shopper, quick }));
  result.chromium = await inChromium(browser, pages, { slow: ['10k', '100k'], tracking: tracked });
  console.log('▸ Native');
  const machine = measure(jobs);
  result.machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version, stream_gb_per_s: machine.stream_gb_per_s };
  for (const { name, shape, scanned } of jobs) {
    const own = result.rank[name];
    own.ms_native = machine.shops[name].ms;
    own.ms_native_full_scan = machine.shops[name].ms_full_scan;
    own.ratio_native = own.ms / own.ms_native;
    own.ratio_native_full_scan = own.ms_full_scan / own.ms_native_full_scan;
    own.bytes_per_item_scanned = scanned;
    own.ms_floor_of_a_scan = (scanned * shape.items) / machine.stream_gb_per_s / 1e6;
  }
  if (!quick) {
    console.log('▸ Libraries');
    let smaller;
    for (const job of jobs.filter(({ name }) => /^(1k|10k|100k|1M)$/.test(name))) smaller = result.rank[job.name].libraries = await libraries(job, smaller);
  }
  load.push(loadavg()[0]);
  result.machine.load_average = load;
  result.seconds = (performance.now() - begun) / 1000;
  console.log(`whole run ${duration(performance.now() - begun)}`);
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `\n${tables(result)}`);
});

function options() {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n  npm run bench -- [--quick] [--json]`);
  }
}
