// Builds every project in its place, opens its pages, and tells what each row is worth. Not here: how it is shown.
import { cpSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ROOT } from '../../scripts/setup/paths.mjs';
import { run, serveBy } from './child.mjs';
import { look } from './look.mjs';
import { initAndPaste } from './paste.mjs';
import { putFiles, putHtml, putPages, putProject } from './place.mjs';
import { ACTS, rows } from './projects.mjs';
import { serveFolder } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** What an example looks like when the shopper has been there. */
const SHOTS = join(ROOT, 'test-results/matrix');
/** Folders that are built side by side. */
const AT_ONCE = 2;

/** Tells each row as soon as it is known: `tell({ project, ok, ms_to_first_picks, bytes_brotli, fault })`. */
export async function runAll(projects, { place, chrome, modern, tell }) {
  const expected = await picks(place);
  // A folder that several projects share is built once.
  const ready = new Map();
  const folders = [...new Set(projects.map(({ from }) => from))];
  await pool(folders, AT_ONCE, async (from) => {
    const sharing = projects.filter((project) => project.from === from);
    ready.set(from, await prepare(sharing, { place, modern }).catch((error) => ({ error })));
  });
  const browser = await chromium.launch({ executablePath: chrome, headless: true, args: FLAGS });
  try {
    for (const project of projects) {
      const { folder, error } = ready.get(project.from);
      if (error) failAll(project, error, tell);
      else await lookAt(project, folder, { browser, expected, modern, tell });
    }
  } finally {
    await browser.close();
  }
}

/** What the engine answers in this Node: everywhere else the answer has to be the same. */
async function picks({ packed, catalog }) {
  const { open } = await import(pathToFileURL(join(packed, 'dist/index.js')));
  const nearside = await open({ catalog: new Uint8Array(readFileSync(catalog)), storage: 'memory' });
  const ids = nearside.recommend('home', { count: 8 }).items.map(({ id }) => id);
  if (ids.length !== 8) throw new Error('there are no picks to compare with');
  return ids;
}

/** Puts a folder in its place and builds it. */
async function prepare(sharing, { place, modern }) {
  const [{ from, bare, node, init }] = sharing;
  const folder = putProject(place, from);
  if (node) putFiles(place, folder);
  const pages = sharing.find((project) => project.pages);
  if (pages) {
    putPages(folder, bare && ((name) => path(name, place)));
    putFiles(place, join(folder, pages.served === '.' ? '.' : 'public'));
    if (bare) cpSync(place.packed, join(folder, 'nearside'), { recursive: true });
    if (pages.html !== false) for (const name of pages.pages) putHtml(join(folder, pages.html ?? '.'), name);
  }
  if (init) await initAndPaste(place, folder);
  const building = sharing.find((project) => project.build);
  if (building) await run('npm', ['run', building.build], { cwd: folder, env: environment(building, modern) });
  if (pages?.served && pages.served !== '.') putFiles(place, join(folder, pages.served));
  return { folder };
}

/** What a page without tools writes in place of an entry's name. */
const path = (name, { exports }) => `./nearside/${exports[`.${name.slice('nearside'.length)}`]?.default.slice(2)}`;

/** Some tools of today need a newer Node than this project does. */
const environment = ({ modern: wanted }, modern) => (wanted ? { PATH: [dirname(modern), process.env.PATH].join(delimiter) } : {});

async function lookAt(project, folder, { browser, expected, modern, tell }) {
  const all = rows(project);
  if (project.node) {
    const [{ name }] = all;
    try {
      same(JSON.parse(await run(process.execPath, ['--no-warnings', project.node], { cwd: folder })), expected);
      return tell({ project: name, ok: true, ms_to_first_picks: null, bytes_brotli: null });
    } catch (error) {
      return tell(failed(name, error));
    }
  }
  let server;
  try {
    server = await (project.served ? serveFolder(join(folder, project.served), project) : serveBy('npm', project.start, { cwd: folder, env: environment(project, modern) }));
  } catch (error) {
    return failAll(project, error, tell);
  }
  for (const { page, name } of all) {
    try {
      const { ids, ms, bytes, told: { runs, problems } } = await look(browser, server.address, { path: project.path ?? (page === 'index' ? '' : `${page}.html`), act: project.act ?? ACTS[page], selector: project.selector, shot: project.act && join(SHOTS, `${name.replace(/\W+/g, '-')}.png`) });
      if (project.pages) same(ids, expected);
      // Where the module cannot be had, JavaScript gives the same picks: it would not be missed.
      if (runs !== undefined && `${runs} ${problems}` !== 'wasm ') throw new Error(`it runs as ${runs} with the problems "${problems}"`);
      tell({ project: name, ok: true, ms_to_first_picks: ms, bytes_brotli: bytes });
    } catch (error) {
      tell(failed(name, error));
    }
  }
  await server.close();
}

function same(ids, expected) {
  if (ids.join() !== expected.join()) throw new Error(`the picks are ${ids.join(' ')} and should be ${expected.join(' ')}`);
}

/** Says of the first row what went wrong with all of them. */
function failAll(project, error, tell) {
  for (const [at, { name }] of rows(project).entries()) tell(failed(name, at === 0 ? error : { message: 'as above' }));
}

const failed = (project, error) => ({ project, ok: false, ms_to_first_picks: null, bytes_brotli: null, fault: error.message });

/** Does `work` with everything, so many at a time. */
async function pool(things, atOnce, work) {
  const left = things.slice();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left.length > 0) await work(left.shift());
  }));
}
