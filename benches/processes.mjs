// Measurements that get a process of their own, so that none warms or crowds another. Not here: what they do
// (node.mjs, track.mjs, rivals/run.mjs).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/setup/paths.mjs';
import { ask, run, SetupError, step } from '../scripts/setup/run.mjs';
import { LIBRARIES } from './rivals/libraries.mjs';

/** Objects of a million products need more than Node gives by itself. */
const ROOMY = '--max-old-space-size=12000';
/** A library that takes longer than this, to get ready and to answer, is stopped. */
const MOST_SECONDS = 90;

function node(script, ...args) {
  return JSON.parse(execFileSync(process.execPath, [ROOMY, join(ROOT, 'benches', script), ...args], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** One shop: our engine and what is written by hand, and how they compare. */
export function inNode({ name, path, shape, quick }) {
  console.error(`  Node: ${name}`);
  const own = node('node.mjs', JSON.stringify({ path, shape, quick, byHand: true }));
  const { map_sort: slow, typed_arrays: quickest } = own.by_hand;
  return { ...own, ratio_map_sort: slow.ms / own.ms, ratio_typed_arrays: quickest.ms / own.ms, ratio_full_scan: own.ms_full_scan / own.ms };
}

/** One signal with a year behind it. */
export function tracking(spec) {
  const { stored, ...result } = node('track.mjs', JSON.stringify(spec));
  if (!stored) throw new SetupError('The signals were not written; what was timed is not tracking.');
  return result;
}

/** Every library on one shop, but for those that were too slow on a `smaller` one. */
export async function libraries({ name, path, shape }, smaller = {}) {
  await install();
  const results = {};
  for (const [library, { asked }] of Object.entries(LIBRARIES)) {
    if (smaller[library]?.failed) {
      results[library] = { asked, failed: smaller[library].failed };
      continue;
    }
    console.error(`  ${library}: ${name}`);
    const spec = JSON.stringify({ path, shape });
    const done = spawnSync(process.execPath, [ROOMY, join(ROOT, 'benches/rivals/run.mjs'), library, spec], { cwd: ROOT, encoding: 'utf8', timeout: MOST_SECONDS * 1000, killSignal: 'SIGKILL' });
    const line = done.stdout?.trim().split('\n').at(-1) ?? '';
    results[library] = done.status === 0 && line.startsWith('{') ? { asked, ...JSON.parse(line) }
      : { asked, failed: done.error?.code === 'ETIMEDOUT' ? `over ${MOST_SECONDS} s` : (/^\w*Error.*$/m.exec(done.stderr ?? '')?.[0] ?? `ended with ${done.signal ?? done.status}`) };
  }
  return results;
}

/** The libraries, exactly as the lock file names them. They are never a part of the package. */
async function install() {
  const has = () => existsSync(join(ROOT, 'benches/node_modules/.package-lock.json'));
  if (has() && ask('npm', ['ls', '--silent'], { cwd: join(ROOT, 'benches') }) !== undefined) return;
  await step('Libraries to compare with', () => run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: join(ROOT, 'benches') }));
}
