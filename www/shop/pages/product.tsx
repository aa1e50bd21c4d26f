// One product: what it is, what goes with it, and where it stands for this shopper.
import type { VNode } from 'preact';
import type { Explanation, Nearside, Pick } from 'nearside';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { loadRows, rows, type Product as Data } from '../data.js';
import { note, useEngine } from '../engines.js';
import { goingWith, inCategory } from '../mine.js';
import { Asked } from '../parts/asked.js';
import { AddButton, asProduct } from '../parts/card.js';
import { Crumbs } from '../parts/crumbs.js';
import { Picks, Waiting } from '../parts/grid.js';
import { Picture } from '../parts/picture.js';
import { brandOf, many, money, split } from '../parts/price.js';
import { to } from '../route.js';
import { useStore } from '../store.js';
import { Unknown } from './unknown.js';

const ROW = 6;

const none = (picks: Pick[]) => ({ picks, moves: new Map(), comparing: 'no' as const });

export function Product({ id }: { id: string }): VNode {
  const engine = useEngine();
  const list = useStore(rows);
  const row = useMemo(() => list.find((one) => one.id === id), [list, id]);
  const item = engine?.item(id);
  // The engine knows the product too, but not its shelf: drawn without, the page would move when the shelf comes.
  const [asked, setAsked] = useState(false);
  const product: Data | undefined = row ?? (asked && item ? asProduct(item) : undefined);
  useEffect(() => void loadRows().catch(() => {}).then(() => setAsked(true)), []);
  // The product page is the one place where a product counts as viewed.
  const noted = useRef('');
  useEffect(() => {
    if (!engine?.ready || !item || noted.current === id) return;
    noted.current = id;
    note('view', { id });
  }, [engine, id]);

  if (!product) return engine && list.length > 0 ? <Unknown /> : <><Crumbs path={[]} /><div class="product" aria-busy="true"><span class="picture large" /></div></>;
  const { name, detail } = split(product.title);
  const path = row?.path ?? [];
  // No product stands in two rows of the page.
  const page = engine?.ready ? engine.page() : undefined;
  const goes = page && goingWith((rules) => page.recommend('product', { item: id, ...rules }).items, ROW);
  const shelf = page && path.length === 3 ? page.recommend('product', { item: id, kind: 'similar', count: ROW, filter: `in_stock && ${inCategory(path)}`, fallback: 'none' }).items : [];
  return (
    <>
      <Crumbs path={path} />
      <article class="product">
        <Picture name={product.picture} title={product.title} size="large" />
        <div class="facts">
          <h1 tabIndex={-1}><bdi>{name}</bdi></h1>
          {detail && <p class="detail"><bdi>{detail}</bdi></p>}
          <p class="price big">{money(product.price)}</p>
          <p class={product.inStock ? 'stock' : 'stock gone'}>{product.inStock ? 'In stock, on the shelf today' : 'Out of stock'}</p>
          <AddButton product={product} large />
          <dl>
            <div><dt>Brand</dt><dd><bdi>{brandOf(product.title)}</bdi></dd></div>
            {detail && <div><dt>Size</dt><dd><bdi>{detail}</bdi></dd></div>}
            <div><dt>Shelf</dt><dd>{path.length ? <a href={to.category(path)}>{path.at(-1)}</a> : '…'}</dd></div>
          </dl>
          <div class="standing">{engine && <Standing engine={engine} id={id} />}</div>
        </div>
      </article>
      <Asked engine={engine} waiting={<Waiting count={ROW} />}>
        {goes?.led && (
          <section aria-labelledby="goes">
            <div class="list-head"><div><h2 id="goes">Goes with it</h2></div></div>
            <Picks order={none(goes.picks)} engine={engine} label="Goes with it" />
          </section>
        )}
        {shelf.length > 0 && (
          <section aria-labelledby="shelf">
            <div class="list-head"><div><h2 id="shelf">More from this shelf</h2></div><a class="button quiet" href={to.category(path)}>See all {path.at(-1)?.toLocaleLowerCase('en')}</a></div>
            <Picks order={none(shelf)} engine={engine} label="More from this shelf" />
          </section>
        )}
        {goes?.led === false && (
          <section aria-labelledby="popular">
            <div class="list-head"><div><h2 id="popular">Popular in the shop</h2></div></div>
            <Picks order={none(goes.picks)} engine={engine} label="Popular in the shop" />
          </section>
        )}
      </Asked>
    </>
  );
}

/** "Place 14 of 25,483 for you; without Cat food it would be place 6,020": what `explain()` says. */
function Standing({ engine, id }: { engine: Nearside; id: string }): VNode | null {
  const told: Explanation | undefined = engine.explain(id);
  if (!told) return null;
  return (
    <details>
      <summary>Where this stands {told.personal ? 'for you' : 'in the shop'}</summary>
      <p>Place {told.place.toLocaleString('en-US')} of {many(engine.health.items, 'product')}.</p>
      {told.without.length > 0 && (
        <ul>
          {told.without.map(({ reason, place }) => (
            <li key={`${reason.term} ${reason.facet ?? reason.item}`}>
              Without <bdi>{reason.label ?? reason.title ?? 'buying it before'}</bdi> it would be place {place.toLocaleString('en-US')}.
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
