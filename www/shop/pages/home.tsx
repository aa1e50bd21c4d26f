// The first page: picks, what to buy again, the departments.
import type { VNode } from 'preact';
import type { Nearside, Pick } from 'nearside';
import { bestsellers, departments } from '../data.js';
import { useEngine } from '../engines.js';
import { Compare, useOrder } from '../parts/compare.js';
import { Picks, Products, Waiting } from '../parts/grid.js';
import { Asked } from '../parts/asked.js';
import { Picture } from '../parts/picture.js';
import { many } from '../parts/price.js';
import { to } from '../route.js';
import { useStore } from '../store.js';

const FIRST = 12;
const AGAIN = 6;

const ask = (engine: Nearside, count: number): Pick[] => engine.recommend('home', { count, filter: { inStock: true } }).items;

export function Home(): VNode {
  const engine = useEngine();
  const all = useStore(departments);
  const order = useOrder(engine, ask, FIRST);
  const personal = order.picks.some((pick) => pick.personal);
  const again = engine && personal && order.comparing === 'no' ? buyAgain(engine, order.picks) : [];
  return (
    <>
      <div class="welcome">
        <h1 tabIndex={-1}>The corner shop that keeps your list at your place</h1>
        <p>A whole grocery, and your own browser puts it in your order.</p>
      </div>
      <Asked engine={engine} waiting={<Waiting count={FIRST} />}>
        <section aria-labelledby="picks">
          <div class="list-head">
            <div>
              <h2 id="picks">{personal && order.comparing !== 'without' ? 'Picked for you' : 'Popular in the shop'}</h2>
              <p>{personal && order.comparing !== 'without' ? 'From what you viewed and bought here. Worked out on this device.' : 'What most people who shop here put in their cart.'}</p>
            </div>
            <Compare personal={personal} name="home" />
          </div>
          {engine?.ready ? <Picks order={order} engine={engine} label="Picks" />
            : <Products products={bestsellers().slice(0, FIRST)} label="Bestsellers" />}
        </section>
        {again.length >= 3 && (
          <section aria-labelledby="again">
            <div class="list-head"><div><h2 id="again">Buy again</h2><p>What you have bought before, the likeliest first.</p></div></div>
            <Picks order={{ picks: again, moves: new Map(), comparing: 'no' }} engine={engine} label="Buy again" />
          </section>
        )}
        <section aria-labelledby="departments">
          <div class="list-head"><div><h2 id="departments">All departments</h2></div></div>
          <ul class="doors">
            {all.map((department) => (
              <li key={department.name}>
                <a href={to.category([department.name])}>
                  <Picture name={department.picture} size="small" />
                  <span><strong>{department.name}</strong><small>{many(department.count, 'product')}</small></span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      </Asked>
    </>
  );
}

/** Items whose main reason is that they were bought before, without those that are shown above. */
function buyAgain(engine: Nearside, shown: Pick[]): Pick[] {
  const above = new Set(shown.map((pick) => pick.id));
  return ask(engine, 60).filter((pick) => pick.reason.term === 'again' && !above.has(pick.id)).slice(0, AGAIN);
}
