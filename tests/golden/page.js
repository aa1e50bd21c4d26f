// Makes the lists of all households in a page. Served by serve.mjs, which says where.
import { open } from '/dist/index.js';
import { makeLists } from '/lists.js';

try {
  const [catalog, households] = await Promise.all([
    fetch('/catalog.nsc').then((answer) => answer.arrayBuffer()),
    fetch('/households.json').then((answer) => answer.json()),
  ]);
  globalThis.made = await makeLists(open, new Uint8Array(catalog), households, location.pathname === '/refused' ? 'javascript' : 'wasm');
} catch (error) {
  globalThis.broken = String(error);
}
