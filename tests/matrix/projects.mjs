// The projects of the matrix: where each lies, how it is built and served, and what a shopper does in it. Not here: the
// steps (run.mjs).
import { buy, choose, eight, fetchedModule, look3, searched } from './acts.mjs';

/** The entry that a page of `pages/` imports, by the page's name. A worker imports `.`. */
export const ENTRY = { index: '.', url: './url', slim: './slim', elements: './elements', worker: 'in a worker' };
const ALL = Object.keys(ENTRY);

/** How a server of a project's own is told its port. */
const byVariable = (number) => ({ args: ['start'], env: { PORT: number } });
const port = (...more) => (number) => ({ args: ['start', '--', '--port', number, ...more] });

const next = (number) => ({ args: ['run', 'serve', '--', '--port', number, '--hostname', '127.0.0.1'] });
const NEXT = { from: 'tests/matrix/projects/init-next', init: true, build: 'build', start: next };

/**
 * `from`: the folder; an example's is run by its own commands. `pages`: which of `pages/` it has, with their HTML beside them or in `html`. `build`: a script of its
 * package.json. `path`: a page of a server of its own. `served`: the folder that is served after it, or `start`: how its own server is told a port.
 */
export const PROJECTS = [
  { name: 'vite', from: 'tests/matrix/projects/vite', pages: ALL, build: 'build', served: 'dist' },
  { name: 'vite dev', from: 'tests/matrix/projects/vite', pages: ALL, start: port('--strictPort', '--host', '127.0.0.1') },
  { name: 'webpack', from: 'tests/matrix/projects/webpack', pages: ALL, html: 'dist', build: 'build', served: 'dist' },
  { name: 'rollup', from: 'tests/matrix/projects/rollup', pages: ALL, html: 'dist', build: 'build', served: 'dist' },
  { name: 'esbuild', from: 'tests/matrix/projects/esbuild', pages: ALL, html: 'dist', build: 'build', served: 'dist' },
  // Its worker is built without scope hoisting: with it, Parcel 2.16 drops a module that chunks of a worker share.
  { name: 'parcel', from: 'tests/matrix/projects/parcel', pages: ALL, build: 'build', served: 'dist', inline: true },
  { name: 'astro', from: 'tests/matrix/projects/astro', pages: ['index'], html: false, build: 'build', served: 'dist', modern: true },
  { name: 'script tag', from: 'tests/matrix/projects/script-tag', pages: ALL, served: '.', bare: true },
  // Without orders the list is the feed's, whose twelfth is for children: nothing is noted about it.
  { name: 'nearside init, vite', from: 'tests/matrix/projects/init-vite', init: true, build: 'build', served: 'dist', selector: 'ol > li', act: look3('ol', { at: -4 }) },
  { name: 'nearside init, next', ...NEXT, selector: 'ol > li', act: look3('ol', { at: -4, again: true }) },
  { name: 'next ./url', ...NEXT, path: 'url', act: fetchedModule },
  { name: 'next in a worker', ...NEXT, path: 'worker', act: eight },
  { name: 'examples/vite', from: 'examples/vite', build: 'build', served: 'dist', act: look3('#picks') },
  { name: 'examples/next', from: 'examples/next', build: 'build', start: next, act: look3('#picks', { again: true }) },
  // React warns of everything that hydrating finds different in its development build alone.
  { name: 'examples/next dev', from: 'examples/next', start: (number) => ({ args: ['run', 'dev', '--', '--port', number, '--hostname', '127.0.0.1'] }), act: look3('#picks', { again: true }) },
  { name: 'examples/instantsearch', from: 'examples/instantsearch', build: 'build', served: 'dist', selector: '#hits li', act: searched },
  { name: 'examples/minisearch', from: 'examples/minisearch', build: 'build', served: 'dist', act: look3('#picks') },
  { name: 'examples/server-rendered', from: 'examples/server-rendered', start: byVariable, selector: '[data-ranked] > li', act: look3('[data-rerank]', { again: true }) },
  { name: 'examples/shopify-theme', from: 'examples/shopify-theme', start: byVariable, act: buy },
  { name: 'examples/script-tag', from: 'examples/script-tag', start: port(), act: look3('#picks') },
  { name: 'node import', from: 'tests/matrix/projects/node-esm', node: 'index.js' },
  { name: 'node require', from: 'tests/matrix/projects/node-cjs', node: 'index.js' },
];

/** What a shopper does on a page of the matrix, besides reading it. */
export const ACTS = { elements: choose };

/** The rows that a project gives: one for each page. */
export const rows = ({ name, pages = ['index'] }) => pages.map((page) => ({ page, name: page === 'index' ? name : `${name} ${ENTRY[page]}` }));
