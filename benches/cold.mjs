// Starting up, ours against JSON: what is sent, and medians over processes that start cold. Not here: one such
// process (startup.mjs).
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ROOT } from '../scripts/setup/paths.mjs';
import { makeProfile, openShop } from './ours.mjs';
import { comparison } from './shopper.mjs';
import { median } from './timing.mjs';

function sizes(bytes) {
  const quality = bytes.length > 2e6 ? 9 : 11;
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length };
}

/** `{ nsc, json }`, each with bytes, and for every step the median of wall clock and processor. */
export function startUp(Shop, name, ready, rounds) {
  const folder = `build/bench/${name}`;
  const { products, weights } = comparison(Shop, ready);
  const json = JSON.stringify(products.map(({ id, category, brand, price, tags, popularity }) => ({ id, category, brand, price, tags, popularity })));
  const shop = openShop(Shop, ready.bytes);
  makeProfile(shop, ready.shopper);
  const files = { products: `${folder}/products.json`, weights: `${folder}/weights.json`, profile: `${folder}/profile.json`, catalog: `${folder}/catalog.nsc` };
  writeFileSync(join(ROOT, files.products), json);
  writeFileSync(join(ROOT, files.weights), JSON.stringify([...weights]));
  writeFileSync(join(ROOT, files.profile), shop.export());
  shop.free();
  const run = (...args) => Array.from({ length: rounds }, () => JSON.parse(execFileSync(process.execPath, ['benches/startup.mjs', ...args], { cwd: ROOT, encoding: 'utf8' })));
  const steps = (runs) => {
    const names = Object.keys(runs[0]);
    const one = (value) => Object.fromEntries(names.map((step) => [step, median(runs.map((times) => value(times[step])))]));
    const sum = (value) => median(runs.map((times) => names.filter((step) => step !== 'second_list').reduce((all, step) => all + value(times[step]), 0)));
    return { ms: sum((t) => t.ms), cpu_ms: sum((t) => t.cpu_ms), steps_ms: one((t) => t.ms), steps_cpu_ms: one((t) => t.cpu_ms) };
  };
  const ours = steps(run('nsc', files.catalog, files.profile));
  const theirs = steps(run('json', files.products, files.weights));
  // Compiling is once a page, whatever the catalog; a browser keeps the compiled module.
  ours.cpu_ms_without_compile = ours.cpu_ms - ours.steps_cpu_ms.compile;
  return {
    nsc: { bytes: sizes(readFileSync(join(ROOT, files.catalog))), ...ours },
    json: { bytes: sizes(Buffer.from(json)), ...theirs },
    ratio_cpu: theirs.cpu_ms / ours.cpu_ms,
  };
}
