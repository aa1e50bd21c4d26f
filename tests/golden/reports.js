// Reports of the module of counts from coins that can be had again, as one text: the same code runs in Node and in a
// page, and `tests/golden.rs` makes the same natively.
const REPORTS = 2_000;
/** Cells, and whether at most 2 to 1. */
const DOMAINS = [[2, false], [4, false], [12, false], [64, false], [512, false], [2, true], [3, true], [12, true], [63, true], [510, true]];
const FIRST_DAY = 20_000;

/** `bytes`: the module; `imports`, `begin`, `sample`: its glue. */
export async function makeReports(bytes, { imports, begin, sample }) {
  const { instance } = await WebAssembly.instantiate(bytes, imports());
  begin(instance.exports);
  let word = 1;
  const coin = () => (word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
  let text = '';
  for (let at = 0; at < REPORTS; at++) {
    const [cells, strict] = DOMAINS[at % DOMAINS.length];
    const body = sample(`golden.${at}/1`, cells, strict, at % cells, (FIRST_DAY + at) * 86_400_000, Uint8Array.from({ length: 4096 }, coin));
    text += `${Array.from(body, (byte) => byte.toString(16).padStart(2, '0')).join('')}\n`;
  }
  return text;
}
