// The native half of the audit: building tests/audit/native.rs and the collector, and asking it. Not here: bounds.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../setup/paths.mjs';
import { output, SetupError, step } from '../setup/run.mjs';

const MOST = 1 << 26;

/** With cargo's profile. `ask('enumeration', …)` → what the harness answers; `nearside`: the path of the command line. */
export async function native(profile) {
  const made = await step('Native harness and collector', () => build(['--features', 'cli', '--bin', 'nearside'], { profile }));
  const { audit, nearside } = made;
  return { nearside, ask: asker(audit, { NEARSIDE: nearside }) };
}

/** Builds the harness, in `cwd` where it is a copy with a fault in it: paths of programs by name. */
export async function build(more, { cwd = ROOT, profile }) {
  const messages = await output('cargo', ['build', '--quiet', '--locked', '--profile', profile, '--example', 'audit', ...more, '--message-format', 'json-render-diagnostics'], { cwd });
  const made = messages.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)).filter(({ executable }) => executable);
  const programs = Object.fromEntries(made.map(({ target, executable }) => [target.name, executable]));
  if (!programs.audit) throw new SetupError('cargo built no harness of the audit; see Cargo.toml.');
  return programs;
}

export const asker = (program, env = {}) => async (...args) => {
  const { stdout } = await promisify(execFile)(program, args.map(String), { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: MOST });
  return JSON.parse(stdout);
};
