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

/** Where a runner begins to say what failed: ours, cargo's, Node's. */
const FAULT = /^(✗ |---- .+ ----$|\s*✖ )/;

/** What a runner said of each test that failed, at most `most` lines of each: for the end of a log of thousands. */
export function faults(text, most = 14) {
  const lines = text.replace(/\x1b\[[0-9;]*m/g, '').split(/\r?\n/);
  // Node names them once more at its end, and only there with the reason.
  const found = [];
  let room = 0;
  for (const line of lines.slice(lines.indexOf('✖ failing tests:') + 1)) {
    if (FAULT.test(line)) room = most;
    else if (!/^\s/.test(line) && /^([✓✔ℹ▸]|test |failures:|\w+: \d+ passed)/.test(line)) room = 0;
    if (room-- > 0 && line.trim()) found.push(line.slice(0, 300));
  }
  return found;
}

/**
 * Runs tests. One that dies, or that passes without a single test, is a failure too. After `limit` milliseconds it is
 * ended with everything it started; where nothing was counted, `tries` says how often it may begin.
 */
export async function tests(command, args, read, env = process.env, { limit, tries = 1 } = {}) {
  const { code, text } = await stream(command, args, env, limit);
  const { passed, failed } = count(text, read);
  if (passed + failed === 0 && tries > 1) {
    console.log(`↻ \`${command}\` ended with ${code} before any test; once more`);
    return tests(command, args, read, env, { limit, tries: tries - 1 });
  }
  if (code !== 0 && failed === 0) return broke(`\`${command}\` ended with ${code} without naming a failed test`, passed);
  if (code === 0 && passed + failed === 0) return broke(`\`${command}\` ran no test`);
  return { passed, failed, ...(failed && { faults: faults(text) }) };
}

/** Runs a command that only knows yes and no: one check. */
export async function check(command, args, env = process.env) {
  const { code } = await stream(command, args, env);
  return code === 0 ? { passed: 1, failed: 0 } : broke(`\`${[command, ...args].join(' ')}\` ended with ${code}`);
}

/** The counts of something that went wrong as a whole. */
export function broke(message, passed = 0) {
  console.error(`✗ ${message}`);
  return { passed, failed: 1, faults: [`✗ ${message}`] };
}

/** The sum of several counts. */
export function total(counts) {
  const sum = (key) => counts.reduce((all, one) => all + (one[key] ?? 0), 0);
  const said = counts.flatMap((one) => one.faults ?? []);
  return { passed: sum('passed'), failed: sum('failed'), ...(sum('skipped') && { skipped: sum('skipped') }), ...(said[0] && { faults: said }) };
}

function stream(command, args, env, limit) {
  const color = process.stdout.isTTY ? { CARGO_TERM_COLOR: 'always', FORCE_COLOR: '1' } : {};
  return new Promise((resolve) => {
    // With a limit it leads a group of its own, so that no browser outlives it.
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...color }, stdio: ['ignore', 'pipe', 'inherit'], detached: limit !== undefined });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
      process.stdout.write(part);
    });
    const end = limit === undefined ? () => {} : sweep(child, limit);
    child.on('error', (error) => (end(), resolve({ code: error.message, text })));
    child.on('exit', () => end());
    child.on('close', (code, signal) => resolve({ code: code ?? signal, text }));
  });
}

/** Ends a child's whole group after `limit` milliseconds, when this process is interrupted, or when the answer is called. */
function sweep(child, limit) {
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch { /* all of it has ended */ }
  };
  const interrupted = () => {
    kill();
    process.exit(130);
  };
  const timer = setTimeout(() => {
    console.error(`✗ no end after ${limit / 1000} s`);
    kill();
  }, limit);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
  return () => {
    clearTimeout(timer);
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted);
    kill();
  };
}
