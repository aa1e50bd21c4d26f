/** @jsxImportSource react */
// What pages do to a provider that its makers did not think of: for its test, which calls these by name.
import { Component, lazy, StrictMode, Suspense, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { open, type Nearside } from 'nearside';
import { NearsideProvider, Reason, useInterests, useLevel, useNearside, useRecommendations, useRerank, type NearsideProviderProps } from 'nearside/react';

const PRODUCTS = Array.from({ length: 20 }, (_, at) => ({ id: `sku-${at}` }));
const faults: string[] = [];
const engines = new Set<Nearside>();
const setters: { give?: (props: NearsideProviderProps) => void; suspend?: (until: Promise<void> | null) => void; list?: (products: unknown) => void } = {};

class Boundary extends Component<{ children: ReactNode }> {
  override state = { fell: false };
  static getDerivedStateFromError() { return { fell: true }; }
  override componentDidCatch(error: Error) { faults.push(error.message); }
  override render() { return this.state.fell ? <p id="fell" /> : this.props.children; }
}

function All() {
  const engine = useNearside();
  if (engine) engines.add(engine);
  const { items, ready } = useRecommendations('home', { count: 4, explore: false });
  const [products, setProducts] = useState<unknown>(PRODUCTS);
  setters.list = setProducts;
  const mine = useRerank(products as typeof PRODUCTS);
  const { level, chosen, setLevel } = useLevel();
  const interests = useInterests();
  return (
    <section id="all" data-ready={ready} data-level={`${level} ${chosen}`} data-interests={interests.length} data-length={mine.length}>
      <button onClick={() => setLevel('visit')}>visit</button>
      <ul>{items.map((pick) => <li key={pick.id} data-id={pick.id}><Reason pick={pick} /></li>)}</ul>
      <ol>{Array.from(mine, (product, at) => <li key={at} data-id={String(product?.id)} />)}</ol>
    </section>
  );
}

/** Throws what Suspense waits for, as libraries of data do. */
function Suspending({ children }: { children: ReactNode }) {
  const [until, setUntil] = useState<Promise<void> | null>(null);
  setters.suspend = setUntil;
  if (until) throw until;
  return children;
}

const Late = lazy(() => new Promise<{ default: typeof All }>((done) => setTimeout(done, 50, { default: All })));

function Page({ first, late }: { first: NearsideProviderProps; late: boolean }) {
  const [props, give] = useState(first);
  setters.give = give;
  return (
    <Boundary>
      <NearsideProvider {...props}>
        <nearside-notice />
        <Suspense fallback={<p id="waiting" />}><Suspending>{late ? <Late /> : <All />}</Suspending></Suspense>
      </NearsideProvider>
    </Boundary>
  );
}

function start(first: NearsideProviderProps, late = false, place = document.body.appendChild(document.createElement('div'))) {
  const root = createRoot(place);
  root.render(<StrictMode><Page first={first} late={late} /></StrictMode>);
  return root;
}

Object.assign(globalThis, { shop: { open, start, setters, faults, engines } });
