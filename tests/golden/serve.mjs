// What the golden test's pages are made of: the catalog, and a server. Not here: the browsers.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checksum } from './lists.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.nsc': 'application/octet-stream' };

/** Checksums by name: what every platform has to make. */
export const recorded = Object.fromEntries(readFileSync(join(root, 'tests/golden/sums.txt'), 'utf8').trim().split('\n').map((line) => line.split(' ')));

export const sumOfText = (text) => checksum(new TextEncoder().encode(text));

/** The catalog's bytes, written by the compiler as wasm in Node. */
export function compiled({ feed, orders }) {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-golden-'));
  try {
    writeFileSync(join(folder, 'feed.tsv'), feed);
    writeFileSync(join(folder, 'orders.tsv'), orders);
    execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'compile', 'feed.tsv', '--baskets', 'orders.tsv', '-o', 'catalog.nsc'], { cwd: folder, stdio: 'ignore' });
    return readFileSync(join(folder, 'catalog.nsc'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pages that make the lists: one that may run WebAssembly, and one whose policy forbids it. */
export const PAGES = [['/', ''], ['/refused', ' on a page that forbids WebAssembly']];

/** The page that makes the reports. */
export const REPORTS = '/reports';

/** Serves `PAGES` and `REPORTS`; each leaves its text in `made`, or why there is none in `broken`. */
export async function serve(catalog, households) {
  const made = { '/catalog.nsc': catalog, '/households.json': JSON.stringify(households) };
  const files = Object.fromEntries([...['page.js', 'lists.js', 'reports.js'].map((name) => `tests/golden/${name}`), 'build/wasm/counts.js', 'build/wasm/counts.wasm'].map((path) => [`/${basename(path)}`, join(root, path)]));
  const server = createServer((request, answer) => {
    const at = request.url ?? '/';
    const page = at === REPORTS || PAGES.some(([path]) => path === at);
    const file = files[at] ?? (at.startsWith('/dist/') && !at.includes('..') ? join(root, at) : undefined);
    if (!page && !file && !(at in made)) return answer.writeHead(404).end();
    answer.writeHead(200, {
      'content-type': `${page ? 'text/html' : TYPES[extname(at)] ?? 'application/octet-stream'}; charset=utf-8`,
      ...(at === '/refused' ? { 'content-security-policy': "default-src 'self'" } : {}),
    });
    if (file) createReadStream(file).pipe(answer);
    else answer.end(made[at] ?? '<!doctype html><title>golden</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) };
}
