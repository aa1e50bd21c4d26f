// A shop of 60 products, as records of a search and as a compiled catalog. Not here: tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from '../../dist/index.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** 2026-11-22 */
export const NOW = 20_779 * 86_400_000 + 40_000_000;

const SHELVES = ['Drinks > Tea', 'Drinks > Coffee', 'Pets > Dog food', 'Garden > Pots', 'Garden > Seeds'];
const BRANDS = ['Leaf', 'Bean', 'Paws', 'Clay'];

/** Records as a search has them: five shelves in turn, so that every page of a list has all of them. */
export const PRODUCTS = Array.from({ length: 60 }, (_, at) => ({
  objectID: `sku-${at}`, name: at === 3 ? '<img src=x onerror=alert(1)>' : `Thing ${at}`, category: SHELVES[at % 5], brand: BRANDS[at % 4], price: 5 + ((at * 37) % 50), url: `/products/thing-${at}?from=list`,
}));

/** Products with numbers as Shopify has them: 701 to 712, one sold out, one that costs nothing. */
const NUMBERED = Array.from({ length: 12 }, (_, at) => [String(701 + at), `Bowl ${at}`, at % 2 ? 'Pets > Bowls' : 'Pets > Beds', at === 4 ? 'out_of_stock' : 'in_stock', at === 6 ? '0.00 EUR' : `${9 + at}.50 EUR`]);

function feed() {
  const rows = [
    ...PRODUCTS.map(({ objectID, name, category, brand, price, url }) => [objectID, name, url, `/i/${objectID}.svg`, `${price}.00 EUR`, 'in_stock', brand, category]),
    ...NUMBERED.map(([id, name, category, stock, price]) => [id, name, `https://shop.example/products/bowl-${id}/?variant=1`, `/i/${id}.svg`, price, stock, 'Bowl & Co', category]),
  ];
  return ['id\ttitle\tlink\timage_link\tprice\tavailability\tbrand\tproduct_type', ...rows.map((row) => row.join('\t'))].join('\n');
}

/** Orders in which beds and bowls go together. */
const BASKETS = ['buyer\tday\titems', ...Array.from({ length: 40 }, (_, order) => `b${order}\t2026-10-${String(1 + (order % 28)).padStart(2, '0')}\t${[0, 1, 3].map((k) => 701 + ((order + k) % 12)).join(' ')}`)].join('\n');

/** A feed as a compiled catalog. @default the shop of 60 products */
export function catalog(products = feed(), baskets = BASKETS) {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-connect-'));
  try {
    writeFileSync(join(folder, 'feed.tsv'), products);
    writeFileSync(join(folder, 'baskets.tsv'), baskets);
    execFileSync(process.execPath, [join(ROOT, 'dist/cli.js'), 'compile', 'feed.tsv', '--baskets', 'baskets.tsv', '-o', 'catalog.nsc'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    return new Uint8Array(readFileSync(join(folder, 'catalog.nsc')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An engine in memory; `likes`: what the shopper viewed, often. */
export async function shopper(bytes, { level = 'remember', likes = [], ...more } = {}) {
  const nearside = await open({ catalog: bytes, config: { shop: 'Corner' }, storage: 'memory', now: () => NOW, ...more });
  if (!nearside.ready) throw new Error(JSON.stringify(nearside.health.problems));
  if (level) nearside.setLevel(level);
  for (const id of likes) for (let times = 0; times < 4; times++) nearside.track('view', { id });
  return nearside;
}

/** Whoever has a dog: food of every brand. */
export const DOG = ['sku-2', 'sku-7', 'sku-12', 'sku-17'];
export const isDog = (id) => PRODUCTS.find(({ objectID }) => objectID === id)?.category === 'Pets > Dog food';
