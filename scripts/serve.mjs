// Serving a folder as a careful shop would. Not here: what is in the folder.
import { createServer } from 'node:http';
import { SetupError } from './setup/run.mjs';

/** Nothing but this origin, no inline script or style, no HTML from strings. `wasm-unsafe-eval` is what WebAssembly needs. */
export const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; '),
  'Cache-Control': 'no-cache',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Ports that are tried when none is asked for. */
const PORTS = Array.from({ length: 20 }, (_, i) => 4173 + i);

/**
 * Serves `folder` on this machine only. `port` 0 takes any that is free; without one, the first free near 4173.
 * `take(request, response)` may answer before, and says whether it did.
 */
export async function serve(folder, port, take = () => false) {
  const { default: sirv } = await import('sirv');
  const files = sirv(folder, {
    single: true, etag: true, brotli: true, gzip: true,
    setHeaders: (response, path) => {
      if (path.endsWith('.nsc')) response.setHeader('Content-Type', 'application/octet-stream');
    },
  });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (take(request, response)) return;
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    });
  });
  for (const wanted of port === undefined ? PORTS : [port]) {
    if (await listen(server, wanted)) return { server, address: `http://127.0.0.1:${server.address().port}/` };
  }
  throw new SetupError(port === undefined
    ? `No port from ${PORTS[0]} to ${PORTS.at(-1)} is free; choose one with --port.`
    : `Port ${port} is in use; choose another with --port, or leave it out.`);
}

/** Whether the port could be had. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    const failed = (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(new SetupError(`Port ${port}: ${error.message}`)));
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}
