// What a large catalog costs a page: bytes and opening of head and shards, for a made-up shop of any size.
// `node benches/shards.mjs [items] [per shard]` prints it. Not here: ranking.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COLORS = ['black', 'white', 'red', 'blue', 'green', 'gray', 'brown', 'beige', 'pink', 'yellow'];

/** A feed of a shop whose branches and brands are as uneven as real ones: few are large. */
function feed(path, items) {
  let state = 42;
  const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
  const skewed = (n) => Math.floor(n * random() ** 2.2);
  const file = openSync(path, 'w');
  writeSync(file, 'id\ttitle\tlink\timage_link\tprice\tbrand\tproduct_type\tcolor\tcustom_label_0\n');
  for (let n = 0; n < items; ) {
    let lines = '';
    for (const end = Math.min(items, n + 5_000); n < end; n++) {
      const [top, middle, leaf, brand] = [skewed(12), skewed(20), skewed(15), skewed(20_000)];
      const color = COLORS[skewed(COLORS.length)];
      lines += `sku-${n}\t${color} thing ${leaf} of Brand ${brand}, model ${n % 977}\t/p/sku-${n}\t/i/${n % 1000}/sku-${n}.jpg\t${(random() * 200).toFixed(2)} EUR`
        + `\tBrand ${brand}\tTop ${top} > Middle ${top}.${middle} > Leaf ${top}.${middle}.${leaf}\t${color}\tSeries ${skewed(3_000)}\n`;
    }
    writeSync(file, lines);
  }
  closeSync(file);
}

/** What opening a catalog costs the processor, in milliseconds: the median of some rounds. */
export async function openingTime(root, path) {
  const { open } = await import(pathToFileURL(join(root, 'dist/index.js')));
  const bytes = new Uint8Array(readFileSync(path));
  const times = [];
  for (let round = 0; round < 9; round++) {
    const begun = process.cpuUsage();
    const nearside = await open({ catalog: bytes, storage: 'memory' });
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000);
    if (!nearside.ready) throw new Error(JSON.stringify(nearside.health.problems));
    nearside.dispose();
  }
  return times.slice(1).toSorted((a, b) => a - b)[times.length >> 1];
}

/** The same in a Node of its own. `--liftoff-only` is how a page runs the module before it was optimized. */
function opening(root, path, ...flags) {
  const text = `import(${JSON.stringify(import.meta.url)}).then(async (bench) => console.log(await bench.openingTime(${JSON.stringify(root)}, ${JSON.stringify(path)})))`;
  return Number(execFileSync(process.execPath, [...flags, '-e', text], { encoding: 'utf8' }));
}

/** Bytes of a file, raw and compressed, and its opening: in a page that just came, and when the module is warm. */
function weigh(root, path) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli, cold_ms: opening(root, path, '--liftoff-only'), warm_ms: opening(root, path) };
}

/** `{ items, compile_s, head: { raw, gzip, brotli, cold_ms, warm_ms }, shards: { count, items, largest: {…} } }`. */
export async function measureShards(root, items = 1_000_000, each) {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-shards-'));
  try {
    feed(join(folder, 'feed.tsv'), items);
    const begun = performance.now();
    const shards = each ? String(Math.ceil(items / each)) : 'auto';
    const report = JSON.parse(execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'compile', 'feed.tsv', '--shards', shards, '--json', '-o', 'catalog.nsc'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }));
    const compile_s = (performance.now() - begun) / 1000;
    const head = weigh(root, join(folder, 'catalog.nsc'));
    const files = readdirSync(folder).filter((name) => /^catalog\.\w+\.nsc$/.test(name));
    const [first] = files.sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size);
    const list = report.shards ?? [];
    const largest = first && { items: list.find(({ file }) => file === first).items, ...weigh(root, join(folder, first)) };
    return { items: report.items, compile_s, head, shards: { count: list.length, items: list.map((shard) => shard.items), largest } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [items, each] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(await measureShards(fileURLToPath(new URL('..', import.meta.url)), items || undefined, each), null, 1));
}
