// Promise 11 where it is hardest to keep: other engines' arithmetic, and their WebAssembly.
import assert from 'node:assert/strict';
import { inputs } from '../golden/inputs.mjs';
import { compiled, PAGES, recorded, REPORTS, serve, sumOfText } from '../golden/serve.mjs';

let made;
/** The catalog takes seconds to compile: once for all browsers. */
const given = () => {
  if (made) return made;
  const { households, ...shop } = inputs();
  return (made = { catalog: compiled(shop), households });
};

const WANTED = [
  ...PAGES.map(([path, where]) => [path, `1,000 households get the recorded lists${where}`, recorded.lists]),
  [REPORTS, 'reports have the recorded bytes', recorded.reports],
];

export const checks = WANTED.map(([path, name, wanted]) => [`golden: ${name}`, { witness: false }, async (h) => {
  const { catalog, households } = given();
  const { origin } = await h.serve(() => serve(catalog, households));
  await h.page.go(origin + path);
  // A second on a quiet machine; JavaScript takes three times as long.
  await h.page.within(180_000, 'globalThis.made !== undefined || globalThis.broken');
  const { text, broken } = await h.page.js('return { text: globalThis.made, broken: globalThis.broken }');
  assert.equal(broken ?? '', '');
  if (wanted === recorded.lists) assert.equal(text.split('\n').length, households.length + 1);
  assert.equal(sumOfText(text), wanted);
}]);
