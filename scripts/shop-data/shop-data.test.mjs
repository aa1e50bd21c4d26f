// The demo shop's names: complete, readable, told apart.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inventBrands } from './brands.mjs';
import { titleCase } from './shelves.mjs';
import { isCase, isFluid, readableSize } from './sizes.mjs';

const out = mkdtempSync(join(tmpdir(), 'nearside-shop-'));
after(() => rmSync(out, { recursive: true }));
execFileSync(process.execPath, [new URL('../shop-data.mjs', import.meta.url).pathname, out]);
const [header, ...rows] = readFileSync(join(out, 'shop/feed.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
const column = (name) => rows.map((row) => row[header.indexOf(name)]);

test('every product of the data is in the feed once', () => {
  assert.equal(rows.length, 25_483);
  assert.equal(new Set(column('id')).size, rows.length);
  assert.ok(rows.every((row) => row.length === header.length));
});

test('no two products have the same title', () => {
  const seen = new Map();
  for (const [at, title] of column('title').entries()) {
    assert.ok(!seen.has(title), `${title}: ${rows[seen.get(title)]?.[0]} and ${rows[at][0]}`);
    seen.set(title, at);
  }
});

test('no abbreviation of the raw data is left in a name', () => {
  const allowed = new Set(['TV', 'DVD', 'DVDs', 'T']);
  for (const text of [...column('title'), ...column('product_type')]) {
    for (const word of text.split(/[^\p{L}’]+/u)) {
      // An abbreviation is in capitals, has no vowel, or is one of the data's own short forms.
      const odd = /^\p{Lu}{2,}s?$/u.test(word) || /^[^aeiouy’àâéèê]{3,}$/i.test(word) || /^(frzn|refrig|pkgd|misc|asst|prep|seas)$/i.test(word);
      assert.ok(!odd || allowed.has(word) || /^\d?T$/.test(word), `${word} in ${text}`);
    }
  }
});

test('three levels everywhere, none empty', () => {
  for (const path of column('product_type')) assert.match(path, /^[^>]+[^ >] > [^>]+[^ >] > [^>]+$/);
});

test('every picture is there', () => {
  for (const image of new Set(column('image_link'))) assert.ok(existsSync(join(out, 'site', image)), image);
});

test('prices are dollars and never zero', () => {
  for (const price of column('price')) assert.match(price, /^$|^\d+\.\d\d USD$/);
  assert.ok(!column('price').includes('0.00 USD'));
  assert.equal(column('price').filter((price) => !price).length, 8);
});

test('baskets name only products of the feed, in the order of buyer and day', () => {
  const ids = new Set(column('id'));
  const lines = readFileSync(join(out, 'shop/baskets.tsv'), 'utf8').trimEnd().split('\n').slice(1);
  assert.equal(lines.length, 136_530);
  let before = [0, ''];
  for (const line of lines) {
    const [buyer, day, items] = line.split('\t');
    assert.match(day, /^201[78]-\d\d-\d\d$/);
    assert.ok(items.split(' ').every((id) => ids.has(id)), line);
    assert.ok(Number(buyer) > before[0] || (Number(buyer) === before[0] && day >= before[1]), line);
    before = [Number(buyer), day];
  }
});

test('a dozen different households, each with a year', () => {
  const { households } = JSON.parse(readFileSync(join(out, 'site/households.json'), 'utf8'));
  assert.equal(households.length, 12);
  assert.equal(new Set(households.map((household) => JSON.stringify(household.baskets))).size, 12);
  for (const { baskets } of households) assert.ok(baskets.length >= 45 && baskets.at(-1)[0] >= 330);
});

test('a brand depends on the number alone and is never shared', () => {
  const some = inventBrands([69, 764, 1251]);
  const all = inventBrands(Array.from({ length: 3000 }, (_, i) => i + 1));
  for (const [maker, name] of some) assert.equal(all.get(maker), name);
  assert.equal(new Set(all.values()).size, 3000);
});

test('sizes read as a shopper would say them', () => {
  const sizes = {
    '12 PK/12 OZ': '12 × 12 oz', '10.75 OZ': '10.75 oz', '14.0 OZ': '14 oz', '8 7/8 OZ': '8.875 oz', '1/2 GAL': '½ gal', 'A D 1 DZ': '1 dozen',
    '998690 PK': '1 pack', '32 LDS': '32 loads', '30 OZ/12 CT': '12 ct, 30 oz', '92 CT/SZ 4': '92 ct, size 4', '10-6.75 OZ': '10 × 6.75 oz',
    'MN15 VRDZSS': '', '': '', '20 OZ NR': '20 oz', '42-48 CT': '42–48 ct', '4 T-5 T/33 CT': '33 ct, 4T–5T', '.5 L': '0.5 L',
  };
  for (const [raw, words] of Object.entries(sizes)) assert.equal(readableSize(raw, false), words, raw);
  assert.equal(readableSize('12 PK/12 OZ', true), '12 × 12 fl oz');
  assert.equal(readableSize('0.5 FL OZ', true), '0.5 fl oz');
});

test('ounces of drinks are fluid, of coffee they are not', () => {
  assert.ok(isFluid(['Drinks', 'Juice', 'Grape juice']));
  assert.ok(!isFluid(['Drinks', 'Coffee', 'Ground coffee']));
  assert.ok(!isFluid(['Dairy & eggs', 'Milk & cream', 'Sour cream']));
});

test('a case size is not the size of what is sold', () => {
  assert.ok(isCase('PRODUCE', '13 LB', 1.78));
  assert.ok(!isCase('PRODUCE', '3 LB', 3.99));
  assert.ok(!isCase('GROCERY', '20 LB', 3.99));
});

test('titles keep capitals that are there', () => {
  assert.equal(titleCase('Waffles, pancakes & French toast'), 'Waffles, Pancakes & French Toast');
  assert.equal(titleCase('Ready-to-drink cocktail'), 'Ready-to-Drink Cocktail');
  assert.equal(titleCase('Premium beef hot dogs'), 'Premium Beef Hot Dogs');
});
