// The shop's own shelves: hand-written names for the raw departments, categories and types of the data.
// The words are in shelves/*.txt; here is only the reading of them.
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('./shelves/', import.meta.url);
const small = new Set(['and', 'of', 'with', 'to', 'for', 'in', 'the', 'on', 'by']);

/** `Ready-to-cook potatoes` → `Ready-to-Cook Potatoes`. Capitals that are there stay. */
export const titleCase = (text) => {
  let first = true;
  return text.replace(/[\p{L}’]+/gu, (word) => {
    const keep = !first && small.has(word);
    first = false;
    return keep ? word : word[0].toUpperCase() + word.slice(1);
  });
};

/** Reads all tables. Returns `find(category, type)` → `{ path, picture, noun }`, and the names never asked for. */
export function readShelves() {
  const shelves = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')).sort()) {
    let aisle;
    for (const [at, line] of readFileSync(new URL(file, folder), 'utf8').split('\n').entries()) {
      if (!line.trim() || line.startsWith('#')) continue;
      const head = /^\[(\w+)\] (.+) > (.+)$/.exec(line);
      if (head) {
        aisle = { picture: head[1], path: [head[2], head[3]] };
        continue;
      }
      const split = line.lastIndexOf(' = ');
      const key = line.slice(0, split).toUpperCase();
      const [shelf, noun = titleCase(shelf)] = line.slice(split + 3).split(' | ');
      if (split < 0 || !aisle) throw new Error(`${file}:${at + 1}: not a shelf: ${line}`);
      if (shelves.has(key)) throw new Error(`${file}:${at + 1}: ${key} is already on a shelf`);
      shelves.set(key, { path: [...aisle.path, shelf], picture: aisle.picture, noun, used: 0 });
    }
  }
  const find = (category, type) => {
    const shelf = shelves.get(`${category.toUpperCase()} :: ${type}`) ?? shelves.get(type);
    if (shelf) shelf.used++;
    return shelf;
  };
  return { find, unused: () => [...shelves].filter(([, shelf]) => !shelf.used).map(([key]) => key) };
}
