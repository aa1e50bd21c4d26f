// The demo shop → build/site: its data, its catalog by our own compiler, its pages. Not here: serving it.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DIST, ROOT, SITE } from '../setup/paths.mjs';
import { run, step } from '../setup/run.mjs';
import { compress } from './compress.mjs';
import { BUNDLE } from './package.mjs';
import { files, whenChanged } from './stamp.mjs';

/** Builds the demo shop from data/, www/shop and dist/. */
export async function buildShop() {
  await whenChanged('Demo shop: feed, baskets, pictures', {
    inputs: ['data', 'scripts/shop-data.mjs', 'scripts/shop-data', 'www/shop/art.svg'], outputs: ['build/shop/feed.tsv', 'build/shop/baskets.tsv', 'build/site/bestsellers.json'],
  }, () => run(process.execPath, [join(ROOT, 'scripts/shop-data.mjs')]));

  await whenChanged('Demo shop: catalog', {
    inputs: ['build/shop/feed.tsv', 'build/shop/baskets.tsv', 'www/shop/nearside.json', 'dist/cli.js', 'dist/compiler.wasm.br'], outputs: ['build/site/catalog.nsc'],
  }, () => run(process.execPath, [
    join(DIST, 'cli.js'), 'compile', 'build/shop/feed.tsv', '--baskets', 'build/shop/baskets.tsv',
    '--config', 'www/shop/nearside.json', '-o', 'build/site/catalog.nsc',
  ]));

  await whenChanged('Demo shop: pages', {
    inputs: ['www', 'dist', 'scripts/build', 'package-lock.json'], outputs: ['build/site/index.html', 'build/site/main.js'],
  }, pages);

  await step('Demo shop: compressed copies', () => compress('build/site'));
}

async function pages() {
  const { build } = await import('esbuild');
  rmSync(join(SITE, 'chunks'), { recursive: true, force: true });
  await build({
    ...BUNDLE, entryPoints: { main: 'www/shop/main.tsx' }, outdir: 'build/site', splitting: true, chunkNames: 'chunks/[name]-[hash]',
    // The shop runs what is shipped, not the sources.
    alias: { nearside: join(DIST, 'index.js'), 'nearside/elements': join(DIST, 'elements.js'), 'nearside/debug': join(DIST, 'debug.js') },
  });
  for (const path of files('www/shop').filter((name) => !/\.(tsx?|css)$/.test(name))) {
    const copy = join(SITE, relative('www/shop', path));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(ROOT, path), copy);
  }
}
