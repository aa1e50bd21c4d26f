// The benches call the engine by numbers of their own, because they run in a page without a build.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CALL } from '../../benches/ours.mjs';

test('the benches ask the engine by the numbers that it has', () => {
  const [, names] = /enum Call \{ (.*?) \}/.exec(readFileSync(new URL('../../www/facts.ts', import.meta.url), 'utf8'));
  const numbers = Object.fromEntries(names.split(', ').map((name, number) => [name[0].toLowerCase() + name.slice(1), number]));
  for (const [name, number] of Object.entries(CALL)) assert.equal(number, numbers[name], name);
});
