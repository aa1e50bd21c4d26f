// Several pages instead of one; nothing else is set.
import { existsSync } from 'node:fs';

const pages = ['index', 'url', 'slim', 'elements', 'worker'].filter((name) => existsSync(`dist/${name}.html`));
export default { mode: 'production', entry: Object.fromEntries(pages.map((name) => [name, `./${name}.js`])) };
