// Running commands, and saying what is done and how long it took. Not here: which commands.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Something that a person has to put right; only its message is shown. */
export class SetupError extends Error {}

/** Runs a command in the project's folder with its output on this terminal; throws when it fails. */
export async function run(command, args, options) {
  await start(command, args, 'inherit', options);
}

/** What a command prints, with its messages on this terminal; throws when it fails. */
export function output(command, args, options) {
  return start(command, args, 'pipe', options);
}

function start(command, args, stdout, { env = process.env, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    // No standard input: nothing that is started here may wait for an answer.
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', stdout, 'inherit'] });
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part) => { text += part; });
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) =>
      code === 0 ? resolve(text) : reject(new SetupError(`\`${[command, ...args].join(' ')}\` ended with ${signal ?? code}.`)));
  });
}

/** What a command prints, or `undefined` when it fails or is not there. */
export function ask(command, args, { env = process.env, cwd = ROOT } = {}) {
  const answer = spawnSync(command, args, { env, cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}

/** What a command that failed has to say about it. */
export function complaint(command, args) {
  const answer = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  return (answer.error?.message ?? answer.stderr).trim();
}

/** The full path of a program on PATH. */
export function which(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder || '.', name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch { /* not in this folder */ }
  }
  return undefined;
}

/** `env` with folders put before everything else on PATH. */
export function withPath(env, ...folders) {
  return { ...env, PATH: [...folders, env.PATH].filter(Boolean).join(delimiter) };
}

/** `12.3 s` or `2 min 05 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** One line for a thing that was already there. */
export function ready(title, detail = 'ready') {
  console.log(`✓ ${title}: ${detail}`);
}

/** Does a piece of work between a line that announces it and a line that tells how long it took. */
export async function step(title, work) {
  const start = performance.now();
  console.log(`▸ ${title} …`);
  const result = await work();
  console.log(`✓ ${title} (${duration(performance.now() - start)})`);
  return result;
}

/** Runs a script's main function: errors for a person become one message and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof SetupError ? `\n✗ ${error.message}` : error);
    process.exit(1);
  }
}
