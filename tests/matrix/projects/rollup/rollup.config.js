// Several pages instead of one, and packages looked up as Node does.
import { existsSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';

const pages = ['index', 'url', 'slim', 'elements'].filter((name) => existsSync(`dist/${name}.html`));
export default { input: pages.map((name) => `${name}.js`), output: { dir: 'dist' }, plugins: [nodeResolve()] };
