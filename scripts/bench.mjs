// `npm run bench [-- --json]`: speed of the built package in Node, against the code a shop's developer writes by
// hand, on the real catalog and in one run. Times depend on the machine; the ratios are what to compare.
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { measure } from '../benches/rank.mjs';
import { ROOT } from './setup/paths.mjs';

if (!existsSync(join(ROOT, 'dist/index.js')) || !existsSync(join(ROOT, 'build/site/catalog.nsc'))) {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 'inherit'] });
}
const found = await measure(ROOT);
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(found));
} else {
  const { items, facets, signals, milliseconds: ms, ratio } = found;
  console.log(`${items} items, a profile of ${signals} signals and ${facets} interests, medians in milliseconds\n`);
  for (const [name, time] of Object.entries(ms)) console.log(`${name.padEnd(44)} ${time.toFixed(3).padStart(9)}`);
  console.log(`\nmap + sort on objects takes ${ratio.toFixed(0)} times as long as recommend()`);
}
