// Words → products, in the shop's own order. Not here: any personal order.
import { loadRows, type Product, type Row } from './data.js';
import { inParts } from './pace.js';

/** So many are found; no list of the engine is longer. */
export const MOST = 200;

/** Lower case, without accents, a space before each word: ` velora white bread 20 oz`. */
const spaced = (text: string) =>
  ` ${text.normalize('NFD').replace(/[\u0300-\u036f’']/g, '').toLowerCase().split(/[^a-z0-9½¼¾⅓.]+/).join(' ')}`;

interface Entry {
  row: Row;
  title: string;
  shelf: string;
}

/** What is searched in, made at the first search. */
let index: Promise<Entry[]> | undefined;

async function indexed(): Promise<Entry[]> {
  const shelves = new Map<string[], string>();
  const shelf = (path: string[]) => shelves.get(path) ?? shelves.set(path, spaced(path.join(' '))).get(path)!;
  const rows = await loadRows();
  return (index ??= inParts(rows, (row) => ({ row, title: spaced(row.title), shelf: shelf(row.path) })));
}

/** Products whose title or shelf has every word, titles first, best known first. */
export async function search(words: string): Promise<Product[]> {
  // A plural finds its singular: ` bananas` is looked for as ` banana`.
  const wanted = spaced(words).trim().split(' ').filter(Boolean).map((word) => ` ${word.length > 3 ? word.replace(/(?:es|s)$/, '') : word}`);
  if (wanted.length === 0) return [];
  const inTitle: Product[] = [];
  const onShelf: Product[] = [];
  for (const { row, title, shelf } of await indexed()) {
    if (wanted.every((word) => title.includes(word))) inTitle.push(row);
    else if (wanted.every((word) => title.includes(word) || shelf.includes(word))) onShelf.push(row);
    if (inTitle.length >= MOST) break;
  }
  return [...inTitle, ...onShelf].slice(0, MOST);
}
