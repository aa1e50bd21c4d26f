// www/ and build/wasm → dist/, which is what `npm pack` ships. Not here: the demo shop (shop.mjs).
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, DIST, ROOT } from '../setup/paths.mjs';
import { whenChanged } from './stamp.mjs';
import { MODULE_TYPES, moduleText, starter } from './text-code.mjs';

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

/** Builds dist/ and leaves what went into each file in build/bundle.json. */
export async function buildPackage() {
  await whenChanged('npm package', {
    inputs: ['www', 'src/counts/tables', 'build/wasm', 'scripts/build', 'tsconfig.json', 'package-lock.json'],
    outputs: ['build/bundle.json', 'dist/index.js', 'dist/elements.js', 'dist/ceilings.js', 'dist/listen.js', 'dist/rights.js', 'dist/policy.js', 'dist/dap.js', 'dist/collector.js', 'dist/collector.wasm', 'dist/profile.schema.json', 'dist/cli.js', 'dist/compiler.wasm', 'dist/index.d.ts'],
  }, bundlePackage);
}

async function bundlePackage() {
  const { build } = await import('esbuild');
  const { declarations } = await import('./types.mjs');
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const { metafile } = await build({
    ...BUNDLE, entryPoints: ENTRIES, outdir: 'dist', splitting: true, chunkNames: 'chunks/[name]-[hash]',
  });
  // By themselves: what other pages load must not be cut for them.
  const apart = await build({
    ...BUNDLE, entryPoints: { collector: 'www/collector/index.ts', policy: 'www/rights/policy.ts', listen: 'www/listen/index.ts', dap: 'www/dap/index.ts' }, outdir: 'dist', external: ['@divviup/dap'], loader: { '.sql': 'text', '.wasm': 'binary' },
  });
  await build({
    ...BUNDLE, entryPoints: { cli: 'www/cli.ts' }, outdir: 'dist', platform: 'node', banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(join(DIST, 'cli.js'), 0o755);
  for (const name of ['compiler.wasm', 'collector.wasm']) cpSync(join(BUILD, 'wasm', name), join(DIST, name));
  cpSync(join(ROOT, 'www/rights/profile.schema.json'), join(DIST, 'profile.schema.json'));
  await declarations(['index.d.ts', 'elements/index.d.ts', 'ceilings/index.d.ts', 'listen/index.d.ts', 'rights/index.d.ts', 'rights/policy.d.ts', 'dap/index.d.ts', 'collector/index.d.ts']);
  for (const name of ['dist/policy.js', 'dist/listen.js', 'dist/dap.js']) metafile.outputs[name] = apart.metafile.outputs[name];
  writeFileSync(join(BUILD, 'bundle.json'), JSON.stringify(metafile));
}
