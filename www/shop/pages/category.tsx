// A department, an aisle or a shelf: what is below it, filters, and its products in the shopper's order.
import type { VNode } from 'preact';
import type { Nearside, Pick } from 'nearside';
import { useEffect, useState } from 'preact/hooks';
import { below, bestsellers, departments, find, loadRows, rows, type Product } from '../data.js';
import { useEngine } from '../engines.js';
import { inCategory } from '../mine.js';
import { Compare, DEPTH, useOrder } from '../parts/compare.js';
import { Card, asProduct } from '../parts/card.js';
import { Waiting } from '../parts/grid.js';
import { Crumbs } from '../parts/crumbs.js';
import { Asked } from '../parts/asked.js';
import { many } from '../parts/price.js';
import { Unknown } from './unknown.js';
import { to } from '../route.js';
import { useStore } from '../store.js';

const PAGE = 48;
const PRICES: readonly [string, number | undefined, number | undefined][] = [
  ['Any price', undefined, undefined], ['Under $2', undefined, 1.99], ['$2 to $5', 2, 5], ['$5 to $10', 5, 10], ['Over $10', 10, undefined],
];

export function Category({ path }: { path: string[] }): VNode {
  const engine = useEngine();
  const known = useStore(departments);
  const list = useStore(rows);
  const [pages, setPages] = useState(1);
  const [inStock, setInStock] = useState(false);
  const [band, setBand] = useState(0);
  const key = path.join(' > ');
  useEffect(() => setPages(1), [key, inStock, band]);

  const [, min, max] = PRICES[band] ?? PRICES[0]!;
  const filter = [
    inCategory(path), ...(inStock ? ['in_stock'] : []), ...(min === undefined ? [] : [`price >= ${min}`]), ...(max === undefined ? [] : [`price <= ${max}`]),
  ].join(' && ');
  const ask = (one: Nearside, count: number): Pick[] => one.recommend('category', { count, filter }).items;
  const order = useOrder(engine?.ready ? engine : undefined, ask, DEPTH);
  // What is beyond the first two hundred, or all without an engine, comes from the shop's own list.
  const lacking = engine !== undefined && (!engine.ready || order.picks.length === DEPTH);
  useEffect(() => void (lacking && loadRows().catch(() => {})), [lacking]);
  const place = find(path);
  if (!place) return known.length > 0 ? <Unknown /> : <Waiting count={12} />;

  const fits = (product: Product) =>
    below(product, path) && (!inStock || product.inStock) && (min === undefined || (product.price ?? -1) >= min) && (max === undefined || (product.price ?? Infinity) <= max);
  const first = new Set(order.picks.map((pick) => pick.id));
  const full = list.length > 0 ? list : bestsellers(path);
  const rest = order.picks.length > 0 && order.picks.length < DEPTH ? [] : full.filter((product) => fits(product) && !first.has(product.id));
  const count = order.picks.length + rest.length;
  const shown = pages * PAGE;
  const personal = order.picks.some((pick) => pick.personal);
  const name = path.at(-1)!;
  return (
    <>
      <Crumbs path={path.slice(0, -1)} />
      <div class="with-side">
        <aside aria-label="Narrow down">
          <Below path={path} />
          <fieldset class="filters">
            <legend>Filter</legend>
            <label class="check"><input type="checkbox" checked={inStock} onChange={(event) => setInStock(event.currentTarget.checked)} /> In stock only</label>
            <label class="field">Price
              <select value={band} onChange={(event) => setBand(Number(event.currentTarget.value))}>
                {PRICES.map(([label], at) => <option key={label} value={at}>{label}</option>)}
              </select>
            </label>
          </fieldset>
        </aside>
        <div>
          <Asked engine={engine} waiting={<Waiting count={12} />}>
            <div class="list-head">
              <div>
                <h1 tabIndex={-1}>{name}</h1>
                <p role="status">{many(count, 'product')}{personal && order.comparing !== 'without' && ', in your order'}</p>
              </div>
              <Compare personal={personal} name="category" />
            </div>
            <ul class="grid" aria-label={name}>
              {order.picks.slice(0, shown).map((pick) => (
                <Card
                  key={pick.id} product={asProduct(pick)} pick={pick} engine={engine} heading="h2"
                  chip={order.comparing !== 'without'} marked={order.comparing !== 'no'} move={order.moves.get(pick.id)}
                />
              ))}
              {rest.slice(0, Math.max(0, shown - order.picks.length)).map((product) => <Card key={product.id} product={product} chip={false} heading="h2" />)}
            </ul>
            {count === 0 && <p class="empty">Nothing here fits these filters.</p>}
            {count > shown && <button type="button" class="button more" onClick={() => setPages(pages + 1)}>Show {Math.min(PAGE, count - shown)} more</button>}
          </Asked>
        </div>
      </div>
    </>
  );
}

/** Aisles of a department, shelves of an aisle, or the neighbors of a shelf. */
function Below({ path }: { path: string[] }): VNode | null {
  const place = find(path);
  if (!place?.department) return null;
  const links: [string, number, string[]][] = place.aisle
    ? place.aisle.shelves.map(([name, count]) => [name, count, [...path.slice(0, 2), name]])
    : place.department.aisles.map((aisle) => [aisle.name, aisle.count, [path[0]!, aisle.name]]);
  return (
    <details class="below" open={matchMedia('(min-width: 56rem)').matches}>
      <summary><h2>{place.aisle ? place.aisle.name : place.department.name}</h2></summary>
      <nav aria-label={place.aisle ? 'Shelves' : 'Aisles'}>
        <ul>
          {links.map(([name, count, target]) => (
            <li key={name}><a href={to.category(target)} aria-current={name === path[2] ? 'page' : undefined}><span>{name}</span><small>{count}</small></a></li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
