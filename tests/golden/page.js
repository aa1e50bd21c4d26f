// Makes the lists of all households, or the reports, in a page. Served by serve.mjs, which says where.
import { open } from '/dist/index.js';
import { makeLists } from '/lists.js';
import { makeReports } from '/reports.js';

async function makeAll() {
  if (location.pathname === '/reports') {
    const [bytes, glue] = await Promise.all([fetch('/counts.wasm').then((answer) => answer.arrayBuffer()), import('/counts.js')]);
    return makeReports(bytes, glue);
  }
  const [catalog, households] = await Promise.all([
    fetch('/catalog.nsc').then((answer) => answer.arrayBuffer()),
    fetch('/households.json').then((answer) => answer.json()),
  ]);
  return makeLists(open, new Uint8Array(catalog), households, location.pathname === '/refused' ? 'javascript' : 'wasm');
}

try {
  globalThis.made = await makeAll();
} catch (error) {
  globalThis.broken = String(error);
}
