// The built site on this machine.
import { createServer } from 'node:http';
import sirv from 'sirv';

/** Gives the address; the server lasts as long as the process, or until `close`. */
export async function serveSite(folder, { port = 4400, use = () => {} } = {}) {
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => files(request, response, () => response.writeHead(404).end('Not found\n')));
  await new Promise((ready, failed) => server.on('error', failed).listen(port, '127.0.0.1', ready));
  use(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${server.address().port}/`;
}
