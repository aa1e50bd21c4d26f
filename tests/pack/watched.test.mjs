// The overlay for merchants asks the engine what the page asked it: what the engine takes, it takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { overlay } from '../../dist/debug.js';
import { open } from '../../dist/index.js';

test('a list with a place that is empty is given back as without the overlay', async () => {
  const nearside = await open({ catalog: new Uint8Array(readFileSync(new URL('../catalog/golden.nsc', import.meta.url))), storage: 'memory' });
  const list = [null, 'sku-001', undefined];
  assert.deepEqual(nearside.rerank(list), list);
  globalThis.document = {};
  const stop = overlay(nearside, { show: true });
  try {
    assert.deepEqual(nearside.rerank(list), list);
  } finally {
    stop();
  }
});
