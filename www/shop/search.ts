// Words → products, in the shop's own order. Not here: any personal order.
import { loadRows, plain, type Product } from './data.js';

const MOST = 200;

/** Products whose title or shelf has every word, titles first, best known first. */
export async function search(words: string): Promise<Product[]> {
  const wanted = plain(words).split(/[^a-z0-9.]+/).filter(Boolean).map((word) => ` ${word.length > 3 ? word.replace(/(?:es|s)$/, '') : word}`);
  if (wanted.length === 0) return [];
  const inTitle: Product[] = [];
  const onShelf: Product[] = [];
  for (const row of await loadRows()) {
    if (wanted.every((word) => row.words.includes(word))) inTitle.push(row);
    else if (wanted.every((word) => row.words.includes(word) || row.place.includes(word))) onShelf.push(row);
    if (inTitle.length >= MOST) break;
  }
  return [...inTitle, ...onShelf].slice(0, MOST);
}
