// The bytes inside dist/ are the bytes of the module.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode, moduleText } from './text-code.mjs';

async function roundTrip(bytes) {
  const { wasmBytes } = await import(`data:text/javascript,${encodeURIComponent(moduleText(bytes))}`);
  assert.deepEqual(wasmBytes(), bytes);
}

test('every byte comes back', () => roundTrip(Uint8Array.from({ length: 70_000 }, (_, i) => (i * i * 31 + (i >> 8)) & 255)));
test('no bytes come back as no bytes', () => roundTrip(new Uint8Array(0)));
test('one repeated byte comes back', () => roundTrip(new Uint8Array(1000).fill(255)));
test('frequent bytes take one character, the others two', () => {
  const bytes = Uint8Array.from([...new Array(500).fill(200), ...Array.from({ length: 256 }, (_, i) => i)]);
  const { text } = encode(bytes);
  assert.ok(text.length < 500 + 512);
  assert.ok(new Set(text.slice(0, 500)).size === 1);
});
test('the text needs no escape in a string, a template or an inline script', () => {
  const { text } = encode(Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) & 255));
  assert.match(text, /^[ -~]+$/);
  assert.doesNotMatch(text, /["'`\\$<]/);
});
