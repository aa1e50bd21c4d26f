// One product in a list. Not here: which products, in which order.
import type { Item, Nearside, Pick } from 'nearside';
import type { VNode } from 'preact';
import { add, cart } from '../cart.js';
import type { Product } from '../data.js';
import { to } from '../route.js';
import { useShown } from '../shown.js';
import { useStore } from '../store.js';
import { Icon } from './icon.js';
import { Reason } from './nearside.js';
import { Picture, symbolOf } from './picture.js';
import { money, split } from './price.js';

/** What the shopper's order does to a product: places up or down, in from outside, out of sight; or new since the last look. */
export type Move = number | 'new' | 'out' | 'fresh' | undefined;

/** A pick as the shop draws it. */
export const asProduct = (pick: Item): Product => ({
  id: pick.id, title: pick.title, price: pick.price, inStock: pick.inStock, picture: symbolOf(pick.image),
});

interface CardProps {
  product: Product;
  pick?: Pick | undefined;
  engine?: Nearside | undefined;
  /** `plain`: no chip even when there is a pick. */
  chip?: boolean;
  move?: Move;
  marked?: boolean;
  heading?: 'h2' | 'h3';
}

export function Card({ product, pick, engine, chip = true, move, marked, heading: Heading = 'h3' }: CardProps): VNode {
  const { name, detail } = split(product.title);
  const shown = useShown(product.id);
  return (
    <li class="card" ref={shown}>
      <Picture name={product.picture} title={product.title} />
      <Heading class="card-title"><a href={to.product(product.id)}><bdi>{name}</bdi></a></Heading>
      <p class="card-detail">{detail && <bdi>{detail}</bdi>}{!product.inStock && <span class="gone">Out of stock</span>}</p>
      <div class="card-buy">
        <span class="price">{money(product.price)}</span>
        <AddButton product={product} />
      </div>
      <div class="card-foot">
        {marked && <Moved move={move} />}
        {chip && <div class="card-why">{pick && <Reason pick={pick} engine={engine} />}</div>}
      </div>
    </li>
  );
}

export function AddButton({ product, large = false }: { product: Product; large?: boolean }): VNode {
  const count = useStore(cart).find((line) => line.product.id === product.id)?.count ?? 0;
  return (
    <button
      type="button" class={large ? 'button strong large' : 'add'} disabled={!product.inStock}
      aria-label={large ? undefined : `Add ${product.title} to the cart${count ? `, ${count} in it` : ''}`} onClick={() => add(product)}
    >
      {large ? (count ? `Add one more (${count} in the cart)` : 'Add to cart') : count ? <><Icon name="check" /><span aria-hidden="true">{count}</span></> : 'Add'}
    </button>
  );
}

function Moved({ move }: { move: Move }): VNode {
  const [icon, words] =
    move === 'new' ? (['fresh', 'new for you'] as const)
    : move === 'fresh' ? (['fresh', 'new in the list'] as const)
    : move === 'out' ? (['fall', 'out of your list'] as const)
    : !move ? (['same', 'same place'] as const)
    : move > 0 ? (['up', `up ${move}`] as const)
    : (['fall', `down ${-move}`] as const);
  return <p class={`moved moved-${icon}`}><Icon name={icon} />{words}</p>;
}
