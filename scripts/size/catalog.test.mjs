// Reading section tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatalog } from './catalog.mjs';

function catalog(items, sections) {
  const head = Buffer.alloc(32 + sections.length * 16);
  head.write('nsc\n', 'latin1');
  head.writeUInt16LE(1, 4);
  head.writeUInt16LE(sections.length, 6);
  head.writeUInt32LE(items, 8);
  let at = head.length;
  sections.forEach(([kind, bytes], i) => {
    head.write(kind, 32 + i * 16, 'latin1');
    head.writeUInt32LE(at, 36 + i * 16);
    head.writeUInt32LE(bytes.length, 40 + i * 16);
    at += bytes.length;
  });
  return Buffer.concat([head, ...sections.map(([, bytes]) => bytes)]);
}

test('cards, ids and neighbors are not in the bytes per item', () => {
  const sizes = readCatalog(catalog(10, [['rows', Buffer.alloc(100)], ['card', Buffer.alloc(5000)], ['ids ', Buffer.alloc(70)], ['idix', Buffer.alloc(30)]]));
  assert.equal(sizes.items, 10);
  assert.equal(sizes.core.raw, 100);
  assert.equal(sizes.bytes_per_item_gzip, sizes.core.gzip / 10);
  assert.equal(sizes.cards.raw, 5000);
  assert.equal(sizes.ids.raw, 100);
  assert.deepEqual(sizes.neighbors, { raw: 0, gzip: 0 });
  assert.deepEqual(Object.keys(sizes.sections), ['rows', 'card', 'ids', 'idix']);
});
test('something else is not a catalog', () => assert.throws(() => readCatalog(Buffer.from('<!doctype html>')), /not a catalog/));
