// What counts as loaded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apart, reachable } from './reachable.mjs';

const at = (path, kind = 'import-statement') => ({ path, kind });
const outputs = {
  'a.js': { bytes: 1, imports: [at('b.js'), at('c.js', 'dynamic-import'), { path: 'node:fs', kind: 'import-statement', external: true }] },
  'b.js': { bytes: 1, imports: [at('a.js')] },
  'c.js': { bytes: 1, imports: [at('en.js', 'dynamic-import'), at('de.js', 'dynamic-import'), at('js.js', 'dynamic-import'), at('again.js', 'dynamic-import'), at('shards.js', 'dynamic-import'), at('rights.js', 'dynamic-import'), at('counts.js', 'dynamic-import'), at('share.js', 'dynamic-import')] },
  'again.js': { bytes: 9, imports: [], entryPoint: 'www/start.ts?again' },
  'counts.js': { bytes: 9, imports: [], entryPoint: 'www/counts/index.ts' },
  'rights.js': { bytes: 9, imports: [], entryPoint: 'www/rights/index.ts' },
  'share.js': { bytes: 9, imports: [], entryPoint: 'www/elements/panel/share/index.tsx' },
  'shards.js': { bytes: 9, imports: [], entryPoint: 'www/shards.ts' },
  'js.js': { bytes: 9, imports: [], entryPoint: 'build/wasm/javascript.js' },
  'en.js': { bytes: 5, imports: [], entryPoint: 'www/locales/en.ts' },
  'de.js': { bytes: 7, imports: [], entryPoint: 'www/locales/de.ts' },
};

test('static imports, in circles too', () => assert.deepEqual(reachable(outputs, 'a.js', { lazy: false }), ['a.js', 'b.js']));
test('lazy ones, with the largest language only', () => assert.deepEqual(reachable(outputs, 'a.js', { lazy: true }), ['a.js', 'b.js', 'c.js', 'de.js']));
test('the largest language by another measure', () => {
  const weigh = (path) => (path === 'en.js' ? 2 : 1);
  assert.deepEqual(reachable(outputs, 'a.js', { lazy: true, weigh }), ['a.js', 'b.js', 'c.js', 'en.js']);
});
test('what most pages never load has a line of its own', () => assert.deepEqual(apart(outputs), { javascript: 'js.js', again: 'again.js', shards: 'shards.js', rights: 'rights.js', counts: 'counts.js', share: 'share.js' }));
