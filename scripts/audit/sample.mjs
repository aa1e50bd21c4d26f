// A million reports of each of two answers out of the built WebAssembly, in Node and in Chromium: whether they are as far
// apart as ln 3, and no further. Not here: drawing them (sampling.js).
import { mkdirSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILD, ROOT } from '../setup/paths.mjs';
import { files, inPage } from './page.mjs';

const [CELLS, SHOWN] = [64, 16];
/** How often a report shows the true cell, and any other. */
const [P, Q] = [1 / 2, (2 * SHOWN - 1) / (2 * (CELLS - 1))];
/** Deviations that are allowed, and how far below lies what it is at least: of few reports one can say less. */
const LONG = { wide: 4, below: 3.09, cell: 4.5 };
const QUICK = { wide: 5.5, below: 5.5, cell: 5.5 };

export async function sample({ browser, quick }) {
  const number = quick ? 20_000 : 1_000_000;
  const places = { Node: await inNode(number), Chromium: await inChromium(browser, number) };
  const rows = Object.entries(places).flatMap(([where, found]) => judged(where, found));
  // The worse of the two stands for both.
  const figures = Object.values(places).map(({ alone: [a, b] }) => Math.log(a / b)).sort((a, b) => Math.abs(b - Math.log(3)) - Math.abs(a - Math.log(3)));
  return { figures: { eps_hat: figures[0], n: number }, rows };
}

function judged(where, { number, shown, alone, odd, microseconds }) {
  const [a, b] = alone;
  const epsilon = Math.log(a / b);
  const { wide, below, cell: most } = number < 1_000_000 ? QUICK : LONG;
  const deviation = Math.sqrt((1 - a / number) / a + (1 - b / number) / b);
  const bound = number < 1_000_000 ? wide * deviation : 0.012;
  const advantage = (shown[0][0] - shown[1][0]) / number;
  const width = number < 1_000_000 ? wide * Math.sqrt((P * (1 - P) + Q * (1 - Q)) / number) : 0.00265;
  const zs = shown.flatMap((cells, truth) => cells.map((seen, cell) => {
    const rate = cell === truth ? P : Q;
    return Math.abs(seen - number * rate) / Math.sqrt(number * rate * (1 - rate));
  }));
  const largest = Math.max(...zs);
  const lower = epsilon - below * deviation;
  return [
    { what: `${where}: ε of ${number} reports a side`, found: epsilon.toFixed(4), bound: `ln 3 = 1.0986 ± ${bound.toFixed(3)}`, ok: Math.abs(epsilon - Math.log(3)) <= bound },
    { what: `${where}: it is at least, ${below} deviations below`, found: lower.toFixed(4), bound: '≤ ln 3', ok: lower <= Math.log(3) },
    { what: `${where}: one bit is right more often than wrong by`, found: advantage.toFixed(4), bound: `${(P - Q).toFixed(4)} ± ${width.toFixed(4)}`, ok: Math.abs(advantage - (P - Q)) <= width },
    { what: `${where}: ${zs.length} cells, the largest |z|`, found: largest.toFixed(2), bound: `< ${most}`, ok: largest < most },
    { what: `${where}: reports without exactly ${SHOWN} ones`, found: odd, bound: '0', ok: odd === 0 },
    { what: `${where}: microseconds a report, with reading it`, found: microseconds.toFixed(1), note: true },
  ];
}

async function inNode(number) {
  // Beside the module's glue, which it imports.
  const folder = join(BUILD, 'audit/sample');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(BUILD, 'wasm/counts.js'), join(folder, 'counts.js'));
  copyFileSync(join(ROOT, 'scripts/audit/sampling.js'), join(folder, 'sampling.js'));
  const { reports } = await import(pathToFileURL(join(folder, 'sampling.js')));
  return reports(readFileSync(join(BUILD, 'wasm/counts.wasm')), number);
}

function inChromium(browser, number) {
  const served = files({ '/sampling.js': 'scripts/audit/sampling.js', '/counts.js': 'build/wasm/counts.js', '/counts.wasm': 'build/wasm/counts.wasm' });
  return inPage(browser, served, (page) => page.evaluate(async (number) => {
    const { reports } = await import('/sampling.js');
    return reports(await (await fetch('/counts.wasm')).arrayBuffer(), number);
  }, number));
}
