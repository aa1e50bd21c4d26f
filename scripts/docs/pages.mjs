// Which pages the site has, and where each comes from. Not here: how they are put together (stage.mjs).
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

/** Examples as pages of "start", each with the files that a stranger has to write, in the order of reading. */
export const STARTS = {
  vite: ['index.html', 'main.js', 'package.json', 'public/nearside.json'],
  next: ['app/layout.js', 'app/page.js', 'app/picks.js', 'app/shelf.js', 'next.config.js', 'package.json'],
  instantsearch: ['main.js', 'client.js', 'package.json'],
  minisearch: ['main.js', 'package.json'],
  'server-rendered': ['public/rerank.js', 'server.js', 'package.json'],
  'shopify-theme': ['theme/sections/nearside-picks.liquid', 'nearside-picks.js', 'theme/assets/theme.js', 'package.json'],
  'script-tag': ['public/index.html', 'public/shop.js', 'copy.js', 'package.json'],
};

/** The shelves of the sidebar. Pages of `docs/` by their name; one that is on no shelf is put on the last. */
export const SHELVES = [
  ['Start', ['start/index', ...Object.keys(STARTS).map((name) => `start/${name}`), 'concepts', 'faq', 'migration']],
  ['Use', ['bundlers', 'feeds', 'configuration', 'levels', 'elements', 'listening', 'connectors', 'rules', 'merchants', 'big-catalogs', 'debug', 'csp-and-vitals', 'languages']],
  ['Reference', []],
  ['Privacy', ['glance', 'privacy', 'counts', 'rights', 'sensitive', 'SECURITY', 'requirements']],
  ['Inside', ['architecture', 'ranking', 'quality', 'speed', 'size', 'catalog-format']],
  ['Project', ['README', 'features', 'CHANGELOG', 'CONTRIBUTING', 'data/complete-journey/README', 'data/complete-journey/LICENSE', 'examples/README']],
];

/** Every page of the repository: its path there, and its name on the site. */
export function sources() {
  const pages = new Map();
  for (const name of readdirSync(join(ROOT, 'docs')).filter((one) => one.endsWith('.md'))) pages.set(`docs/${name}`, name.slice(0, -3));
  for (const name of ['CHANGELOG', 'CONTRIBUTING', 'SECURITY', 'data/complete-journey/README', 'data/complete-journey/LICENSE', 'examples/README']) pages.set(`${name}.md`, name);
  for (const name of Object.keys(STARTS)) if (existsSync(join(ROOT, `examples/${name}/README.md`))) pages.set(`examples/${name}/README.md`, `start/${name}`);
  pages.set('docs/site/pages/index.md', 'index');
  pages.set('docs/site/pages/start/index.md', 'start/index');
  pages.set('README.md', 'README');
  return pages;
}
