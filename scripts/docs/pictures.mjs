// The pictures of docs/concepts.md, drawn from the engine's own facts: levels, where they keep, what they send, sources and
// days. Not here: words about them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST, ROOT } from '../setup/paths.mjs';

const INK = '#24301f', SOFT = '#5c6b55', LINE = '#b9c4b1', GROUND = '#fbfcf9', GREEN = '#2f6f3e', TINT = '#e4efe1';
const WORDS = {
  keeps: { nothing: ['keeps nothing'], tab: ['keeps in this tab:', 'session storage'], device: ['keeps on this device:', 'local storage'] },
  sends: { nothing: ['sends nothing'], counts: ['sends one blurred', 'answer a week at most'] },
};

/** The demo shop's facts, and what it declared: `{ facts, config }`. */
export async function demo() {
  const { open } = await import(pathToFileURL(join(DIST, 'index.js')));
  const config = JSON.parse(readFileSync(join(ROOT, 'www/shop/nearside.json'), 'utf8'));
  const nearside = await open({ storage: 'memory', config, catalog: new Uint8Array(readFileSync(join(ROOT, 'tests/catalog/golden.nsc'))) });
  return { facts: nearside.facts, config };
}

/** `[path, text]` of each picture. */
export function pictures({ facts }) {
  return [['docs/concepts-where.svg', where(facts)], ['docs/concepts-levels.svg', levels(facts)], ['docs/concepts-sources.svg', sources(facts)]];
}

const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const text = (x, y, words, { size = 14, weight = 400, fill = INK, anchor = 'middle' } = {}) => `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(words)}</text>`;
const box = (x, y, width, height, fill = '#fff', stroke = LINE) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${fill}" stroke="${stroke}"/>`;
const arrow = (x1, y1, x2, y2, dashed = false) => `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${GREEN}" stroke-width="2" fill="none" marker-end="url(#tip)"${dashed ? ' stroke-dasharray="5 5"' : ''}/>`;

function picture(width, height, title, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" role="img" aria-label="${escape(title)}">
<title>${escape(title)}</title>
<!-- made by scripts/docs/pictures.mjs -->
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${GREEN}"/></marker></defs>
<rect width="${width}" height="${height}" rx="14" fill="${GROUND}"/>
${parts.flat().join('\n')}
</svg>
`;
}

/** Two machines: what is made on the shop's, what stays on the shopper's. */
function where({ key, levels: all, never }) {
  const sending = all.filter(({ sends }) => sends !== 'nothing').map(({ name }) => name);
  return picture(880, 380, 'Where data live: the catalog at the shop, the profile in the shopper’s browser', [
    box(20, 20, 290, 340), text(165, 50, 'the shop', { size: 17, weight: 600 }),
    box(60, 75, 210, 48, TINT), text(165, 104, 'product feed'),
    box(60, 165, 210, 48, TINT), text(165, 194, 'nearside compile'), arrow(165, 123, 165, 162),
    box(60, 255, 210, 48, TINT), text(165, 284, 'catalog.nsc, a file'), arrow(165, 213, 165, 252),
    text(165, 335, 'knows no shopper', { fill: SOFT, size: 13 }),
    box(400, 20, 460, 340), text(630, 50, 'the shopper’s browser', { size: 17, weight: 600 }),
    box(430, 75, 180, 48, TINT), text(520, 104, 'your page'),
    box(430, 255, 180, 48, TINT), text(520, 284, 'the engine'),
    box(670, 165, 160, 78, TINT), text(750, 195, 'the profile'), text(750, 217, `storage key "${key}"`, { size: 12, fill: SOFT }),
    arrow(505, 123, 505, 252), text(497, 190, 'signals', { anchor: 'end', size: 12, fill: SOFT }), arrow(540, 252, 540, 126), text(548, 190, 'picks, reasons', { anchor: 'start', size: 12, fill: SOFT }),
    arrow(610, 270, 690, 246), arrow(720, 246, 614, 292),
    arrow(270, 279, 427, 279), text(350, 270, 'fetched', { size: 12, fill: SOFT }),
    arrow(430, 335, 280, 335, true), text(640, 340, `${sending.join(', ')} only: one blurred answer a week at most`, { size: 12, fill: SOFT }),
    text(630, 68, `never read: ${never.slice(0, 5).map((one) => one.replaceAll('-', ' ')).join(', ')} …`, { size: 11, fill: SOFT }),
  ]);
}

/** A column for each level. */
function levels({ levels: all }) {
  const width = 200;
  return picture(40 + all.length * (width + 20), 260, `What each level keeps and sends: ${all.map(({ name }) => name).join(', ')}`, all.map(({ name, keeps, sends }, at) => {
    const x = 30 + at * (width + 20), middle = x + width / 2;
    const words = (given, y) => given.map((line, row) => text(middle, y + row * 19, line, { size: 13 }));
    return [
      box(x, 20, width, 220), text(middle, 52, name, { size: 18, weight: 600, fill: GREEN }),
      text(middle, 78, keeps === 'nothing' ? 'everybody’s lists' : 'personal lists', { size: 13, fill: SOFT }),
      box(x + 16, 96, width - 32, 58, keeps === 'nothing' ? '#fff' : TINT), words(WORDS.keeps[keeps], keeps === 'nothing' ? 130 : 120),
      box(x + 16, 166, width - 32, 58, sends === 'nothing' ? '#fff' : '#f4e8d2'), words(WORDS.sends[sends], sends === 'nothing' ? 200 : 190),
    ].flat();
  }));
}

/** A bar for each source: how long what it noted counts, unless the shop or the shopper shortens it. */
function sources({ sources: all }) {
  const most = Math.max(...all.map(({ days }) => days));
  const row = 44;
  return picture(880, 50 + all.length * row, 'How long each source is kept, and which signals it has', all.map(({ name, days, signals }, at) => {
    const y = 30 + at * row;
    return [
      text(120, y + 18, name, { anchor: 'end', weight: 600 }),
      `<rect x="135" y="${y}" width="${Math.round((days / most) * 360)}" height="26" rx="6" fill="${TINT}" stroke="${LINE}"/>`,
      text(135 + Math.round((days / most) * 360) + (days < most / 2 ? 8 : -8), y + 18, `${days} days`, { anchor: days < most / 2 ? 'start' : 'end', size: 13 }),
      text(515, y + 18, signals.join(', '), { anchor: 'start', size: 13, fill: SOFT }),
    ];
  }).flat());
}
