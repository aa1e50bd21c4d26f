// The shop's own files: its shelves and bestsellers at the start, its whole list of products when there is time.
// They are the same for everyone. Not here: anything about a shopper, or any order made for one.
import { inParts, pause } from './pace.js';
import { Store } from './store.js';

export interface Aisle {
  name: string;
  picture: string;
  count: number;
  shelves: [name: string, count: number][];
  best: [id: string, title: string, price: string | null, shelf: string][];
}

export interface Department {
  name: string;
  picture: string;
  count: number;
  aisles: Aisle[];
}

/** What is needed to draw a product, wherever it comes from. */
export interface Product {
  id: string;
  title: string;
  price: number | undefined;
  inStock: boolean;
  /** A symbol of art.svg. */
  picture: string;
  /** Department, aisle, shelf; unknown until the list of products is here. */
  path?: string[];
}

export interface Row extends Product {
  path: string[];
}

export const departments = new Store<Department[]>([]);
export const rows = new Store<Row[]>([]);

/** Loads shelves and bestsellers. Without them the shop has no navigation but still a search. */
export async function loadShelves(): Promise<void> {
  const answer = await fetch('/bestsellers.json', { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`bestsellers.json: ${answer.status}`);
  const shop = (await answer.json()) as { departments: Department[] };
  departments.set(shop.departments);
}

let loading: Promise<Row[]> | undefined;
/** Loads the whole list, best known first. Once; a failure is forgotten, so that the next call tries again. */
export function loadRows(): Promise<Row[]> {
  loading ??= fetchRows().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchRows(): Promise<Row[]> {
  const answer = await fetch('/products.tsv', { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`products.tsv: ${answer.status}`);
  const text = await answer.text();
  await pause();
  const lines = text.trimEnd().split('\n');
  await pause();
  const count = Number(lines[0]);
  const shelves = lines.slice(1, count + 1).map((line) => line.split(' > '));
  const pictures = shelves.map(pictureOf);
  const list = await inParts(lines.slice(count + 1), (line): Row => {
    const [id = '', title = '', price = '', shelf = '', stock] = line.split('\t');
    const path = shelves[Number(shelf)] ?? [];
    return {
      id, title, path, price: price ? Number(price) : undefined, inStock: stock === '1', picture: pictures[Number(shelf)] ?? 'box',
    };
  });
  rows.set(list);
  return list;
}

/** The department or aisle at a path. */
export function find(path: readonly string[]): { department?: Department; aisle?: Aisle; shelf?: string } | undefined {
  const department = departments.value.find((one) => one.name === path[0]);
  const aisle = department?.aisles.find((one) => one.name === path[1]);
  const shelf = aisle?.shelves.find(([name]) => name === path[2])?.[0];
  const found = [department, aisle, shelf].filter(Boolean).length;
  if (!department || found !== path.length) return undefined;
  return { department, ...(aisle && { aisle }), ...(shelf !== undefined && { shelf }) };
}

export function pictureOf(path: readonly string[]): string {
  const found = find(path.slice(0, 2));
  return found?.aisle?.picture ?? found?.department?.picture ?? 'box';
}

/** The bestsellers below a path in the shop's own order: what there is before the list of products is. */
export function bestsellers(path: readonly string[] = []): Product[] {
  const aisles = departments.value
    .filter((department) => path.length === 0 || department.name === path[0])
    .map((department) => department.aisles
      .filter((aisle) => path.length < 2 || aisle.name === path[1])
      .flatMap((aisle) => aisle.best
        .filter(([, , , shelf]) => path.length < 3 || shelf === path[2])
        .map(([id, title, price, shelf]): Product => ({
          id, title, price: price === null ? undefined : Number(price), inStock: true, picture: aisle.picture, path: [department.name, aisle.name, shelf],
        }))));
  // One of each department in turn, so that the first row is not all milk.
  const turns = Math.max(0, ...aisles.map((list) => list.length));
  return Array.from({ length: turns }, (_, turn) => aisles.flatMap((list) => list[turn] ?? [])).flat();
}

/** Whether a product stands below a path. */
export const below = (product: Product, path: readonly string[]) => path.every((name, at) => product.path?.[at] === name);
