// `npm run build`: dist/ and the demo shop from sources, whatever is unchanged left alone.
// Not here: what each step does (wasm.mjs, build/).
import { fileURLToPath } from 'node:url';
import { buildJavaScript } from './build/javascript.mjs';
import { buildPackage, inlineWasm } from './build/package.mjs';
import { buildShop } from './build/shop.mjs';
import { main } from './setup/run.mjs';
import { setUpBuild } from './setup.mjs';
import { buildWasm } from './wasm.mjs';

/** Everything that can be built, from what `setUpBuild()` returned. */
export async function buildAll(tools) {
  await buildWasm(tools);
  await inlineWasm();
  await buildJavaScript();
  await buildPackage();
  await buildShop();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(async () => buildAll(await setUpBuild()));
