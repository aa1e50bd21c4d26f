// The engine that ships, behind the elements' test page, with a shopper of five hundred interests: what is timed must
// not be a stand-in's time. Not here: what is timed (slow.mjs).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, ROOT } from '../../../scripts/setup/paths.mjs';

/** So many shelves, each with a brand and a label of its own, so that one view each gives three interests. */
const SHELVES = 170;
const ITEMS = 6;

/** `build/real/catalog.nsc`, compiled by the package's own command. */
function catalog() {
  const folder = join(BUILD, 'real'), out = join(folder, 'catalog.nsc');
  mkdirSync(folder, { recursive: true });
  const rows = ['id\ttitle\tlink\tprice\tavailability\tbrand\tproduct_type\tcustom_label_0'];
  for (let at = 0; at < SHELVES * ITEMS; at++) {
    const shelf = at % SHELVES;
    rows.push([`p${at}`, `Product ${at} of shelf ${shelf}`, `/p/${at}`, '5.00 EUR', 'in stock', `Maker ${shelf}`, `Shop > Shelf ${shelf}`, `Label ${shelf}`].join('\t'));
  }
  writeFileSync(join(folder, 'feed.tsv'), rows.join('\n'));
  execFileSync(process.execPath, [join(ROOT, 'dist/cli.js'), 'compile', join(folder, 'feed.tsv'), '-o', out], { stdio: 'pipe' });
  return readFileSync(out);
}

/** Opens the test page with that engine connected; how many interests it has. */
export async function realPage(page, server) {
  const bytes = catalog();
  await page.route('**/real/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/real/', '');
    const [contentType, body] = name === 'catalog.nsc' ? ['application/octet-stream', bytes] : ['text/javascript', readFileSync(join(ROOT, 'dist', name))];
    return route.fulfill({ contentType, body });
  });
  await page.goto(`${server.origin}/?level=null&interests=0&connect=no`);
  return page.evaluate(async (shelves) => {
    const { open } = await import('/real/index.js');
    const engine = await open({ catalog: '/real/catalog.nsc' });
    engine.setLevel('remember');
    for (let shelf = 0; shelf < shelves; shelf++) engine.track('view', { id: `p${shelf}` });
    await window.test.prepare();
    window.test.connect(engine);
    return engine.interests().length;
  }, SHELVES);
}
