// How the tests of React bundle their pages. Not here: what is looked at.
import { join } from 'node:path';
import { ROOT } from './shops.mjs';

/** Another release: `REACT=folder`, in which react and react-dom were installed. */
export const OTHER = process.env.REACT && { nodePaths: [join(process.env.REACT, 'node_modules')], alias: Object.fromEntries(['react', 'react-dom'].map((name) => [name, join(process.env.REACT, 'node_modules', name)])) };

/** Ours is bundled as a shop's bundler does; engine and elements stay files of their own. */
export const ours = () => ({ name: 'ours', setup: ({ onResolve }) => {
  onResolve({ filter: /^nearside\/react$/ }, () => ({ path: join(ROOT, 'dist/react.js') }));
  onResolve({ filter: /^(nearside|\.\/index\.js|\.\/elements\.js)$/ }, ({ path, importer }) => (path === 'nearside' || importer.endsWith('dist/react.js') ? { path: `/dist/${path.includes('elements') ? 'elements' : 'index'}.js`, external: true } : undefined));
} });
