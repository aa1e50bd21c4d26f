/** @jsxImportSource react */
// A shop in React, drawn on a server and in the browser by the same components. Not here: what is tested of it.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { NearsideProvider, Reason, useInterests, useLevel, useNearside, useRecommendations, useRerank, type NearsideProviderProps } from 'nearside/react';

export interface Product { id: string; name: string }

/** How often each component was drawn, and the answers it was given: for its test. */
export const seen: Record<string, { drawn: number; answers: unknown[] }> = {};
function note(name: string, answer: unknown): void {
  const one = (seen[name] ??= { drawn: 0, answers: [] });
  one.drawn++;
  if (one.answers.at(-1) !== answer) one.answers.push(answer);
}

function Picks(): ReactNode {
  const list = useRecommendations('home', { count: 8, filter: { inStock: true }, explore: false });
  note('picks', list);
  return (
    <ul className="picks" aria-busy={!list.ready}>
      {list.items.map((pick) => <li key={pick.id} data-id={pick.id}><a href={pick.link}>{pick.title}</a><Reason pick={pick} /></li>)}
    </ul>
  );
}

function Goods({ products }: { products: Product[] }): ReactNode {
  const mine = useRerank(products);
  note('goods', mine);
  return <ol className="goods">{mine.map(({ id, name }) => <li key={id} data-id={id}>{name}</li>)}</ol>;
}

function Choice(): ReactNode {
  const { level, chosen, setLevel } = useLevel();
  note('level', level);
  return <p className="level">{level ?? 'none'} {chosen ?? 'none'} {(['off', 'visit', 'remember'] as const).map((one) => <button key={one} onClick={() => setLevel(one)}>{one}</button>)}</p>;
}

function Interests(): ReactNode {
  const interests = useInterests();
  note('interests', interests);
  return <p className="interests">{interests.length}</p>;
}

/** Gives the engine to the test, and says how often there was another one. */
function Engine({ onEngine }: { onEngine: ((engine: unknown) => void) | undefined }): ReactNode {
  const engine = useNearside();
  const before = useRef<unknown>(undefined);
  useEffect(() => {
    if (before.current !== engine) onEngine?.(before.current = engine);
  }, [engine, onEngine]);
  return null;
}

export interface ShopProps { products: Product[]; nearside: Omit<NearsideProviderProps, 'children'>; onEngine?: (engine: unknown) => void }

export function Shop({ products, nearside, onEngine }: ShopProps): ReactNode {
  const [count, setCount] = useState(0);
  return (
    <NearsideProvider {...nearside}>
      <nearside-notice />
      <Choice />
      <button className="again" onClick={() => setCount(count + 1)}>{count}</button>
      <section className="slot"><Picks /></section>
      <Goods products={products} />
      <Interests />
      <nearside-badge />
      <Engine onEngine={onEngine} />
    </NearsideProvider>
  );
}
