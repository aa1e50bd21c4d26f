// What a developer does with `nearside init`: run it beside a feed, and paste what it prints where it says. Not here: the
// command's own tests (tests/pack/init.test.mjs).
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../scripts/setup/paths.mjs';
import { run } from './child.mjs';

/** Where lines go in a page that is there already. */
const PLACE = '<!-- paste -->';

export async function initAndPaste({ packed }, folder) {
  cpSync(join(ROOT, 'examples/shop/feed.tsv'), join(folder, 'feed.tsv'));
  const said = await run(process.execPath, [join(packed, 'dist/cli.js'), 'init', '--yes'], { cwd: folder });
  const parts = said.split(/^Paste into ([\w./-]+).*:\n\n/m).slice(1);
  if (parts.length === 0) throw new Error(`there is nothing to paste\n${said}`);
  for (let at = 0; at < parts.length; at += 2) {
    const path = join(folder, parts[at]);
    mkdirSync(dirname(path), { recursive: true });
    // A function, because `$` in the lines is none of replace()'s.
    writeFileSync(path, existsSync(path) ? readFileSync(path, 'utf8').replace(PLACE, () => parts[at + 1]) : parts[at + 1]);
  }
}
