// Reports as a browser writes them, and as it never would: OTLP/HTTP in protobuf, written from the published description
// of the format and independent of the Rust side. Not here: sending them.

export const DAY = 86_400_000;

/** One question of each kind. */
export const CONFIG = {
  shop: 'x',
  counts: {
    questions: {
      funnel: { purpose: 'How far <b>visitors</b> get' },
      'category.view': { purpose: 'What is looked at' },
      'arm.picks': { purpose: 'Whether picks & "lists" help', outcome: 'ordered' },
      'paired.order': { purpose: 'Which order is better' },
    },
  },
};

/** Coins that can be had again: mulberry32, by T. Ettinger. */
export function coins(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A report of this question: its name, arm, cells of 0 and 1, and the day, each of which can then be made wrong. */
export function report({ name, arms, size, ones }, coin, day) {
  const cells = new Array(size).fill(0);
  for (let left = ones; left > 0;) {
    const at = Math.floor(coin() * size);
    if (!cells[at]) left--;
    cells[at] = 1;
  }
  const attributes = [['q', name]];
  if (arms) attributes.push(['arm', coin() < 0.5 ? 'without' : 'with']);
  return { start: BigInt(day) * 86_400_000_000_000n, end: BigInt(day + 1) * 86_400_000_000_000n, count: BigInt(ones), cells, attributes, temporality: [1], resource: [] };
}

/** Its bytes. */
export function bytes({ start, end, count, cells, attributes, temporality, resource }) {
  const text = (words) => new TextEncoder().encode(words);
  const point = [
    ...fixed(2, start), ...fixed(3, end), ...fixed(4, count),
    ...part(6, cells.flatMap((cell) => eight((view) => view.setBigUint64(0, BigInt(cell), true)))),
    ...part(7, cells.slice(1).flatMap((_, k) => eight((view) => view.setFloat64(0, k + 0.5, true)))),
    ...attributes.flatMap(([key, value]) => part(9, [...part(1, text(key)), ...part(2, part(1, text(value)))])),
  ];
  const histogram = [...part(1, point), 2 << 3, ...temporality];
  const metric = [...part(1, text('nearside.report')), ...part(3, text('1')), ...part(9, histogram)];
  const scope = [...part(1, text('nearside.counts')), ...part(2, text('1'))];
  return Uint8Array.from(part(1, [...resource, ...part(2, [...part(1, scope), ...part(2, metric)])]));
}

function eight(write) {
  const buffer = new ArrayBuffer(8);
  write(new DataView(buffer));
  return [...new Uint8Array(buffer)];
}

const fixed = (field, value) => [(field << 3) | 1, ...eight((view) => view.setBigUint64(0, value, true))];

function part(field, value) {
  const length = [];
  let left = value.length;
  for (; left > 127; left >>>= 7) length.push((left & 127) | 128);
  return [(field << 3) | 2, ...length, left, ...value];
}

/** Today, with some minutes left of it: what a test sends must not become too old under its hands. */
export async function today() {
  while (DAY - (Date.now() % DAY) < 180_000) await new Promise((done) => setTimeout(done, 1000));
  return Math.floor(Date.now() / DAY);
}

export const TYPE = { 'content-type': 'application/x-protobuf' };
