// What the documentation's checks find and pass over. Not here: the site (npm run docs).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../setup/paths.mjs';
import { sources, STARTS } from './pages.mjs';
import { blocks } from './snippets.mjs';
import { relink } from './stage.mjs';

test('blocks are found with their line, kind and mark; others and those left out are not', () => {
  const text = 'a\n```js\n1\n```\n```sh\nls\n```\n<!-- no check: of another package -->\n```ts\n2\n```\n```js run\n3\n```\n';
  assert.deepEqual(blocks(text).map(({ line, kind, run, code }) => [line, kind, run, code]), [[2, 'js', false, '1\n'], [12, 'js', true, '3\n']]);
});

test('a link to a page leads to the page, to a file is only named, and to nothing is told', () => {
  const wrong = [];
  const pages = new Map([['docs/a.md', 'a'], ['examples/b/README.md', 'start/b']]);
  const { text, pictures } = relink('[a](a.md#x) [b](../examples/b/README.md) [c](../package.json) [d](https://x.example/) [e](#y) ![f](shop.png) [g](none.md)', 'docs/levels.md', 'levels', pages.set('docs/a.md', 'a'), wrong, (path) => !path.includes('none'));
  assert.equal(text, '[a](./a.md#x) [b](./start/b.md) c [d](https://x.example/) [e](#y) ![f](./shop.png) g');
  assert.deepEqual(pictures, [['docs/shop.png', 'shop.png']]);
  assert.deepEqual(wrong, ['docs/levels.md: none.md is not there']);
});

test('every example has a start, and every file that a start shows is there', () => {
  for (const [name, files] of Object.entries(STARTS)) {
    assert.ok(sources().has(`examples/${name}/README.md`), name);
    for (const file of files) assert.ok(readFileSync(join(ROOT, 'examples', name, file)).length > 0, file);
  }
});
