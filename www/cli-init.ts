// `nearside init`: five questions, or as many flags; a nearside.json, a catalog, and the lines to paste. Not here: how
// the Rust core and the disk are reached (`cli.ts`), and what the lines are (`cli-snippets.ts`).
import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { snippet, stackOf, type Stack } from './cli-snippets.js';

const SOURCES = ['browsing', 'searching', 'cart', 'orders', 'showing'];
const SCHEMA = 'node_modules/nearside/dist/nearside.schema.json';

/** What may be said beforehand. Left out: it is asked, or where nobody can be asked, the default holds. */
export interface InitOptions {
  shop?: string | undefined;
  contact?: string | undefined;
  feed?: string | undefined;
  currency?: string | undefined;
  /** With commas between. */
  sources?: string | undefined;
  counts?: boolean | undefined;
  /** Where nearside.json and catalog.nsc go. Left out: `public` where there is one, or where the stack takes files from there. */
  out?: string | undefined;
  /** Take the defaults for all that was not said. */
  yes: boolean;
  /** Overwrite what is there. */
  force: boolean;
}

/** How the command reaches a person, the Rust core and the disk. */
export interface InitTools {
  /** Asks, with the default in brackets; `undefined` where nobody can be asked. */
  ask: ((question: string, usual: string) => Promise<string>) | undefined;
  /** Compiles a feed: the catalog, what the report says, and whether all its prices lack a currency. */
  compile(feed: string, sensitive: string[], currency: string | undefined): { catalog: Uint8Array; format: string; items: number; noCurrency: boolean };
  check(config: string, catalog: Uint8Array | undefined): void;
  write(path: string, bytes: Uint8Array): void;
  print(text: string): void;
  fail(code: string, message: string): Error;
}

interface Package {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Does the command. */
export async function init(options: InitOptions, tools: InitTools): Promise<void> {
  const { print, fail } = tools;
  const ask = options.yes ? undefined : tools.ask;
  const about = packageHere(fail);
  const stack: Stack = stackOf({ ...about?.dependencies, ...about?.devDependencies });
  // Their builds take along what lies in `public`, and nothing beside it.
  const ours = options.out === undefined && ['next', 'astro', 'react', 'vite'].includes(stack);
  const out = options.out ?? (ours || existsSync('public') ? 'public' : '.');
  const [config, catalog] = [join(out, 'nearside.json'), join(out, 'catalog.nsc')];
  await mayWrite(config, catalog, options, ask, fail);

  const told = async (given: string | undefined, question: string, usual: string): Promise<string> =>
    (given ?? (await ask?.(question, usual)) ?? usual).trim() || usual;
  const shop = await told(options.shop, "The shop's name, as shoppers know it", about?.name ?? basename(resolve('.')));
  const contact = await told(options.contact, 'Where shoppers can write to about their data', '');
  const feed = await told(options.feed, 'Product feed or export (docs/feeds.md); empty: later', feedHere());
  const compiled = feed ? await compiledFeed(feed, options.currency, ask, tools) : undefined;
  const named = await told(options.sources, `What to note, of ${SOURCES.join(', ')}`, 'all');
  const sources = named === 'all' ? SOURCES : named.split(/[\s,]+/).filter(Boolean);
  const counts = options.counts ?? isYes(await ask?.('Ask shoppers who share for anonymous counts? y/N', 'n'));

  const text = `${JSON.stringify({
    $schema: relative(out, SCHEMA).replaceAll('\\', '/').replace(/^(?!\.)/, './'),
    shop,
    ...(contact && { contact }),
    ...(sources.length < SOURCES.length && { sources }),
    ...(counts && { counts: { questions: { funnel: { purpose: 'To see how far visits get' } } } }),
  }, null, 2)}\n`;
  tools.check(text, compiled?.catalog);
  // A folder that was named is to be there; a slip of the pen makes none.
  if (ours) mkdirSync(out, { recursive: true });
  if (compiled) tools.write(catalog, compiled.catalog);
  tools.write(config, new TextEncoder().encode(text));

  print(`\n${config} written${compiled ? `, and ${catalog} with ${compiled.items} items (${compiled.format})` : ''}.\n`);
  if (!compiled) print(`The catalog is still to be compiled: nearside compile FEED --config ${config} -o ${catalog}\n`);
  if (compiled?.noCurrency) print('Prices name no currency, so the catalog has none: say --currency EUR, or yours.\n');
  if (!contact) print('Shoppers should know whom to write to: fill "contact".\n');
  if (feed) print(`What could be better in the feed: npx nearside check ${feed}${options.currency ? ` --currency ${options.currency}` : ''} --config ${config}\n`);
  print(`${about?.dependencies?.['nearside'] || about?.devDependencies?.['nearside'] ? '' : 'Then: npm install nearside\n'}\n${snippet(stack)}`);
}

function packageHere(fail: InitTools['fail']): Package | undefined {
  if (!existsSync('package.json')) return undefined;
  try {
    return JSON.parse(readFileSync('package.json', 'utf8')) as Package;
  } catch {
    throw fail('BAD_OPTION', 'package.json is no JSON');
  }
}

/** A file that is called as exports are. */
function feedHere(): string {
  const usual = ['products.json', 'products_export.csv', 'feed.xml', 'feed.tsv', 'feed.csv', 'products.jsonl', 'products.csv'];
  return usual.find((name) => existsSync(name)) ?? '';
}

/** Nothing that is there is overwritten unasked. */
async function mayWrite(config: string, catalog: string, { force }: InitOptions, ask: InitTools['ask'], fail: InitTools['fail']): Promise<void> {
  const there = [config, catalog].filter((path) => existsSync(path) || isLink(path));
  if (force || there.length === 0) return;
  const may = isYes(await ask?.(`${there.join(' and ')} will be overwritten. Go on? y/N`, 'n'));
  if (!may) throw fail('BAD_OPTION', `${there.join(' and ')} stays as it is; --force overwrites`);
}

/** One that leads nowhere is somebody's, too. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

async function compiledFeed(feed: string, currency: string | undefined, ask: InitTools['ask'], { compile }: InitTools): Promise<ReturnType<InitTools['compile']>> {
  const compiled = compile(feed, [], currency);
  if (!compiled.noCurrency || !ask) return compiled;
  const code = (await ask('Its prices name no currency. Which is it? (EUR, USD …)', '')).trim();
  return /^[a-z]{3}$/i.test(code) ? compile(feed, [], code) : compiled;
}

function isYes(answer: string | undefined): boolean {
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}
