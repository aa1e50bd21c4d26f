// `reorder()` of nearside/connect: who has the focus keeps it while everything around it moves, which is up to the browser.
// Not here: which order (tests/connect).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const CONNECT = readFileSync(new URL('../../dist/connect.js', import.meta.url));
const PAGE = `<!doctype html><title>list</title><link rel="icon" href="data:,"><ul>${Array.from({ length: 8 }, (_, at) => `<li data-id="${at}"><input></li>`).join('')}</ul>
<script type="module">globalThis.connect = await import('/connect.js');</script>`;

export const checks = [
  ['lists: the first, one in the middle and the last keep focus and text while a list is turned round', { witness: false }, async ({ page }) => {
    const server = createServer(({ url }, answer) => (url === '/connect.js' ? answer.writeHead(200, { 'content-type': 'text/javascript' }).end(CONNECT) : answer.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)));
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    try {
      await page.go(`http://127.0.0.1:${server.address().port}/`);
      await page.until('globalThis.connect');
      for (const [at, order] of [[0, '76543210'], [3, '01234567'], [7, '76543210']]) {
        const kept = await page.js(`
          const list = document.querySelector('ul'), field = list.children[arguments[0]].firstChild;
          field.focus();
          field.value = 'half a wo';
          let lost = 0;
          field.addEventListener('blur', () => lost++);
          const moved = connect.reorder(list, { item: () => undefined, rerank: (products) => [...products].reverse() });
          return [moved, document.activeElement === field, field.value, lost, [...list.children].map(({ dataset }) => dataset.id).join('')];`, at);
        assert.deepEqual(kept, [true, true, 'half a wo', 0, order]);
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }],
];
