// The demo shop's side of level `share`: takes reports, keeps sums as long as it runs, and shows them at /totals/.
// Not here: what a collector does (www/collector).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DIST } from './setup/paths.mjs';

/** Where totals are shown. A real shop lets nobody but itself there. */
const SHOWN = '/totals/';

/** `take(incoming, outgoing)`: whether it was for the collector of the shop in `folder`. */
export async function totals(folder) {
  const { memoryStore, openCollector } = await import(join(DIST, 'collector.js'));
  const [config, catalog] = ['nearside.json', 'catalog.nsc'].map((name) => readFileSync(join(folder, name)));
  const collector = await openCollector({ config: config.toString(), catalog, store: memoryStore() });
  return (incoming, outgoing) => {
    const { method, headers } = incoming;
    const url = new URL(incoming.url, 'http://localhost');
    const isReport = url.pathname === collector.endpoint;
    if (!isReport && !url.pathname.startsWith(SHOWN)) return false;
    const request = new Request(url, { method, headers, ...(method === 'POST' && { body: Readable.toWeb(incoming), duplex: 'half' }) });
    void (isReport ? collector.receive(request) : collector.show(request)).then(async (answer) => {
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    });
    return true;
  };
}
