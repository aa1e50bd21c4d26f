// The cart: lines, total, order, and what others put beside these.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { cart, order, pieces, setCount, total, type Line } from '../cart.js';
import { useEngine } from '../engines.js';
import { goingWith } from '../mine.js';
import { Asked } from '../parts/asked.js';
import { Picks, Waiting } from '../parts/grid.js';
import { Question } from '../parts/nearside.js';
import { Picture } from '../parts/picture.js';
import { many, money, split } from '../parts/price.js';
import { to } from '../route.js';
import { useStore } from '../store.js';

export function Cart(): VNode {
  const lines = useStore(cart);
  const engine = useEngine();
  const [bought, setBought] = useState<Line[]>([]);
  const ids = lines.map((line) => line.product.id);
  const goes = engine?.ready && ids.length > 0 ? goingWith((rules) => engine.recommend('cart', { cart: ids, ...rules }).items, 6) : undefined;
  if (lines.length === 0) {
    return (
      <>
        <div class="message" role="status">
          <h1 tabIndex={-1}>{bought.length ? 'Thank you' : 'Your cart is empty'}</h1>
          <p>
            {bought.length
              ? `${many(pieces(bought), 'piece')} for ${money(total(bought))}. This is a demonstration: nothing is charged and nothing is sent.`
              : 'Things that you add are kept on this page until you order or close it.'}
          </p>
          <p><a class="button strong" href={to.home()}>Back to the shop</a></p>
        </div>
        <Question />
      </>
    );
  }
  return (
    <>
      <div class="list-head"><div><h1 tabIndex={-1}>Your cart</h1><p role="status">{many(pieces(lines), 'piece')}</p></div></div>
      <div class="checkout">
        <ul class="lines" aria-label="In the cart">
          {lines.map((line) => <CartLine key={line.product.id} line={line} />)}
        </ul>
        <div class="sum">
          <p><span>Total</span><strong>{money(total(lines))}</strong></p>
          <button type="button" class="button strong large" onClick={() => setBought(order())}>Place the order</button>
          <p class="soft">A demonstration: nothing is charged and nothing is sent.</p>
        </div>
      </div>
      <Asked engine={engine} waiting={<Waiting count={6} />}>
        {goes && goes.picks.length > 0 && (
          <section aria-labelledby="goes">
            <div class="list-head"><div><h2 id="goes">{goes.led ? 'Often in the same cart' : 'Popular in the shop'}</h2></div></div>
            <Picks order={{ picks: goes.picks, moves: new Map(), comparing: 'no' }} engine={engine} label="More to add" />
          </section>
        )}
      </Asked>
    </>
  );
}

function CartLine({ line: { product, count } }: { line: Line }): VNode {
  const { name, detail } = split(product.title);
  return (
    <li>
      <Picture name={product.picture} title={product.title} size="small" />
      <a href={to.product(product.id)}><bdi>{name}</bdi>{detail && <small><bdi>{detail}</bdi></small>}</a>
      <label><span class="hidden">How many of {product.title}</span>
        <input
          type="number" inputMode="numeric" min="0" max="99" value={count}
          onChange={(event) => setCount(product, Math.min(99, Math.max(0, Math.floor(event.currentTarget.valueAsNumber) || 0)))}
        />
      </label>
      <span class="price">{money(product.price === undefined ? undefined : product.price * count)}</span>
      <button type="button" class="button quiet" aria-label={`Take out ${product.title}`} onClick={() => setCount(product, 0)}>Take out</button>
    </li>
  );
}
