// A folder in which every project finds the tools and the tarball just packed, as if both were installed. It lies
// outside of this project, so that nothing is found by chance. Not here: the projects.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../scripts/setup/paths.mjs';

/** The feed that everything here is compiled from. */
const SHOP = join(ROOT, 'examples/shop');

/** Packs the package as built and unpacks it below the tools. Gives the folder, what is exported, and `remove`. */
export function makePlace(tools) {
  const folder = join(tools, `run-${process.pid}`);
  const packed = join(folder, 'node_modules/nearside');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  mkdirSync(packed);
  // `dist/` was built a moment ago: no script has to run again.
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', packed, '--strip-components=1']);
  symlinkSync('../nearside/dist/cli.js', join(folder, 'node_modules/.bin/nearside'));
  const { exports } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'));
  const catalog = join(folder, 'catalog.nsc');
  execFileSync(process.execPath, [join(packed, 'dist/cli.js'), 'compile', 'feed.tsv', '--baskets', 'orders.tsv', '--config', 'nearside.json', '-o', catalog], { cwd: SHOP, stdio: 'ignore' });
  return { folder, exports, packed, catalog, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Places left by runs that were ended are taken away. */
export function sweep(tools) {
  for (const name of readdirSync(tools).filter((one) => /^run-\d+$/.test(one))) {
    try {
      process.kill(Number(name.slice(4)), 0);
    } catch {
      rmSync(join(tools, name), { recursive: true, force: true });
    }
  }
}

/** A project's folder as a copy in the place, without what somebody built in it by hand. */
export function putProject({ folder }, from) {
  const project = join(folder, from);
  const skipped = ['node_modules', 'package-lock.json', 'dist', '.next', '.parcel-cache', '.astro', 'catalog.nsc'];
  // Tools take the nearest folder with a lock for the project's root.
  write(join(project, 'package-lock.json'), '{"lockfileVersion": 3, "packages": {}}\n');
  cpSync(join(ROOT, from), project, { recursive: true, filter: (path) => !skipped.includes(path.slice(path.lastIndexOf('/') + 1)) });
  return project;
}

/** The pages of `pages/` in a project's folder. `specifier` says how its scripts name the package's entries. */
export function putPages(project, specifier = (name) => name) {
  const pages = join(ROOT, 'tests/matrix/pages');
  for (const file of readdirSync(pages)) {
    write(join(project, file), readFileSync(join(pages, file), 'utf8').replace(/(?<=from ')nearside[^']*(?=')/g, specifier));
  }
}

/** A page that runs the script of its name. */
export function putHtml(folder, name) {
  write(join(folder, `${name}.html`), `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <link rel="icon" href="data:,">
  <title>Matrix: ${name}</title>
</head>
<body>
  <nearside-notice></nearside-notice>
  <ol id="picks"></ol>
  <script type="module" src="./${name}.js"></script>
</body>
</html>
`);
}

/** What pages fetch by an address of the shop's own: the catalog, and the module where a page brings it by itself. */
export function putFiles({ catalog, packed }, folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(catalog, join(folder, 'catalog.nsc'));
  const module = join(packed, 'dist/nearside.wasm');
  if (existsSync(module)) cpSync(module, join(folder, 'nearside.wasm'));
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
