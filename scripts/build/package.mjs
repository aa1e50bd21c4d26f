// www/ and build/wasm → dist/, which is what `npm pack` ships. Not here: the demo shop (shop.mjs).
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUILD, DIST, ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/run.mjs';
import { whenChanged } from './stamp.mjs';
import { MODULE_TYPES, moduleText, starter } from './text-code.mjs';

/** What package.json says that there is. */
const { bin, exports: imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const SHIPPED = [...new Set([bin, ...Object.values(imports)].flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry))).map((path) => path.slice('./'.length)))].filter((path) => path.startsWith('dist/'));

/** What shops import, by the name of its file in dist/. */
const ENTRIES = { index: 'www/index.ts', elements: 'www/elements/index.ts', ceilings: 'www/ceilings/index.ts', rights: 'www/rights/index.ts' };

/**
 * Shared by everything that is bundled here. Letters stay letters: escaped, Arabic would be twice the bytes and a
 * sixth more of brotli. Browsers read modules as UTF-8 whatever a server says.
 */
export const BUNDLE = {
  absWorkingDir: ROOT, bundle: true, format: 'esm', target: 'es2022', minify: true, charset: 'utf8',
  metafile: true, legalComments: 'none', logLevel: 'warning',
};

/** `start.js?again` is `start.js` with a glue of its own: another instance of the module, beside one that stopped. */
const AGAIN = {
  name: 'again',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\/start\.js\?again$/ }, ({ resolveDir }) => ({ path: join(resolveDir, 'start.ts'), suffix: '?again' }));
    onLoad({ filter: /\/start\.ts$/ }, ({ path, suffix }) => (suffix ? { contents: readFileSync(path), loader: 'ts', resolveDir: dirname(path), pluginData: AGAIN } : undefined));
    onResolve({ filter: /\/nearside\.js$/ }, ({ path, resolveDir, pluginData }) => (pluginData === AGAIN ? { path: join(resolveDir, path), suffix: '?again' } : undefined));
  },
};

/** Errors are of one class, and it is in `index.js`, which every page has loaded: no chunk of its own for some lines. */
const ERRORS = {
  name: 'errors',
  setup: ({ onResolve }) => onResolve({ filter: /\/errors\.js$/ }, ({ importer }) => {
    const index = /\/rights\/\w+\.ts$/.test(importer) ? './index.js' : importer.endsWith('/shards.ts') && '../index.js';
    return index ? { path: index, external: true } : undefined;
  }),
};

/** What other entries take from `index.js`, they leave there. */
const CORE = { name: 'core', setup: ({ onResolve }) => onResolve({ filter: /^\.\/index\.js$/ }, ({ path }) => ({ path, external: true })) };

/** Modules that pages load, by what their text is called. */
const INLINED = { nearside: 'inline', counts: 'counts-inline' };

/** Each module as text inside a script: works in every bundler, needs no loader. */
export async function inlineWasm() {
  for (const [module, text] of Object.entries(INLINED)) {
    await whenChanged(`WebAssembly module ${module} as text`, {
      inputs: [`build/wasm/${module}.wasm`, 'scripts/build', 'package-lock.json'], outputs: [`build/wasm/${text}.js`, `build/wasm/${text}.d.ts`],
    }, async () => {
      writeFileSync(join(BUILD, `wasm/${text}.js`), moduleText(readFileSync(join(BUILD, `wasm/${module}.wasm`)), await starter(join(BUILD, 'wasm/put-together.wasm'))));
      writeFileSync(join(BUILD, `wasm/${text}.d.ts`), MODULE_TYPES);
    });
  }
}

/** What is loaded later, a script that is no module loads from the files that are there. */
const beside = (outputs) => ({
  name: 'beside',
  setup: (esbuild) => esbuild.onResolve({ filter: /^\.{1,2}\// }, async ({ path, resolveDir, kind, pluginData }) => {
    if (kind !== 'dynamic-import' || pluginData === 'asked') return undefined;
    const [file, again] = path.split('?');
    const found = await esbuild.resolve(file, { resolveDir, kind, pluginData: 'asked' });
    const source = relative(ROOT, found.path) + (again ? `?${again}` : '');
    const output = Object.keys(outputs).find((name) => outputs[name].entryPoint === source);
    if (!output) throw new SetupError(`${source} has no file of its own.`);
    return { path: `./${relative('dist', output)}`, external: true };
  }),
});

const integrity = (path) => `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;

/** The hash of each file that a page can load, for `integrity` of a script or an import map. */
function writeIntegrity() {
  const names = readdirSync(DIST, { recursive: true }).map(String).filter((name) => /\.(js|wasm)$/.test(name) && !/^(cli|collector)\./.test(name)).sort();
  writeFileSync(join(DIST, 'integrity.json'), `${JSON.stringify(Object.fromEntries(names.map((name) => [name, integrity(join(DIST, name))])), null, 1)}\n`);
}

/** Builds dist/ and leaves what went into each file in build/bundle.json. */
export async function buildPackage() {
  await whenChanged('npm package', {
    inputs: ['www', 'src/counts/tables', 'build/wasm', 'scripts/build', 'tsconfig.json', 'package.json', 'package-lock.json'],
    outputs: ['build/bundle.json', 'dist/compiler.wasm.br', ...SHIPPED],
  }, bundlePackage);
}

async function bundlePackage() {
  const { build } = await import('esbuild');
  const { declarations } = await import('./types.mjs');
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const { metafile } = await build({
    ...BUNDLE, entryPoints: ENTRIES, outdir: 'dist', splitting: true, chunkNames: 'chunks/[name]-[hash]', plugins: [AGAIN, ERRORS],
  });
  // The module from elsewhere: over the same core, which their pages load as `index.js`.
  const elsewhere = await build({
    ...BUNDLE, entryPoints: { url: 'www/url.ts', slim: 'www/slim.ts' }, outdir: 'dist', splitting: true, chunkNames: 'chunks/[name]-[hash]', plugins: [CORE],
  });
  // By themselves: what other pages load must not be cut for them.
  const apart = await build({
    ...BUNDLE, entryPoints: { collector: 'www/collector/index.ts', policy: 'www/rights/policy.ts', listen: 'www/listen/index.ts', connect: 'www/connect/index.ts', dap: 'www/dap/index.ts' }, outdir: 'dist', external: ['@divviup/dap'], loader: { '.sql': 'text', '.wasm': 'binary' },
  });
  // React is the page's own; engine and elements are the files beside it, loaded when they are wanted.
  const react = await build({
    ...BUNDLE, entryPoints: { react: 'www/react/index.ts' }, outdir: 'dist', external: ['react'], banner: { js: '"use client";' },
    plugins: [{ name: 'beside', setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/(elements\/)?index\.js$/ }, ({ path }) => ({ path: path.includes('elements') ? './elements.js' : './index.js', external: true })) }],
  });
  // For whoever runs the shop: what every page loads of it is small, the rest comes where it is asked for.
  const debug = await build({
    ...BUNDLE, entryPoints: { debug: 'www/debug/index.ts' }, outdir: 'dist', splitting: true, chunkNames: 'chunks/debug-[hash]',
  });
  await build({
    ...BUNDLE, entryPoints: { cli: 'www/cli.ts' }, outdir: 'dist', platform: 'node', banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(join(DIST, 'cli.js'), 0o755);
  for (const name of ['nearside.wasm', 'collector.wasm']) cpSync(join(BUILD, 'wasm', name), join(DIST, name));
  // Only our own command reads it, and the tarball's gzip would take a quarter more.
  writeFileSync(join(DIST, 'compiler.wasm.br'), brotliCompressSync(readFileSync(join(BUILD, 'wasm/compiler.wasm')), { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }));
  for (const [from, to] of [['www/rights/profile.schema.json', 'profile.schema.json'], ['www/nearside.schema.json', 'nearside.schema.json'], ['www/wasm.d.ts', 'wasm.d.ts']]) cpSync(join(ROOT, from), join(DIST, to));
  const classic = await build({
    ...BUNDLE, entryPoints: { 'nearside.iife': 'www/iife.ts' }, outdir: 'dist', format: 'iife', globalName: 'Nearside',
    define: { WASM_INTEGRITY: JSON.stringify(integrity(join(BUILD, 'wasm/nearside.wasm'))) },
    plugins: [beside({ ...metafile.outputs, ...apart.metafile.outputs })],
  });
  writeIntegrity();
  await declarations(SHIPPED.filter((path) => path.endsWith('.d.ts') && path !== 'dist/wasm.d.ts').map((path) => relative('dist', path)));
  for (const [name, output] of Object.entries({ ...elsewhere.metafile.outputs, ...classic.metafile.outputs })) metafile.outputs[name] ??= output;
  for (const name of ['dist/policy.js', 'dist/listen.js', 'dist/connect.js', 'dist/dap.js']) metafile.outputs[name] = apart.metafile.outputs[name];
  Object.assign(metafile.outputs, react.metafile.outputs, debug.metafile.outputs);
  writeFileSync(join(BUILD, 'bundle.json'), JSON.stringify(metafile));
}
