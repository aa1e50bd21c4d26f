// `npm run eval`: ranking quality of the shipped scoring on the real orders. Arguments go to `nearside eval`.
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';

const [feed, baskets] = ['feed.tsv', 'baskets.tsv'].map((name) => join(ROOT, 'build/shop', name));
const levels = join(ROOT, 'data/complete-journey/items.tsv.gz');
const quiet = { cwd: ROOT, stdio: ['ignore', 2, 'inherit'] };
if (!existsSync(feed)) execFileSync(process.execPath, ['scripts/shop-data.mjs'], quiet);
execFileSync('cargo', ['build', '--quiet', '--release', '--features', 'cli'], quiet);
const { target_directory: target } = JSON.parse(execFileSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], { cwd: ROOT, maxBuffer: 1 << 26 }));
try {
  execFileSync(join(target, 'release/nearside'), ['eval', feed, baskets, '--levels', levels, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
} catch (error) {
  process.exitCode = error.status ?? 1;
}
