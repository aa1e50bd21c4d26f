// `node benches/javascript.mjs`, after a build: what a page pays that forbids WebAssembly, in bytes, start-up and ranking,
// beside the module. Each round runs in a worker of its own, so that nothing is compiled or loaded yet.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const ROUNDS = 7;
const DAY = 86_400_000;
const START = Date.UTC(2017, 0, 1);

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

/**
 * Medians in milliseconds of both builds, how many times as long JavaScript takes, and what it weighs:
 * `{ rounds, wasm: { open, first, rank, rerank, track }, javascript: {…}, ratio: {…}, bytes: { raw, gzip, brotli } }`.
 * `catalog` is the path of a compiled catalog.
 */
async function measureJavaScript(root, catalog = join(root, 'build/site/catalog.nsc')) {
  const found = { wasm: [], javascript: [] };
  for (let round = 0; round < ROUNDS; round++) for (const runs of Object.keys(found)) found[runs].push(await one(root, catalog, runs));
  const medians = (rounds) => Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, median(rounds.map((times) => times[name]))]));
  const [wasm, javascript] = [medians(found.wasm), medians(found.javascript)];
  const ratio = Object.fromEntries(Object.keys(wasm).map((name) => [name, javascript[name] / wasm[name]]));
  return { rounds: ROUNDS, wasm, javascript, ratio, bytes: weigh(join(root, 'dist/chunks')) };
}

function weigh(folder) {
  const bytes = readFileSync(join(folder, readdirSync(folder).find((name) => name.startsWith('javascript-'))));
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

function one(root, catalog, runs) {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { root, catalog, runs } });
    worker.on('message', done);
    worker.on('error', failed);
  });
}

/** One worker's round. */
async function round({ root, catalog, runs }) {
  const bytes = new Uint8Array(readFileSync(catalog));
  if (runs === 'javascript') delete globalThis.WebAssembly;
  const { open } = await import(pathToFileURL(join(root, 'dist/index.js')));
  let now = START;
  const clock = performance.now.bind(performance);
  const begun = clock();
  const engine = await open({ catalog: bytes, storage: 'memory', now: () => now });
  const opened = clock();
  const ids = engine.recommend('home', { count: 200 }).items.map(({ id }) => id);
  const listed = clock();
  if (engine.health.runs !== runs) throw new Error(`${engine.health.runs} runs instead of ${runs}`);

  engine.setLevel('remember');
  for (let basket = 0; basket < 40; basket++) {
    now = START + basket * 9 * DAY;
    engine.track('purchase', { ids: Array.from({ length: 10 }, (_, k) => ids[(basket * 31 + k * 17) % ids.length]) });
  }
  const time = (call) => median(Array.from({ length: 101 }, (_, i) => {
    const start = clock();
    call(i);
    return clock() - start;
  }));
  return {
    open: opened - begun,
    first: listed - opened,
    rank: time(() => engine.recommend('home', { count: 24 })),
    rerank: time(() => engine.rerank(ids.slice(0, 48))),
    track: time((i) => engine.track('view', { id: ids[i] })),
  };
}

if (!isMainThread && workerData?.runs) parentPort.postMessage(await round(workerData));
if (isMainThread) console.log(JSON.stringify(await measureJavaScript(new URL('..', import.meta.url).pathname), null, 1));
