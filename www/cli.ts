// The command line of the npm package: `nearside compile` and `nearside check`, the Rust compiler as WebAssembly, with
// the options and the report of the native command; and `nearside policy`, `init` and `counts`. Not here: anything that a
// browser loads.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { checkConfig, compileCatalog, explainCounts, initSync, Shop } from '../build/wasm/compiler.js';
import { Asked } from './asked.js';
import { counts } from './cli-counts.js';
import { Failure, messageOf } from './cli-failure.js';
import { open, writeWhole, type Read } from './cli-files.js';
import { init } from './cli-init.js';
import { policy } from './cli-policy.js';
import { Show } from './cli-show.js';
import { Call } from './facts.js';
import type { Facts } from './types.js';

const HELP = `Personal picks for an online shop, computed in the shopper's own browser.

Usage: nearside compile FEED [options]   a product feed into catalog.nsc
       nearside check [FEED] [options]   what could be better in the feed and in nearside.json; no catalog
       nearside policy [options]         the policy page of nearside.json
       nearside init [options]           asks five questions; writes nearside.json and the catalog, prints what to paste
       nearside counts --explain         how many anonymous reports a difference takes, and what repeating gives away

FEED is Google product data (TSV, CSV, XML, JSON), a product export of Shopify or WooCommerce, OpenAI's commerce feed
or JSON-LD; which of them shows in its content. It may be compressed (.gz).

  -o, --output FILE    where the catalog goes [default: catalog.nsc]
      --baskets FILE   anonymous orders, one a line: TSV with the columns buyer, day, items; may be .gz
      --sessions FILE  anonymous click sessions, one click a line: SessionId, ItemId, Time
                       (with tabs or commas); may be .gz
      --currency CODE  of prices that name none, such as EUR: exports of Shopify and WooCommerce do not say it
      --config FILE    the merchant's nearside.json: checked, and its "sensitive" list is read
      --neighbors K    neighbors of each item at most, by baskets and by sessions, 0 to 1000;
                       0 leaves both tables out [default: 32]
      --table-bytes N  bytes that both tables together may take; each item keeps its strongest
      --shards N|auto  cut a large catalog into a head and about N shards, beside it; "auto" cuts only what is too large
      --no-cards       leave titles, links and images out
      --no-names       leave handles, SKUs and variants' numbers out: pages must name products by the catalog's own ids
      --json           print the report as JSON

  check: exit status 0 when nothing is wrong, 1 when products, or half of the prices, are lost, 2 for a wrong option
      --strict         warnings fail, too

  policy:
      --config FILE    the merchant's nearside.json [default: nearside.json]
      --out DIR        where policy.json and policy.html go; what changed is told against the policy.json
                       that is there [default: .]
      --date DAY       the day of this edition, YYYY-MM-DD [default: today]
      --language TAG   of the page: ar, de, en, es, fr, he, it, ja, nl, pl, pt, sv, zh, or one of a region
                       such as pt-PT [default: en]
      --check          write nothing; fail when they no longer say what the configuration does, or when
                       something is missing that only you can know

  init: asks only what is not said; where nobody can be asked, or with --yes, the defaults hold
      --shop NAME      the shop's name [default: that of package.json or of the folder]
      --contact TEXT   where shoppers can write to about their data
      --feed FILE      the product feed, with --currency where its prices name none
      --sources LIST   what to note, of browsing, searching, cart, orders, showing [default: all]
      --counts         ask shoppers who share for anonymous counts; --no-counts: do not [default]
      --out DIR        where nearside.json and catalog.nsc go [default: public where there is one, or with
                       Next, Astro, React and Vite; else .]
  -y, --yes            ask nothing
      --force          overwrite what is there

  counts --explain: without --from and --to, of the differences that shops ask about
      --question KIND  funnel, category, reach, arm or paired [default: arm]
      --from SHARE     the share before, or without, in percent (for "paired" 50)
      --to SHARE       the share after, or with, in percent
      --categories N   for "category": how many categories the shop counts, 1 to 509 [default: 15]

  -h, --help           print this
  -V, --version        print the version
`;

interface Compiled {
  catalog: Uint8Array;
  report: string;
  text: string;
}

type Put = (file: string, bytes: Uint8Array) => void;

async function main(): Promise<void> {
  const began = performance.now();
  const { values, positionals } = parse();
  if (values.version) return print(`nearside ${version()}\n`);
  if (values.help || positionals.length === 0) return print(HELP);
  const [command, feed, ...rest] = positionals;
  if (command === 'policy') {
    if (feed) throw usage('policy takes no feed');
    return tellPolicy(values);
  }
  if (command === 'init') {
    if (feed) throw usage('init takes no feed but with --feed');
    return tellInit(values);
  }
  if (command === 'counts') {
    if (feed) throw usage('counts takes no feed');
    return print(counts(values, { explain: explained, usage }));
  }
  if (command !== 'compile' && command !== 'check') throw usage(`there is no command "${command}"`);
  const onlyConfig = command === 'check' && !feed && values.config !== undefined;
  if ((!feed && !onlyConfig) || rest.length) throw usage(`${command} takes one feed`);
  start();
  const config = values.config === undefined ? undefined : readConfig(values.config);
  if (!feed) return print(`${values.config} says what it may say\n`);
  const options = {
    neighbors: neighbors(values.neighbors),
    ...(values.currency !== undefined && { currency: currency(values.currency) }),
    ...(values['table-bytes'] !== undefined && { tableBytes: bytes(values['table-bytes']) }),
    cards: !values['no-cards'],
    names: !values['no-names'],
    sensitive: config?.sensitive ?? [],
    advise: command === 'check',
    ...(command === 'compile' && values.shards !== undefined ? cut(values.shards, values.output) : {}),
  };
  // Shards are written before the head, which must never be met without them.
  const put = (file: string, bytes: Uint8Array) => writeWhole(join(dirname(values.output), file), bytes);
  const show = new Show();
  const also = (path: string | undefined) => (path ? open(path, show) : undefined);
  const compiled = compile(open(feed, show), also(values.baskets), also(values.sessions), options, put, show);
  // Only the catalog knows which categories counts may ask about.
  if (command === 'check' && values.config !== undefined && config) asConfig(values.config, () => checkConfig(config.text, compiled.catalog));
  if (command === 'compile') writeWhole(values.output, compiled.catalog);
  print(values.json ? `${compiled.report}\n` : compiled.text);
  if (command === 'check' && fails(compiled, values.strict)) process.exitCode = 1;
  if (command === 'compile' && !values.json) {
    print(`\n${values.output} written in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }
}

/** Whether anything was found that must not be. */
function fails({ report }: Compiled, strict: boolean): boolean {
  const { findings = [] } = JSON.parse(report) as { findings?: { weight: string }[] };
  return findings.some(({ weight }) => weight === 'error' || (strict && weight === 'warning'));
}

/** Loads the compiler. */
function start(): void {
  initSync({ module: brotliDecompressSync(readFileSync(new URL('./compiler.wasm.br', import.meta.url))) as Uint8Array<ArrayBuffer> });
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o', default: 'catalog.nsc' },
        baskets: { type: 'string' },
        sessions: { type: 'string' },
        config: { type: 'string' },
        currency: { type: 'string' },
        neighbors: { type: 'string', default: '32' },
        'table-bytes': { type: 'string' },
        shards: { type: 'string' },
        'no-cards': { type: 'boolean', default: false },
        'no-names': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        shop: { type: 'string' },
        contact: { type: 'string' },
        feed: { type: 'string' },
        sources: { type: 'string' },
        counts: { type: 'boolean' },
        'no-counts': { type: 'boolean' },
        yes: { type: 'boolean', short: 'y', default: false },
        force: { type: 'boolean', default: false },
        explain: { type: 'boolean', default: false },
        question: { type: 'string', default: 'arm' },
        from: { type: 'string' },
        to: { type: 'string' },
        categories: { type: 'string', default: '15' },
        date: { type: 'string' },
        language: { type: 'string', default: 'en' },
        check: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'V', default: false },
      },
    });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

/** Asks at a terminal. What is typed ahead answers the next question. */
function atTerminal(): { ask: (question: string, usual: string) => Promise<string>; close: () => void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ahead: string[] = [];
  let waiting: ((line: string) => void) | undefined;
  let ended: (() => void) | undefined;
  lines.on('line', (line) => {
    if (waiting) waiting(line);
    else ahead.push(line);
    waiting = undefined;
  });
  lines.on('close', () => ended?.());
  const ask = (question: string, usual: string): Promise<string> => new Promise((answer, broken) => {
    ended = () => broken(new Failure('BAD_OPTION', 'the questions were broken off; nothing is written'));
    lines.setPrompt(`${question}${usual ? ` [${usual}]` : ''}: `);
    lines.prompt();
    if (ahead.length > 0) answer(ahead.shift()!);
    else waiting = answer;
  });
  return { ask, close: () => lines.close() };
}

async function tellInit(values: ReturnType<typeof parse>['values']): Promise<void> {
  const { shop, contact, feed, sources, out, yes, force } = values;
  const code = values.currency === undefined ? undefined : currency(values.currency);
  if (values.counts && values['no-counts']) throw usage('--counts or --no-counts, not both');
  const counts = values.counts ? true : values['no-counts'] ? false : undefined;
  start();
  const person = process.stdin.isTTY ? atTerminal() : undefined;
  try {
    await init({ shop, contact, feed, currency: code, sources, counts, out, yes, force }, {
      ask: person?.ask,
      compile: (path, sensitive, its) => {
        const show = new Show();
        const { catalog, report } = compile(open(path, show), undefined, undefined, { sensitive, ...(its && { currency: its }) }, () => {}, show);
        const { format, items, currency: known, missing } = JSON.parse(report) as { format: string; items: number; currency: string; missing: { price?: number } };
        return { catalog, format, items, noCurrency: !known && (missing.price ?? 0) > 0 && report.includes('"no-currency"') };
      },
      check: (text, catalog) => asConfig('what was said', () => checkConfig(text, catalog)),
      write: writeWhole,
      print,
      fail: (name, message) => new Failure(name, message),
    });
  } finally {
    person?.close();
  }
}

function tellPolicy({ config = 'nearside.json', out = '.', date = new Date().toISOString().slice(0, 10), language, check }: ReturnType<typeof parse>['values']): void {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw usage(`--date takes a day such as 2026-11-22, not "${date}"`);
  if (!existsSync(config)) throw new Failure('BAD_CONFIG', `${config} is not there`);
  start();
  const { lines, well } = policy({ config, out, date, language, check }, {
    read: (path) => readConfig(path).text,
    facts: (text) => {
      const shop = new Asked(new Shop(), Date.now);
      shop.numbers(Call.Open, text, '', 0);
      return JSON.parse(shop.text(Call.Facts)) as Facts;
    },
    write: (path, text) => writeWhole(path, new TextEncoder().encode(text)),
    fail: (code, message) => new Failure(code, message),
  });
  print(`${lines.join('\n')}\n`);
  if (!well) process.exitCode = 1;
}

function explained(question: string, from: number | undefined, to: number | undefined, categories: number): string {
  start();
  return explainCounts(question, from, to, categories);
}

function usage(message: string): Failure {
  return new Failure('BAD_OPTION', `${message}\n\n${HELP}`, 2);
}

function neighbors(text: string): number {
  if (!/^\d{1,4}$/.test(text) || Number(text) > 1000) throw usage(`--neighbors takes a whole number from 0 to 1000, not "${text}"`);
  return Number(text);
}

function bytes(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw usage(`--table-bytes takes a whole number, not "${text}"`);
  return Number(text);
}

function currency(text: string): string {
  if (!/^[a-z]{3}$/i.test(text)) throw usage(`--currency takes a code of three letters such as EUR, not "${text}"`);
  return text;
}

/** What shards are called, and how many they are; as many as it takes without a number. */
function cut(text: string, output: string): object {
  if (text !== 'auto' && !(/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 10_000)) {
    throw usage(`--shards takes "auto" or a whole number from 1 to 10000, not "${text}"`);
  }
  return { stem: basename(output, extname(output)), shards: text === 'auto' ? undefined : Number(text) };
}

/** A `nearside.json` that every reader will accept. */
function readConfig(path: string): { text: string; sensitive: string[] } {
  const text = readText(path);
  asConfig(path, () => checkConfig(text));
  return { text, sensitive: (JSON.parse(text) as { sensitive?: string[] }).sensitive ?? [] };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${path} cannot be read: ${messageOf(error)}`);
  }
}

function asConfig(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${path} cannot be understood: ${messageOf(error)}`);
  }
}

function compile(feed: Read, baskets: Read | undefined, sessions: Read | undefined, options: object, put: Put, show: Show): Compiled {
  try {
    const step = (stage: string, done: number, all: number) => show.step(stage, done, all);
    return compileCatalog(feed, baskets, sessions, options, step, (bytes: Uint8Array) => gzipSync(bytes).length, put);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    // Where Rust cannot have more memory it stops without a word.
    throw new Failure('INTERNAL', `the compiler stopped (${error.message}); a feed too large for WebAssembly's 4 GB needs the native command`);
  } finally {
    show.done();
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function print(text: string): void {
  process.stdout.write(text);
}

// A reader that stops reading (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await main();
} catch (error) {
  const code = (error as { code?: unknown }).code;
  process.stderr.write(`${typeof code === 'string' ? code : 'INTERNAL'}: ${messageOf(error)}\n`);
  process.exitCode = error instanceof Failure ? error.status : 1;
}
