// Skipping a step whose inputs are those of its last run. Not here: any step.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILD, ROOT } from '../setup/paths.mjs';
import { ready, step } from '../setup/run.mjs';

/**
 * Does `work`, unless every output is there and neither the bytes below `inputs` (files or folders,
 * from the project's folder) nor the `facts` (versions, options) differ from the last time it succeeded.
 */
export async function whenChanged(title, { inputs, facts = [], outputs }, work) {
  const stamp = join(BUILD, 'stamps', title.replace(/\W+/g, '-'));
  const now = fingerprint(inputs, facts);
  if (outputs.every((path) => existsSync(join(ROOT, path))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return ready(title, 'unchanged');
  }
  rmSync(stamp, { force: true });
  await step(title, work);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function fingerprint(inputs, facts) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of inputs.flatMap(files).sort()) {
    const bytes = readFileSync(join(ROOT, path));
    hash.update(`\n${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** The files at or below a path, from the project's folder; none when there is nothing. */
export function files(path) {
  const found = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!found) return [];
  return found.isDirectory() ? readdirSync(join(ROOT, path)).flatMap((name) => files(`${path}/${name}`)) : [path];
}
