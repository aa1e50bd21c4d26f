// Bundles the test page and serves it under the strict policy that the elements promise to work with.
// Not here: the tests.
import { build } from 'esbuild';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, '../..');
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
  + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** What the page and each of the elements' chunks are made of: `[{ path, bytes }]`, in memory. */
export async function bundle(entry, name) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT, entryPoints: { [name]: entry }, outdir: '/out', bundle: true, splitting: true, format: 'esm', target: 'es2022',
    minify: true, charset: 'utf8', write: false, metafile: true, legalComments: 'none', logLevel: 'warning', tsconfig: join(ROOT, 'tsconfig.json'),
  });
  const inputs = new Map(Object.entries(metafile.outputs).map(([path, made]) => [path.split('/').at(-1), made]));
  return outputFiles.map((file) => {
    const path = file.path.split('/').at(-1);
    return { path, bytes: Buffer.from(file.contents), made: inputs.get(path) };
  });
}

/** Serves the test page. `requests` holds every path that was asked for. */
export async function serve() {
  const files = new Map((await bundle(join(HERE, 'page.ts'), 'page')).map(({ path, bytes }) => [`/${path}`, bytes]));
  const requests = [];
  const refused = new Set();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(pathname);
    const own = { '/': 'page.html', '/page.css': 'page.css' }[pathname];
    const body = own ? readFileSync(join(HERE, own)) : files.get(pathname);
    if (!body || refused.has(pathname)) return response.writeHead(404).end();
    const type = { '.js': 'text/javascript', '.css': 'text/css' }[extname(pathname)] ?? 'text/html; charset=utf-8';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-store' }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}`, requests, refused, files: [...files.keys()], close: () => server.close() };
}
