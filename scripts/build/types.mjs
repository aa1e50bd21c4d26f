// Declaration files of the package's entries, and nothing that they do not reach. Not here: JavaScript.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { BUILD, DIST, ROOT } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';

const MADE = join(BUILD, 'types');

/** Writes the declarations that these entries (`index.d.ts`, …) need into dist/. */
export async function declarations(entries) {
  rmSync(MADE, { recursive: true, force: true });
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(ROOT, 'scripts/build/tsconfig.types.json')]);
  const wanted = entries.map((entry) => join(MADE, entry));
  for (const path of wanted) {
    cpSync(path, join(DIST, relative(MADE, path)));
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.js['"]/g)) {
      const next = join(dirname(path), `${name}.d.ts`);
      if (existsSync(next) && !wanted.includes(next)) wanted.push(next);
    }
  }
}
