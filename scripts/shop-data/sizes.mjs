// Package sizes in words a shopper reads: `12 PK/12 OZ` → `12 × 12 fl oz`.

// Longest first: `SQ FT` before `FT`, `LOADS` before `L`.
const units = [
  ['SQ FT', 'sq ft'], ['CU IN', 'cu in'], ['FL OZ', 'fl oz'], ['CELL PK', 'cell pack'],
  ['LOADS?|LDS?', 'loads'], ['STEMS?', 'stems'], ['USES?', 'uses'], ['SHEETS?', 'sheets'], ['CUPS?', 'cups'],
  ['GALON|GAL|GA', 'gal'], ['YDS?', 'yd'], ['FOOT|FT', 'ft'], ['DOZ|DZ', 'dozen'], ['PCS?', 'pieces'], ['PKS?|P', 'pack'],
  ['KIT', 'kit'], ['OZS?|O|Z', 'oz'], ['LBS?', 'lb'], ['CT', 'ct'], ['QT', 'qt'], ['PT', 'pt'], ['ML', 'ml'], ['LT|L', 'L'],
  ['GM|G', 'g'], ['MG', 'mg'], ['MM', 'mm'], ['CM', 'cm'], ['IN', 'in'], ['BAR', 'bars'], ['BAGS', 'bags'],
].map(([pattern, word]) => [new RegExp(`^(?:${pattern})(?![A-Z])`), word]);
const one = { loads: 'load', stems: 'stem', uses: 'use', sheets: 'sheet', cups: 'cup', pieces: 'piece', bars: 'bar', bags: 'bag' };
const alone = { CTN: 'carton', DZ: '1 dozen', 'CELL PK': 'cell pack', 'PK/2.5 OZ': '2.5 oz', '3 X5 100 CT': '3 × 5 in, 100 ct', '2 LB(32 OZ)': '2 lb', '2 LB 6 OZ': '2 lb 6 oz', '12 PK/300 OZ': '12 pack, 300 oz', '15 PK/46.5 Z': '15 pack, 46.5 oz', '8 PK/24.8 OZ': '8 pack, 24.8 oz', '2416.9 OZ': '24 × 16.9 oz', '3/16 OZ': '0.19 oz', PT: '1 pt', QT: '1 qt', GAL: '1 gal', LB: '1 lb', L: '1 L', OZ: '', PK: '1 pack', 'HALF GAL': '½ gal', MINI: 'mini', LARGE: 'large', MED: 'medium', 'MED/30 PK': '30 pack', SMALL: 'small', SML: 'small', SOFT: '', 'ASSTD/8 IN': '8 in', 'XL/6 PK': '6 pack', 'XL/3 PK': '3 pack' };
const halves = { '1/2': '½', '1/3': '⅓', '1/4': '¼', '3/4': '¾', '5/8': '⅝' };
const number = String.raw`\d*\.?\d+`;

const tidy = (text) => String(Number(text));
const counted = new Set(['ct', 'pack', 'loads', 'pieces', 'stems', 'uses', 'sheets', 'bars', 'bags', 'dozen', 'cell pack', 'kit', 'cups']);

/** Reads `<number> <unit>` at the start of `text`; returns `{ count, unit, rest }`. */
function measure(text) {
  let match = /^(\d+)[ -](\d)\/(\d+) ?/.exec(text); // 8 7/8 OZ
  let count = match && Number(match[1]) + Number(match[2]) / Number(match[3]);
  if (!match) {
    match = new RegExp(`^(${number}) ?`).exec(text);
    count = match && Number(match[1]);
  }
  if (!match) return undefined;
  const rest = text.slice(match[0].length).trimStart();
  for (const [pattern, unit] of units) {
    const found = pattern.exec(rest);
    if (found) return { count, unit, rest: rest.slice(found[0].length).trim() };
  }
  return undefined;
}

const show = ({ count, unit }) => (unit === 'kit' && count === 1 ? '1 kit' : `${tidy(count.toFixed(3))} ${count === 1 ? (one[unit] ?? unit) : unit}`);

/** A size in words, or `''` where the data has none that means anything. `fluid`: ounces are fluid ounces. */
export function readableSize(raw, fluid) {
  const words = plain(raw);
  return fluid ? words.replace(/(?<!fl )oz\b/g, 'fl oz') : words;
}

function plain(raw) {
  let text = raw
    .replace(/_/g, ' ')
    .replace(/\b1\.O\b/, '1.0').replace(/\b12 0 Z\b/, '12 OZ').replace(/(\d)\. (\d)/, '$1.$2').replace(/(\d)\. OZ/, '$1 OZ').replace(/^15 00 /, '15 ')
    .replace(/^\d{5,6} /, '') // an order code in front
    .replace(/^(?:A D|ALL|[NLBR]) ?(?=[\d.])/, '') // a region flag in front
    .replace(/\b(\d+)T?-(\d+)T/, '$1T-$2T');
  if (text in alone) return alone[text];
  const toddler = /^(\d) T-(\d) T\/(\d+) CT/.exec(text);
  if (toddler) return `${toddler[3]} ct, ${toddler[1]}T–${toddler[2]}T`;
  const half = /^(1\/2|1\/3|1\/4|3\/4|5\/8) ?(?:X ?(\d+) ?)?(OZ|GAL|PT|LB|L|IN|FT)\b/.exec(text);
  if (half) return `${halves[half[1]]} ${half[2] ? `× ${half[2]} ` : ''}${half[3] === 'L' ? 'L' : half[3].toLowerCase()}`;
  const area = new RegExp(`^(${number}) ?X ?(${number}) (IN|YD|FT)`).exec(text);
  if (area) return `${tidy(area[1])} × ${tidy(area[2])} ${area[3].toLowerCase()}`;
  const range = /^(\d+)[-/](\d+) (CT|STEM|LB)/.exec(text);
  if (range && Number(range[1]) > 1 && Number(range[2]) > Number(range[1]) && (range[3] !== 'CT' || Number(range[1]) > 12)) return `${range[1]}–${range[2]} ${range[3] === 'STEM' ? 'stems' : range[3].toLowerCase()}`;
  const behindEach = new RegExp(`^(${number} OZ)\\((\\d)\\)$`).exec(text); // 10.5 OZ(6)
  if (behindEach) text = `${behindEach[2]}/${behindEach[1]}`;
  if (/^1-[\d.]+ LB$/.test(text)) return text.replace('-', '–').toLowerCase();
  const times = new RegExp(`^(\\d+)(?:(?: PK| P| CT)? ?[/-] ?| PK )(${number}) ?(OZ|O|Z|ML|LT|L|LB)\\b`).exec(text); // 12/12 OZ, 6 PK/8 OZ
  const each = times && measure(`${times[2]} ${times[3]}`);
  if (each && / CT/.test(times[0])) return `${times[1]} ct, ${show(each)}`;
  if (each) return `${times[1]} × ${show(each)}`;
  const packs = /^(\d)\/(\d+) CT$/.exec(text); // 2/20 CT
  if (packs) return `${packs[1]} × ${packs[2]} ct`;
  const first = measure(text);
  if (!first) return '';
  const behind = first.rest.replace(/^[/(\s-]+/, '').replace(/\).*$/, '');
  const size = /SZ (\d)/.exec(behind);
  if (size) return `${show(first)}, size ${size[1]}`;
  const second = measure(behind);
  if (second?.unit === 'ct' && first.unit === 'pack') return `${tidy(first.count)} × ${show(second)}`; // 3 PK/100 CT
  if (second && counted.has(second.unit) && first.unit !== 'kit') {
    if (second.unit === 'pack') return `${tidy(second.count)} × ${show(first)}`; // 12 OZ/12 PK
    return `${show(second)}, ${show(first)}`;
  }
  if (second) return `${show(first)}, ${show(second)}`;
  return show(first);
}

const fluidAisles = new Set(['Soft drinks', 'Water', 'Juice', 'Sports & energy drinks', 'Beer', 'Wine', 'Spirits & mixers', 'Chilled juice', 'Milk & cream', 'Juice concentrate', 'Natural juice & tea']);
const fluidShelves = /^(Bottled sweet|Canned sweet|Sweetened iced|Unsweetened iced|Natural iced|Natural chilled juice|Organic|Soy|Rice) (tea|milk|drinks|juice)$|^Natural chilled juice$/;

/** Whether ounces on a shelf (department, aisle, shelf) are fluid ounces. */
export const isFluid = ([, aisle, shelf]) => (fluidAisles.has(aisle) && !/powder|cream$|salt/i.test(shelf)) || fluidShelves.test(shelf);

/** Whether a size is that of the case it came in and not of what is sold: `13 LB` of tomatoes at 1.78. */
export function isCase(department, raw, price) {
  const amount = new RegExp(`^(?:A D |ALL |[NLBR] )?(${number})(?:-${number})? ?(LB|CT)`).exec(raw);
  if (!amount) return false;
  const each = price / Number(amount[1]);
  if (department === 'PRODUCE' || department === 'SALAD BAR') return amount[2] === 'LB' ? each < 0.3 : each < 0.12;
  if (/^(MEAT|SEAFOOD|DELI|FLORAL)/.test(department)) return amount[2] === 'LB' && each < 0.7;
  return false;
}
