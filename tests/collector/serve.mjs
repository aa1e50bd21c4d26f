// A shop's server in Node with the collector in it, to be killed: docs/counts.md shows the same. Started with the built
// package's file, the config as JSON and the path of a SQLite file.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';

const [, , script, config, file] = process.argv;
const { openCollector, sqliteStore } = await import(script);
const collector = await openCollector({ config, store: sqliteStore(new DatabaseSync(file)) });

const server = createServer(async (incoming, outgoing) => {
  const { method, url, headers } = incoming;
  const body = method === 'POST' ? Readable.toWeb(incoming) : undefined;
  const request = new Request(new URL(url, 'http://localhost'), { method, headers, body, duplex: 'half' });
  const answer = await collector.receive(request);
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(await answer.text());
});
server.listen(0, '127.0.0.1', () => console.log(`reports http://127.0.0.1:${server.address().port}${collector.endpoint}`));
