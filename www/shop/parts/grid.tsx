// A list of cards, and the empty room of one that is still to come.
import type { Nearside, Pick } from 'nearside';
import type { VNode } from 'preact';
import type { Product } from '../data.js';
import { asProduct, Card } from './card.js';
import type { Order } from './compare.js';

/** Picks with their chips. */
export const Picks = ({ order, engine, label }: { order: Order; engine?: Nearside | undefined; label: string }): VNode => (
  <ul class="grid" aria-label={label}>
    {order.picks.map((pick: Pick) => (
      <Card
        key={pick.id} product={asProduct(pick)} pick={pick} engine={engine} chip={order.comparing !== 'without'}
        marked={order.comparing !== 'no'} move={order.moves.get(pick.id)}
      />
    ))}
  </ul>
);

/** Products in the shop's own order. */
export const Products = ({ products, label }: { products: readonly Product[]; label: string }): VNode => (
  <ul class="grid" aria-label={label}>
    {products.map((product) => <Card key={product.id} product={product} chip={false} />)}
  </ul>
);

/** As much room as `count` cards will take. */
export const Waiting = ({ count }: { count: number }): VNode => (
  <ul class="grid waiting" aria-hidden="true">
    {Array.from({ length: count }, (_, at) => <li key={at} class="card"><span class="picture tile" /><span class="bone" /><span class="bone short" /></li>)}
  </ul>
);
