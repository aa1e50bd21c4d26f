// Promise 11 where it is hardest to keep: other engines' arithmetic, and their WebAssembly.
import assert from 'node:assert/strict';
import { inputs } from '../golden/inputs.mjs';
import { compiled, PAGES, recorded, serve, sumOfText } from '../golden/serve.mjs';

let made;
/** The catalog takes seconds to compile: once for all browsers. */
const given = () => {
  if (made) return made;
  const { households, ...shop } = inputs();
  return (made = { catalog: compiled(shop), households });
};

export const checks = PAGES.map(([path, where]) => [`golden: 1,000 households get the recorded lists${where}`, { witness: false }, async (h) => {
  const { catalog, households } = given();
  const { origin } = await h.serve(() => serve(catalog, households));
  await h.page.go(origin + path);
  // A second on a quiet machine; JavaScript takes three times as long.
  await h.page.within(180_000, 'globalThis.made !== undefined || globalThis.broken');
  const { text, broken } = await h.page.js('return { text: globalThis.made, broken: globalThis.broken }');
  assert.equal(broken ?? '', '');
  assert.equal(text.split('\n').length, households.length + 1);
  assert.equal(sumOfText(text), recorded.lists);
}]);
