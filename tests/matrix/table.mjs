// The matrix for people: a line on the terminal, and the table in README.md. Not here: how a row comes about.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup/paths.mjs';

const README = join(ROOT, 'README.md');
const BLOCK = /(<!-- made by npm run pack:matrix -- --write -->\n)[^]*?(<!-- end -->)/;

const kilobytes = (bytes) => (bytes === null ? '–' : `${(bytes / 1000).toFixed(1)} kB`);
const milliseconds = (ms) => (ms === null ? '–' : `${ms} ms`);

export function forPeople({ project, ok, ms_to_first_picks: ms, bytes_brotli: bytes, fault }) {
  const line = `${ok ? '✓' : '✗'} ${project.padEnd(24)} ${milliseconds(ms).padStart(9)} ${kilobytes(bytes).padStart(10)}`;
  return fault ? `${line}\n${fault.trim().replace(/^/gm, '    ')}` : line;
}

/** Puts the rows into README.md. */
export function writeReadme(results) {
  const lines = ['| built with | first picks | scripts and styles, brotli |', '|---|--:|--:|',
    ...results.map(({ project, ms_to_first_picks: ms, bytes_brotli: bytes }) => `| ${project} | ${milliseconds(ms)} | ${kilobytes(bytes)} |`)];
  writeFileSync(README, readFileSync(README, 'utf8').replace(BLOCK, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`));
}

/** The rows that README.md names. */
export function inReadme() {
  const [block = ''] = BLOCK.exec(readFileSync(README, 'utf8')) ?? [];
  return [...block.matchAll(/^\| (?!built with|---)(.+?) \|/gm)].map(([, name]) => name);
}
