// Running one test command: its output goes to the terminal as it comes, its counts are read from it.
// Not here: which commands there are.
import { spawn } from 'node:child_process';
import { ROOT } from '../setup/paths.mjs';

/** How the closing lines of each kind of runner are read: `[passed, failed]` of one line, or nothing. */
export const COUNTS = {
  /** cargo test, and wasm-pack through it: one line for each test binary. */
  rust: (line) => /^test result: \w+\. (\d+) passed; (\d+) failed;/.exec(line)?.slice(1),
  /** Node's runner with the `spec` reporter. */
  node: (line) => {
    const [, word, count] = /^ℹ (pass|fail|cancelled) (\d+)$/.exec(line) ?? [];
    return word && (word === 'pass' ? [count, 0] : [0, count]);
  },
  /** Our own: `e2e: 12 passed, 0 failed`. */
  plain: (line) => /^\w+: (\d+) passed, (\d+) failed$/.exec(line)?.slice(1),
};

/** Adds up what `read` finds in a text. */
export function count(text, read) {
  let [passed, failed] = [0, 0];
  for (const line of text.replace(/\x1b\[[0-9;]*m/g, '').split(/\r?\n/)) {
    const found = read(line.trimEnd());
    if (found) {
      passed += Number(found[0]);
      failed += Number(found[1]);
    }
  }
  return { passed, failed };
}

/** Runs tests. One that dies, or that passes without a single test, is a failure too. */
export async function tests(command, args, read, env = process.env) {
  const { code, text } = await stream(command, args, env);
  const { passed, failed } = count(text, read);
  if (code !== 0 && failed === 0) return broke(`\`${command}\` ended with ${code} without naming a failed test`, passed);
  if (code === 0 && passed + failed === 0) return broke(`\`${command}\` ran no test`);
  return { passed, failed };
}

/** Runs a command that only knows yes and no: one check. */
export async function check(command, args, env = process.env) {
  const { code } = await stream(command, args, env);
  return code === 0 ? { passed: 1, failed: 0 } : broke(`\`${[command, ...args].join(' ')}\` ended with ${code}`);
}

/** The counts of something that went wrong as a whole. */
export function broke(message, passed = 0) {
  console.error(`✗ ${message}`);
  return { passed, failed: 1 };
}

/** The sum of several counts. */
export function total(counts) {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
}

function stream(command, args, env) {
  const color = process.stdout.isTTY ? { CARGO_TERM_COLOR: 'always', FORCE_COLOR: '1' } : {};
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...color }, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
      process.stdout.write(part);
    });
    child.on('error', (error) => resolve({ code: error.message, text }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, text }));
  });
}
