// The native command, built and started as shops do. Not here: what is sent to it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from '../../scripts/setup/paths.mjs';

/** The path of `nearside`, built. */
export function nearside() {
  const args = ['build', '--features', 'cli', '--bin', 'nearside', '--message-format', 'json-render-diagnostics'];
  const lines = execFileSync('cargo', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
  for (const line of lines.split('\n')) {
    const message = line.startsWith('{') ? JSON.parse(line) : {};
    if (message.executable && message.target.name === 'nearside') return message.executable;
  }
  throw new Error('cargo built no nearside');
}

/** Starts a program that says in its first lines where it listens; those lines' addresses, and how to end it. */
export async function started(command, args, lines, options) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const said = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => { said.err += text; });
  const ended = once(child, 'exit').then(([code]) => code);
  const urls = [];
  const reader = createInterface({ input: child.stdout });
  await Promise.race([
    new Promise((ready) => reader.on('line', (line) => {
      said.out += `${line}\n`;
      urls.push(/http:\S+/.exec(line)?.[0]);
      if (urls.length === lines) ready();
    })),
    ended.then((code) => { throw new Error(`${command} ended with ${code}: ${said.err}`); }),
  ]);
  return { urls, said, stop(signal) { child.kill(signal); return ended; } };
}

/** `nearside collect` in a folder: `[reports, totals]`. */
export function collect(binary, folder, ...more) {
  return started(binary, ['collect', '--listen', '127.0.0.1:0', '--show', '127.0.0.1:0', ...more], 2, { cwd: folder });
}
