// The first page: picks, what to buy again, the departments.
import type { ComponentChildren, VNode } from 'preact';
import type { Nearside, Pick } from 'nearside';
import { bestsellers, departments } from '../data.js';
import { useEngine } from '../engines.js';
import { pickedFor } from '../mine.js';
import { Compare, DEPTH, useOrder, type Order } from '../parts/compare.js';
import { Picks, Products, Waiting } from '../parts/grid.js';
import { Asked } from '../parts/asked.js';
import { Picture } from '../parts/picture.js';
import { many } from '../parts/price.js';
import { to } from '../route.js';
import { useStore } from '../store.js';

const ROW = 12;
const AGAIN = 6;

const ask = (engine: Nearside, count: number): Pick[] => engine.recommend('home', { count, filter: { inStock: true } }).items;
const none = (picks: Pick[]): Order => ({ picks, moves: new Map(), comparing: 'no' });

export function Home(): VNode {
  const engine = useEngine();
  const ready = engine?.ready ? engine : undefined;
  const order = useOrder(ready, ask, DEPTH);
  const personal = order.picks.some((pick) => pick.personal);
  return (
    <>
      <div class="welcome">
        <h1 tabIndex={-1}>The corner shop that keeps your list at your place</h1>
        <p>A whole grocery, and your own browser puts it in your order.</p>
      </div>
      <Asked engine={engine} waiting={<Waiting count={ROW} />}>
        {!ready ? (
          <Row id="popular" title="Popular in the shop" words="What most people who shop here put in their cart.">
            <Products products={bestsellers().slice(0, ROW)} label="Bestsellers" />
          </Row>
        ) : order.comparing === 'no' ? <Rows engine={ready} picks={order.picks} personal={personal} /> : (
          <Row
            id="compared" title={order.comparing === 'with' ? 'The whole shop in your order' : 'The whole shop in its own order'}
            words="The marks say what knowing you changes." side={<Compare personal={personal} name="home" />}
          >
            <Picks order={{ ...order, picks: order.picks.slice(0, 2 * ROW) }} engine={ready} label="Picks" />
          </Row>
        )}
        <Doors />
      </Asked>
    </>
  );
}

/** One ranked list as three rows: what is new to the shopper, what they bought before, what everybody likes. */
function Rows({ engine, picks, personal }: { engine: Nearside; picks: Pick[]; personal: boolean }): VNode {
  const fresh = personal ? pickedFor(engine, picks) : [];
  const again = picks.filter((pick) => pick.reason.term === 'again').slice(0, AGAIN);
  const shown = new Set([...fresh, ...again].map((pick) => pick.id));
  const compare = <Compare personal={personal} name="home" />;
  return (
    <>
      {fresh.length > 0 && (
        <Row id="picks" title="Picked for you" words="From what you viewed and bought here. Worked out on this device." side={compare}>
          <Picks order={none(fresh)} engine={engine} label="Picked for you" />
        </Row>
      )}
      {again.length > 0 && (
        <Row id="again" title="Buy again" words="What you have bought before, the likeliest first." side={fresh.length === 0 && compare}>
          <Picks order={none(again)} engine={engine} label="Buy again" />
        </Row>
      )}
      <Row id="popular" title="Popular in the shop" words="What most people who shop here put in their cart." side={fresh.length + again.length === 0 && compare}>
        <Picks order={none(picks.filter((pick) => !shown.has(pick.id)).slice(0, ROW))} engine={engine} label="Popular in the shop" />
      </Row>
    </>
  );
}

function Row({ id, title, words, side, children }: { id: string; title: string; words?: string; side?: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <section aria-labelledby={id}>
      <div class="list-head"><div><h2 id={id}>{title}</h2>{words && <p>{words}</p>}</div>{side}</div>
      {children}
    </section>
  );
}

function Doors(): VNode {
  return (
    <Row id="departments" title="All departments">
      <ul class="doors">
        {useStore(departments).map((department) => (
          <li key={department.name}>
            <a href={to.category([department.name])}>
              <Picture name={department.picture} size="small" />
              <span><strong>{department.name}</strong><small>{many(department.count, 'product')}</small></span>
            </a>
          </li>
        ))}
      </ul>
    </Row>
  );
}
