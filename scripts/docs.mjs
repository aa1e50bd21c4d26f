// `npm run docs [-- --build] [-- --check]`: the documentation site: built and served; only built; or built, looked at in
// Chromium, and every snippet of the texts checked. Not here: each of these (docs/).
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { reference } from './docs/api.mjs';
import { checkSite } from './docs/check.mjs';
import { glance } from './docs/glance.mjs';
import { demo, pictures } from './docs/pictures.mjs';
import { SHELVES } from './docs/pages.mjs';
import { checkSnippets } from './docs/snippets.mjs';
import { serveSite } from './docs/serve.mjs';
import { stage } from './docs/stage.mjs';
import { chromium } from './setup/browser.mjs';
import { BUILD, ROOT } from './setup/paths.mjs';
import { main, run, SetupError, step } from './setup/run.mjs';
import { setUpBuild, setUpDocs } from './setup.mjs';
import { buildAll } from './build.mjs';

const SITE = join(BUILD, 'docs-site');

await main(async () => {
  const { build, check, write } = options();
  // Declarations, facts and pictures are those of the package as built.
  await buildAll(await setUpBuild());
  const shop = await demo();
  const drawn = pictures(shop);
  if (write) for (const [path, text] of drawn) writeFileSync(join(ROOT, path), text);
  const results = [];
  const told = (name, faults) => {
    results.push(faults.length === 0);
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${name}${faults.map((fault) => `\n    ${fault}`).join('')}`);
  };
  const { tools } = await setUpDocs();
  if (check) {
    told('the pictures are those of the facts', drawn.filter(([path, text]) => readFileSync(join(ROOT, path), 'utf8') !== text).map(([path]) => `${path}: npm run docs -- --build --write`));
    for (const { name, faults } of await checkSnippets()) told(name, faults);
  }
  const wrong = await step('Documentation site', () => buildSite(tools, shop));
  if (wrong.length > 0 && !check) throw new SetupError(`Links to nothing:\n  ${wrong.join('\n  ')}`);
  if (check) {
    told('links of the texts name what is there', wrong);
    const chrome = process.env.CHROME || (await chromium()).browser;
    for (const { name, faults } of await checkSite(SITE, chrome)) told(name, faults);
    const bad = results.filter((good) => !good).length;
    console.log(`docs: ${results.length - bad} passed, ${bad} failed`);
    process.exitCode = bad === 0 ? 0 : 1;
  } else if (!build) {
    console.log(`\nDocumentation: ${await serveSite(SITE)}   (Ctrl+C ends it)`);
  } else {
    console.log(`The site is in ${SITE}.`);
  }
});

/** Pages, reference and settings below the tools, where the generator finds its own parts; then the site to `build`. */
async function buildSite(tools, { facts, config }) {
  const work = join(tools, `run-${process.pid}`);
  try {
    const folder = join(work, 'pages');
    mkdirSync(folder, { recursive: true });
    const { pages, wrong } = stage(folder);
    const made = reference(tools);
    for (const [name, text] of [...made, glance(facts, config)]) {
      mkdirSync(dirname(join(folder, `${name}.md`)), { recursive: true });
      writeFileSync(join(folder, `${name}.md`), text);
    }
    mkdirSync(join(work, '.vitepress'));
    cpSync(join(ROOT, 'docs/site/config.mjs'), join(work, '.vitepress/config.mjs'));
    cpSync(join(ROOT, 'docs/site/theme'), join(work, '.vitepress/theme'), { recursive: true });
    writeFileSync(join(work, 'package.json'), '{"type": "module", "private": true}');
    const env = { ...process.env, NEARSIDE_SITE: JSON.stringify({ shelves: shelves([...pages, 'glance'], made, folder) }) };
    await run(process.execPath, [join(tools, 'node_modules/vitepress/bin/vitepress.js'), 'build', work], { cwd: work, env });
    rmSync(SITE, { recursive: true, force: true });
    cpSync(join(work, 'site'), SITE, { recursive: true });
    return wrong;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The sidebar: each page by its own first heading; what is on no shelf comes last. */
function shelves(pages, made, folder) {
  const left = new Set(pages.filter((name) => name !== 'index'));
  const heading = (name) => /^# (.+)$/m.exec(readFileSync(join(folder, `${name}.md`), 'utf8'))?.[1].replaceAll('`', '') ?? name;
  const item = (name) => (left.delete(name), { text: heading(name), link: `/${name}` });
  const all = SHELVES.map(([text, names]) => ({ text, items: (text === 'Reference' ? made.map(([name]) => name) : names.filter((name) => left.has(name))).map(item), collapsed: !['Start', 'Use'].includes(text) }));
  all.at(-1).items.push(...[...left].map(item));
  return all;
}

function options() {
  try {
    return parseArgs({ options: { build: { type: 'boolean' }, check: { type: 'boolean' }, write: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n  npm run docs -- [--build] [--check] [--write]`);
  }
}
