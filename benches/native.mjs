// Building and asking the native harness (native.rs), and the native compiler. Not here: what it measures.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, ROOT } from '../scripts/setup/paths.mjs';
import { output, SetupError, step } from '../scripts/setup/run.mjs';

/** `compiler`: the path of `nearside`; `measure(jobs)`: milliseconds by shop, and how fast memory is read. */
export async function native() {
  const messages = await step('Native compiler and harness', () =>
    output('cargo', ['build', '--release', '--features', 'cli', '--bin', 'nearside', '--example', 'native', '--message-format', 'json-render-diagnostics']));
  const made = messages.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const program = (name) => made.find(({ target, executable }) => executable && target.name === name)?.executable;
  const [compiler, harness] = [program('nearside'), program('native')];
  if (!compiler || !harness) throw new SetupError('cargo built no native compiler or no harness; see Cargo.toml.');
  return { compiler, measure: (jobs) => ask(harness, jobs) };
}

function ask(harness, jobs) {
  const folder = join(BUILD, 'bench/viewed');
  mkdirSync(folder, { recursive: true });
  const args = jobs.flatMap(({ name, path, shopper }) => {
    const viewed = join(folder, `${name.replace(/\W/g, '-')}.json`);
    writeFileSync(viewed, JSON.stringify(shopper.viewed));
    return [name, join(ROOT, path), viewed];
  });
  return JSON.parse(execFileSync(harness, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}
