// `npm run ui:report [-- --json] [-- --only STATE]`: the elements in all their states, looks, languages, directions
// and widths, looked at by rules, by keyboard and against the clock; pictures of all in `build/ui`. Ends with 1 when
// any count is not 0; times are only shown. Not here: what is looked at (tests/elements/report).
import { mkdirSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from '../tests/elements/harness.mjs';
import { focus } from '../tests/elements/report/focus.mjs';
import { look } from '../tests/elements/report/look.mjs';
import { sheets } from '../tests/elements/report/sheet.mjs';
import { slow } from '../tests/elements/report/slow.mjs';
import { ours } from '../tests/elements/report/small.mjs';
import { DIRECTIONS, LANGUAGES, LOOKS, STATES, WIDTHS, windowsOf } from '../tests/elements/report/states.mjs';
import { MEASURED, TOOLS } from '../tests/elements/report/tools.mjs';
import { chromium } from './setup/browser.mjs';
import { BUILD } from './setup/paths.mjs';
import { duration, main, SetupError } from './setup/run.mjs';

const FOLDER = join(BUILD, 'ui');
const COUNTS = ['axe_violations', 'reflow_cut', 'trusted_types_blocked', 'focus_lost', 'contrast_failures', 'rtl_failures'];
/** Pages that are looked at side by side; more where other work shares the machine. */
const AT_ONCE = Number(process.env.AT_ONCE || 2);

/** Everything that a person reads goes to the other stream, so that `--json` gives nothing but JSON. */
console.log = console.error;

await main(async () => {
  const { json, only } = options();
  const begun = performance.now();
  const { browser: path } = await chromium();
  process.env.CHROME ||= path;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const states = Object.keys(STATES).filter((state) => state.includes(only ?? ''));
  const total = Object.fromEntries(COUNTS.map((name) => [name, 0]));
  const lines = [], seen = [], rows = new Map(states.map((state) => [state, { windows: 0, wrong: 0 }]));
  const count = (state, name, found, where) => {
    total[name] += found.length;
    rows.get(state).wrong += found.length;
    lines.push(...found.map((line) => `${name}: ${where}: ${line}`));
  };

  const h = await start();
  try {
    const load = loadavg()[0];
    // First, while nothing else of ours runs.
    const times = only ? undefined : await slow(h);
    let pressed = 0;
    const done = new Set();
    const jobs = states.flatMap((state) => LANGUAGES.flatMap((lang) => DIRECTIONS
      .filter((dir) => windowsOf(state, lang, dir))
      .map((dir) => async () => {
        for (const one of await look(h, { state, lang, dir, pictures: FOLDER })) {
          seen.push(one);
          rows.get(state).windows++;
          for (const [name, found] of Object.entries(one.found)) count(state, name, found, `${state}, ${lang} ${dir} ${one.look} ${one.width}`);
        }
      })));
    jobs.push(...states.map((state) => async () => {
      const { lost, pressed: more } = await focus(h, { state, done });
      pressed += more;
      count(state, 'focus_lost', lost, 'en');
    }));
    await side(jobs);
    const order = Object.keys(STATES);
    const pictures = seen.filter(({ file }) => file).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    const { index } = await sheets(h.browser, FOLDER, pictures);
    const result = { ...total, languages: LANGUAGES.length, states_checked: seen.length };
    const table = only ? '' : tools(await ours(h, total));
    console.log(lines.map((line) => `✗ ${line}`).join('\n'));
    const text = `${summary({ result, rows, pressed, times, load })}${table}\nPictures: ${pictures.length} in ${index}; ${duration(performance.now() - begun)} in all\n`;
    if (json) process.stdout.write(`${JSON.stringify({ ...result, ...(times && { slow: times }) })}\n`);
    else process.stdout.write(text);
    if (COUNTS.some((name) => total[name] > 0)) throw new SetupError('Not everything is as it should be; each finding is above.');
  } finally {
    await h.close();
  }
});

/** Does all of it, a few at a time. */
async function side(jobs) {
  const left = [...jobs];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  }));
}

function summary({ result, rows, pressed, times, load }) {
  const what = {
    axe_violations: 'axe-core: all WCAG A and AA rules and its best practice', contrast_failures: 'of these, text that is too faint',
    reflow_cut: 'words cut off, or scrolling to the side (320 × 256 px too)', trusted_types_blocked: 'breaches of the policy: Trusted Types, styles, scripts; script errors',
    focus_lost: `controls that Tab misses, or that leave the focus nowhere (${pressed} pressed)`, rtl_failures: 'boxes that are not the mirror image, or in the wrong direction',
  };
  const states = [...rows].map(([state, { windows, wrong }]) => `| ${state} | ${windows} | ${wrong} |`).join('\n');
  const counted = Object.entries(what).map(([name, words]) => `| ${words} | ${result[name]} |`).join('\n');
  const timed = times && `
| on a processor ${times.slower} times slower, 500 interests | measured | wanted |
|---|--:|--:|
| the panel opens | ${times.open_ms} ms | 150 ms |
${Object.entries(times.interactions).map(([name, ms]) => `| ${name}, to the next paint | ${ms} ms | 100 ms |`).join('\n')}
| layout shift | ${times.layout_shift.toFixed(2)} | 0.00 |

Medians of 5 in Chromium; the machine's load was ${load.toFixed(1)} before.
`;
  return `
| state | windows | wrong |
|---|--:|--:|
${states}

| looked for in ${result.states_checked} windows (${Object.keys(LOOKS).join(', ')}; ${LANGUAGES.join(', ')}; ${DIRECTIONS.join(', ')}; ${WIDTHS.join(', ')} px) | found |
|---|--:|
${counted}
${timed ?? ''}`;
}

function tools(cells) {
  const row = (list) => `| ${list.join(' | ')} |`;
  return `\n${row(['', 'ours', ...TOOLS])}\n${row(['---', '---', ...TOOLS.map(() => '---')])}\n${Object.entries(MEASURED).map(([name, list], at) => row([name, cells[at], ...list])).join('\n')}\n`;
}

function options() {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n  npm run ui:report -- [--json] [--only STATE]`);
  }
}
