// Every file has its line, in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries } from './entries.mjs';

const input = (bytesInOutput) => ({ bytesInOutput });
const outputs = {
  'dist/chunks/chunk-AB.js': { inputs: { 'www/a.ts': input(1), 'www/b.ts': input(9) }, imports: [] },
  'dist/chunks/de-CD.js': { entryPoint: 'www/locales/de.ts', inputs: { 'www/locales/de.ts': input(5) }, imports: [] },
  'dist/index.js': { entryPoint: 'www/index.ts', inputs: { 'www/index.ts': input(5) }, imports: [{ path: 'dist/chunks/chunk-AB.js', kind: 'import-statement' }] },
  'dist/new.js': { entryPoint: 'www/new.ts', inputs: { 'www/new.ts': input(5) }, imports: [] },
};

test('entries come first, and each file is once in it', () =>
  assert.deepEqual(entries(outputs).map(({ name }) => name), ['dist/index.js', 'dist/new.js', 'dist/chunks/chunk-AB.js', 'dist/chunks/de-CD.js']));
test('a shared chunk is named by its largest source and by who loads it', () =>
  assert.deepEqual(entries(outputs)[2], { name: 'dist/chunks/chunk-AB.js', what: 'shared: www/b.ts', when: 'with index' }));
test('an entry without words says its source', () =>
  assert.deepEqual(entries(outputs)[1], { name: 'dist/new.js', what: 'www/new.ts', when: 'with its import' }));
test('a language says when it comes', () => assert.match(entries(outputs)[3].when, /first text/));
