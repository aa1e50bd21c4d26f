// Runs as it is in Node and in a page: many reports of two true cells out of the built WebAssembly, with coins from
// `crypto.getRandomValues`. Not here: bounds (sample.mjs).
import { begin, imports, sample } from './counts.js';

const CELLS = 64;
/** Bytes of chance for one report: twice what 64 coins take, for the few that are refused. */
const COINS = 512;
/** As much as one call gives. */
const POOL = 65_536;

/** A way to draw reports: `draw(truth)` gives the cells of a fresh one, as eight bytes each. */
async function sampler(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, imports());
  begin(instance.exports);
  const pool = new Uint8Array(POOL);
  let used = POOL;
  const fresh = () => {
    if (used === POOL) used = crypto.getRandomValues(pool).length - POOL;
    used += COINS;
    return pool.subarray(used - COINS, used);
  };
  const make = (truth) => sample('category.click/1', CELLS, false, truth, Date.UTC(2026, 10, 22), fresh());
  // Where the cells begin: field 6 of the point, 512 bytes, which stands once.
  const first = make(0);
  const at = first.findIndex((byte, at) => byte === 0x32 && first[at + 1] === 0x80 && first[at + 2] === 0x04) + 3;
  if (at < 3 || make(0).length !== first.length) throw new Error('a report that is not read');
  return { make, at };
}

/** How often each cell was shown, for reports of cell 0 and of cell 1; and how often one of the two stood there alone. */
export async function reports(bytes, number) {
  const { make, at } = await sampler(bytes);
  const shown = [new Array(CELLS).fill(0), new Array(CELLS).fill(0)];
  const alone = [0, 0];
  let odd = 0;
  const start = performance.now();
  for (const truth of [0, 1]) {
    for (let done = 0; done < number; done++) {
      const body = make(truth);
      let ones = 0;
      for (let cell = 0; cell < CELLS; cell++) {
        if (body[at + 8 * cell] === 1) {
          shown[truth][cell]++;
          ones++;
        }
      }
      if (ones !== CELLS / 4) odd++;
      if (body[at] === 1 && body[at + 8] === 0) alone[truth]++;
    }
  }
  return { number, shown, alone, odd, microseconds: ((performance.now() - start) * 1000) / (2 * number) };
}
