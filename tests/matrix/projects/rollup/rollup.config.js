// Several pages instead of one, and packages looked up as Node does.
import { existsSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';

const pages = ['index', 'url', 'slim', 'elements', 'worker'].filter((name) => existsSync(`dist/${name}.html`));
// Rollup leaves `new URL('./in-worker.js', import.meta.url)` as it is: the worker is an entry of its own, under its own name.
export default { input: [...pages, 'in-worker'].map((name) => `${name}.js`), output: { dir: 'dist' }, plugins: [nodeResolve()] };
