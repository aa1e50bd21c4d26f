/** The product that a page is about, as it tells search engines. Not here: lists of products. */
import type { Nearside } from '../types.js';
import { few, hears, MOST, namesOf, note, part, quietly, type Carried, type Stop } from './note.js';

/** What `jsonLd()` takes. */
export interface JsonLdOptions {
  /** Where to look. @default document */
  root?: ParentNode;
}

/** Letters of one script that are read at most, and how deep a product may lie. */
const LETTERS = 200_000;
const DEEP = 6;

const PRODUCT = /(^|[/:#])(Product|ProductGroup|ProductModel|IndividualProduct)$/;
const IDS = ['sku', 'productID', 'productGroupID', 'inProductGroupWithID', 'gtin', 'gtin8', 'gtin12', 'gtin13', 'gtin14', '@id'];

/**
 * Notes one view where all products of the page's JSON-LD are the same item of the catalog; once its markup is there.
 * A page without reloads calls it again for each product.
 */
export function jsonLd(nearside: Nearside, { root = document }: JsonLdOptions = {}): Stop {
  let listening = true;
  const read = (): void => quietly(() => {
    if (!listening || !hears(nearside)) return;
    const found: Product[] = [];
    for (const { textContent } of Array.from(root.querySelectorAll('script[type="application/ld+json" i]')).slice(0, MOST)) {
      if (textContent && textContent.length <= LETTERS) quietly(() => products(JSON.parse(textContent), 0, found));
    }
    // One of several that is not in the catalog is asked for nothing: the page may be a list.
    const items = found.map(({ ids, carried }) => namesOf(nearside, ids, found[1] ? undefined : carried));
    if (new Set(items.map(String)).size === 1) note(nearside, 'view', items);
  });
  const loading = document.readyState === 'loading';
  if (loading) document.addEventListener('DOMContentLoaded', read);
  else read();
  return () => {
    listening = false;
    if (loading) document.removeEventListener('DOMContentLoaded', read);
  };
}

interface Product {
  ids: unknown[];
  carried: Carried;
}

/** Adds the ids of each product that the page itself is about; those without any (of a reviews' widget) are left out. */
function products(said: unknown, depth: number, found: Product[]): void {
  if (depth > DEEP || found.length >= MOST) return;
  if (Array.isArray(said)) {
    for (const one of few(said)) products(one, depth + 1, found);
    return;
  }
  const node = part(said);
  if (!node) return;
  if (few(node['@type']).some((type) => typeof type === 'string' && PRODUCT.test(type))) {
    const ids = [node, ...few(node['hasVariant']).map(part)].flatMap((one) => IDS.map((name) => one?.[name])).filter((id) => id && (typeof id !== 'object' || Array.isArray(id)));
    const { brand } = node;
    if (ids.length > 0) found.push({ ids, carried: { categories: [node['category']], brand: part(brand)?.['name'] ?? brand } });
  } else {
    for (const inside of ['@graph', 'mainEntity']) products(node[inside], depth + 1, found);
  }
}
