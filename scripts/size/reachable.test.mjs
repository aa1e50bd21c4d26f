// What counts as loaded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instead, reachable } from './reachable.mjs';

const at = (path, kind = 'import-statement') => ({ path, kind });
const outputs = {
  'a.js': { bytes: 1, imports: [at('b.js'), at('c.js', 'dynamic-import'), { path: 'node:fs', kind: 'import-statement', external: true }] },
  'b.js': { bytes: 1, imports: [at('a.js')] },
  'c.js': { bytes: 1, imports: [at('en.js', 'dynamic-import'), at('de.js', 'dynamic-import'), at('js.js', 'dynamic-import')] },
  'js.js': { bytes: 9, imports: [], entryPoint: 'build/wasm/javascript.js' },
  'en.js': { bytes: 5, imports: [], entryPoint: 'www/locales/en.ts' },
  'de.js': { bytes: 7, imports: [], entryPoint: 'www/locales/de.ts' },
};

test('static imports, in circles too', () => assert.deepEqual(reachable(outputs, 'a.js', { lazy: false }), ['a.js', 'b.js']));
test('lazy ones, with the largest language only', () => assert.deepEqual(reachable(outputs, 'a.js', { lazy: true }), ['a.js', 'b.js', 'c.js', 'de.js']));
test('the build for pages that forbid WebAssembly is loaded instead, not besides', () => assert.equal(instead(outputs), 'js.js'));
