// Words → products, found by the shop and put in the shopper's order by `rerank()`, which leaves none out; why each stands
// where it does is said by the list of the same hits.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Product } from '../data.js';
import { note, useEngine } from '../engines.js';
import { Compare, comparing } from '../parts/compare.js';
import { Card, type Move } from '../parts/card.js';
import { Waiting } from '../parts/grid.js';
import { Asked } from '../parts/asked.js';
import { many } from '../parts/price.js';
import { MOST, search } from '../search.js';
import { useStore } from '../store.js';

const PAGE = 48;

export function Search({ words }: { words: string }): VNode {
  const engine = useEngine();
  const wanted = useStore(comparing);
  const [found, setFound] = useState<Product[] | undefined | 'failed'>();
  const [pages, setPages] = useState(1);
  useEffect(() => {
    let current = true;
    setFound(undefined);
    setPages(1);
    search(words).then((list) => current && setFound(list), () => current && setFound('failed'));
    return () => void (current = false);
  }, [words]);
  const noted = useRef('');
  useEffect(() => {
    if (!engine?.ready || !words || noted.current === words) return;
    noted.current = words;
    note('search', { words });
  }, [engine, words]);

  const results = Array.isArray(found) ? found : [];
  const mine = engine ? engine.rerank(results) : results;
  const picks = new Map(engine?.recommend('search', { hits: results, count: MOST }).items.map((pick) => [pick.id, pick]));
  const personal = mine.some((product, at) => product !== results[at]);
  const without = wanted === 'without';
  const before = new Map(results.map((product, at) => [product.id, at]));
  const after = new Map(mine.map((product, at) => [product.id, at]));
  const move = (id: string): Move => (before.get(id) ?? 0) - (after.get(id) ?? 0);
  const list = without ? results : mine;
  const shown = pages * PAGE;
  return (
    <>
      <Asked engine={engine} waiting={<Waiting count={12} />}>
        <div class="list-head">
          <div>
            <h1 tabIndex={-1}>{words ? <>Results for “<bdi>{words}</bdi>”</> : 'What are you looking for?'}</h1>
            <p role="status">
              {found === undefined ? 'Looking…' : found === 'failed' ? 'The search could not be loaded. Please try again.'
                : `${many(results.length, 'product')}${results.length === MOST ? ', the best known' : ''}${personal && !without ? ', in your order' : ''}`}
            </p>
          </div>
          <Compare personal={personal} name="search" />
        </div>
        {found === undefined && words ? <Waiting count={12} /> : (
          <ul class="grid" aria-label="Results">
            {list.slice(0, shown).map((product) => (
              <Card
                key={product.id} product={product} pick={picks.get(product.id)} engine={engine} chip={engine?.ready === true && !without} heading="h2"
                marked={wanted !== 'no'} move={move(product.id)}
              />
            ))}
          </ul>
        )}
        {Array.isArray(found) && found.length === 0 && words && <p class="empty">Nothing has all of these words. Try fewer of them, or a department.</p>}
        {list.length > shown && <button type="button" class="button more" onClick={() => setPages(pages + 1)}>Show {Math.min(PAGE, list.length - shown)} more</button>}
      </Asked>
    </>
  );
}
