// The command line of the npm package: `nearside compile` and `nearside check`, the Rust compiler as WebAssembly, with
// the options and the report of the native command; and `nearside policy`. Not here: anything that a browser loads.
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { compileCatalog, initSync, Shop } from '../build/wasm/compiler.js';
import { Asked } from './asked.js';
import { policy } from './cli-policy.js';
import { Call } from './facts.js';
import type { Facts } from './types.js';

const HELP = `Personal picks for an online shop, computed in the shopper's own browser.

Usage: nearside compile FEED [options]   a product feed into catalog.nsc
       nearside check FEED [options]     only the report
       nearside policy [options]         the policy page of nearside.json

FEED is Google product data (TSV, CSV, XML, JSON), a product export of Shopify or WooCommerce, OpenAI's commerce feed
or JSON-LD; which of them shows in its content. It may be compressed (.gz).

  -o, --output FILE    where the catalog goes [default: catalog.nsc]
      --baskets FILE   anonymous orders, one a line: TSV with the columns buyer, day, items; may be .gz
      --sessions FILE  anonymous click sessions, one click a line: SessionId, ItemId, Time
                       (with tabs or commas); may be .gz
      --currency CODE  of prices that name none, such as EUR: exports of Shopify and WooCommerce do not say it
      --config FILE    the merchant's nearside.json (its "sensitive" list is read)
      --neighbors K    neighbors of each item at most, by baskets and by sessions, 0 to 1000;
                       0 leaves both tables out [default: 32]
      --table-bytes N  bytes that both tables together may take; each item keeps its strongest
      --shards N|auto  cut a large catalog into a head and about N shards, beside it; "auto" cuts only what is too large
      --no-cards       leave titles, links and images out
      --json           print the report as JSON

  policy:
      --config FILE    the merchant's nearside.json [default: nearside.json]
      --out DIR        where policy.json and policy.html go; what changed is told against the policy.json
                       that is there [default: .]
      --date DAY       the day of this edition, YYYY-MM-DD [default: today]
      --language TAG   of the page: ar, de, en, es, fr, he, it, ja, nl, pl, pt, sv, zh, or one of a region
                       such as pt-PT [default: en]
      --check          write nothing; fail when they no longer say what the configuration does, or when
                       something is missing that only you can know

  -h, --help           print this
  -V, --version        print the version
`;

const STAGES: Record<string, string> = {
  feed: 'reading feed', baskets: 'reading baskets', sessions: 'reading sessions',
  neighbors: 'neighbors', followers: 'followers', writing: 'writing',
};

/** How the bar is redrawn at most, and a plain line told, in milliseconds. */
const REDRAW = 50;
const RETELL = 5000;

/** What went wrong, with the code that the command prints and the exit status. */
class Failure extends Error {
  constructor(readonly code: string, message: string, readonly status = 1) {
    super(message);
  }
}

interface Compiled {
  catalog: Uint8Array;
  report: string;
  text: string;
}

type Read = (length: number) => Uint8Array;
type Put = (file: string, bytes: Uint8Array) => void;

function main(): void {
  const began = performance.now();
  const { values, positionals } = parse();
  if (values.version) return print(`nearside ${version()}\n`);
  if (values.help || positionals.length === 0) return print(HELP);
  const [command, feed, ...rest] = positionals;
  if (command === 'policy') {
    if (feed) throw usage('policy takes no feed');
    return tellPolicy(values);
  }
  if (command !== 'compile' && command !== 'check') throw usage(`there is no command "${command}"`);
  if (!feed || rest.length) throw usage(`${command} takes one feed`);
  const options = {
    neighbors: neighbors(values.neighbors),
    ...(values.currency !== undefined && { currency: currency(values.currency) }),
    ...(values['table-bytes'] !== undefined && { tableBytes: bytes(values['table-bytes']) }),
    cards: !values['no-cards'],
    sensitive: values.config ? sensitive(values.config) : [],
    ...(command === 'compile' && values.shards !== undefined ? cut(values.shards, values.output) : {}),
  };
  // Shards are written before the head, which must never be met without them.
  const put = (file: string, bytes: Uint8Array) => writeWhole(join(dirname(values.output), file), bytes);
  start();
  const show = new Show();
  const also = (path: string | undefined) => (path ? open(path, show) : undefined);
  const compiled = compile(open(feed, show), also(values.baskets), also(values.sessions), options, put, show);
  if (command === 'compile') writeWhole(values.output, compiled.catalog);
  print(values.json ? `${compiled.report}\n` : compiled.text);
  if (command === 'compile' && !values.json) {
    print(`\n${values.output} written in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }
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
        json: { type: 'boolean', default: false },
        out: { type: 'string', default: '.' },
        date: { type: 'string' },
        language: { type: 'string', default: 'en' },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'V', default: false },
      },
    });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

function tellPolicy({ config = 'nearside.json', out, date = new Date().toISOString().slice(0, 10), language, check }: ReturnType<typeof parse>['values']): void {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw usage(`--date takes a day such as 2026-11-22, not "${date}"`);
  if (!existsSync(config)) throw new Failure('BAD_CONFIG', `${config} is not there`);
  start();
  const { lines, well } = policy({ config, out, date, language, check }, {
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

/** The words and facet keys that `nearside.json` calls sensitive. The rest of the file is for the browser. */
function sensitive(path: string): string[] {
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(path, 'utf8')).sensitive ?? [];
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${path} cannot be read: ${messageOf(error)}`);
  }
  if (!Array.isArray(list) || !list.every((word) => typeof word === 'string')) {
    throw new Failure('BAD_CONFIG', `${path} cannot be understood: "sensitive" must be a list of strings`);
  }
  return list;
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

/** Reads a file piece by piece; a compressed one is taken apart first, in memory. */
function open(path: string, show: Show): Read {
  try {
    if (/\.gz$/i.test(path)) {
      const bytes = gunzipSync(readFileSync(path));
      let at = 0;
      show.expect(bytes.length);
      return (length) => {
        const part = bytes.subarray(at, at + length);
        at += part.length;
        show.passed(part.length);
        return part;
      };
    }
    const file = openSync(path, 'r');
    const about = fstatSync(file);
    if (about.isDirectory()) throw new Error('it is a folder');
    show.expect(about.size);
    let chunk = new Uint8Array(0);
    let ended = false;
    return (length) => {
      if (chunk.length < length) chunk = new Uint8Array(length);
      // The reader may ask again after the end.
      const read = ended ? 0 : readSync(file, chunk, 0, length, null);
      if (read === 0 && !ended) {
        ended = true;
        closeSync(file);
      }
      show.passed(read);
      return chunk.subarray(0, read);
    };
  } catch (error) {
    throw new Failure('BAD_FEED', `${path} cannot be opened: ${messageOf(error)}`);
  }
}

/** Writes a file under another name first, so that a reader never meets half of it. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, bytes, { flush: true });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw new Failure('BAD_OPTION', `${path} cannot be written: ${messageOf(error)}`);
  }
}

/** What a person sees meanwhile, on standard error: a bar on a terminal, a few plain lines elsewhere. */
class Show {
  readonly #terminal = process.stderr.isTTY === true;
  #expected = 0;
  #passed = 0;
  #stage = '';
  #told = 0;

  expect(bytes: number): void {
    this.#expected += bytes;
  }

  passed(bytes: number): void {
    this.#passed += bytes;
  }

  step(stage: string, done: number, all: number): void {
    const isNew = stage !== this.#stage;
    const now = performance.now();
    if (!isNew && now - this.#told < (this.#terminal ? REDRAW : RETELL)) return;
    this.#stage = stage;
    this.#told = now;
    const name = STAGES[stage] ?? stage;
    const count = stage === 'writing' ? '' : all ? `${done} of ${all} items` : `${done} ${stage === 'feed' ? 'rows' : 'lines'}`;
    if (!this.#terminal) {
      process.stderr.write(`${name} ${count}\n`);
      return;
    }
    const share = stage === 'writing' ? 1 : Math.min(1, all ? done / all : this.#passed / Math.max(1, this.#expected));
    const width = Math.max(10, Math.min(40, (process.stderr.columns ?? 80) - 50));
    const full = Math.round(share * width);
    const percent = String(Math.round(share * 100)).padStart(3);
    process.stderr.write(`\r\x1b[K${name.padEnd(16)}${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent} %  ${count}`);
  }

  done(): void {
    if (this.#terminal && this.#stage) process.stderr.write('\r\x1b[K');
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function print(text: string): void {
  process.stdout.write(text);
}

// A reader that stops reading (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  main();
} catch (error) {
  const code = (error as { code?: unknown }).code;
  process.stderr.write(`${typeof code === 'string' ? code : 'INTERNAL'}: ${messageOf(error)}\n`);
  process.exitCode = error instanceof Failure ? error.status : 1;
}
