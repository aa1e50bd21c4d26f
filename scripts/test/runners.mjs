// Every runner of `npm test`, in order. Not here: how a command's counts are read (runner.mjs).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { files } from '../build/stamp.mjs';
import { BUILD, ROOT } from '../setup/paths.mjs';
import { TARGET } from '../setup/rust.mjs';
import { MODULES } from '../wasm.mjs';
import { inEngines } from './engines.mjs';
import { broke, check, COUNTS, tests, total } from './runner.mjs';

const node = process.execPath;
const TSC = join(ROOT, 'node_modules/.bin/tsc');
const DENY = ['--', '-D', 'warnings'];

/** Each takes what set-up returned and gives its counts. */
export const RUNNERS = {
  /** Form: formatting, lints for this machine and for the browser, types. */
  async lint({ wasm }) {
    return total([
      await check('cargo', ['fmt', '--check']),
      await check('cargo', ['clippy', '--locked', '--all-targets', '--all-features', ...DENY]),
      ...await lintModules(wasm),
      await check('cargo', ['doc', '--locked', '--no-deps', '--features', 'compiler,collector'], { ...process.env, RUSTDOCFLAGS: '-D warnings' }),
      await check(TSC, ['-p', '.']),
      await check(TSC, ['-p', 'scripts/build/tsconfig.node.json']),
    ]);
  },
  /** Rust: units, properties, integration, documentation examples. */
  native: () => tests('cargo', ['test', '--features', 'cli'], COUNTS.rust),
  /** The scripts of this folder. */
  scripts: () => nodeTests('scripts'),
  /** The browser module in a real browser. */
  browser({ wasm, pack, browser, driver }) {
    return tests(pack, ['test', '--headless', '--chrome', '--chromedriver', driver, '--mode', 'no-install', '--', '--features', 'compiler', '--test', 'browser'], COUNTS.rust,
      { ...wasm, WASM_BINDGEN_TEST_WEBDRIVER_JSON: webdriver(browser), WASM_BINDGEN_TEST_TIMEOUT: '120' });
  },
  /** In Firefox and in WebKit: the browser module, the golden lists, the elements, the demo shop. */
  engines: ({ engines, ...tools }) => inEngines(engines, tools),
  /** The packed tarball in an empty project. */
  pack: () => nodeTests('tests/pack'),
  /** The collector for servers in JavaScript, against the native one and on every store; with a Node that has SQLite. */
  collector: async ({ sqlite }) => nodeTests('tests/collector', sqlite, ['--no-warnings', '--experimental-vm-modules']),
  /** The same bytes and the same lists in Node and in a browser as natively. */
  golden: ({ browser }) => plain('tests/golden/run.mjs', browser),
  /** Files to take along and to bring, receipts, the policy: on the real engine in Node, and in a browser. */
  rights: ({ browser }) => plain('tests/rights/run.mjs', browser),
  /** What a shop's own events say, and that nothing else is heard: on the real engine in Node, and in a browser. */
  listen: ({ browser }) => plain('tests/listen/run.mjs', browser),
  /** InstantSearch, MiniSearch, React and others with the shopper's order in them, and the overlay: in Node, and in a browser. */
  connect: ({ browser }) => plain('tests/connect/run.mjs', browser),
  /** Notice, panel, badge and reason, each on a page of its own. */
  elements: ({ browser }) => plain('tests/elements/run.mjs', browser),
  /** A shopper in the demo shop. */
  e2e: ({ browser }) => plain('tests/e2e/run.mjs', browser),
  /** The packed tarball in projects of every common tool, and the examples, built and opened. */
  matrix: ({ browser }) => plain('scripts/pack-matrix.mjs', browser),
  /** The documentation site: its snippets, its links, and how it works in a browser. */
  docs: ({ browser }) => plain('scripts/docs.mjs', browser, ['--check']),
  /** What the anonymous counts promise, in short. */
  audit: ({ browser }) => plain('scripts/audit.mjs', browser, ['--quick']),
  /** What a page downloads, against the budgets. */
  size: () => check(node, ['scripts/size.mjs']),
};

/** Each WebAssembly module's own set of features; the one with the compiler has tests in browsers. */
async function lintModules(wasm) {
  const lines = [];
  for (const { name, features } of MODULES) {
    const tested = name === 'compiler' ? ['--test', 'browser'] : [];
    lines.push(await check('cargo', ['clippy', '--locked', '--lib', ...tested, '--target', TARGET, '--features', features.join(','), ...DENY], wasm));
  }
  return lines;
}

function plain(script, browser, more = []) {
  return tests(node, [script, ...more], COUNTS.plain, { ...process.env, CHROME: browser });
}

async function nodeTests(folder, command = node, options = []) {
  const names = files(folder).filter((name) => name.endsWith('.test.mjs'));
  // Without names Node would look for tests of its own accord.
  if (names.length === 0) return broke(`${folder} holds no test`);
  return tests(command, [...options, '--test', '--test-reporter=spec', ...names], COUNTS.node);
}

/** The runners that need Chromium. */
export const IN_BROWSER = ['browser', 'golden', 'rights', 'listen', 'connect', 'elements', 'e2e', 'matrix', 'docs', 'audit'];

/** webdriver.json with the browser that set-up found. */
function webdriver(browser) {
  const options = JSON.parse(readFileSync(join(ROOT, 'webdriver.json'), 'utf8'));
  options['goog:chromeOptions'].binary = browser;
  const path = join(BUILD, 'webdriver.json');
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(path, JSON.stringify(options));
  return path;
}
