/** @jsxImportSource react */
// The shop as the browser takes it over, or draws it by itself.
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { open, type Nearside } from 'nearside';
import { seen, Shop, type Product, type ShopProps } from './react-shop.js';

const engines: (Nearside | null)[] = [];
const faults: string[] = [];
const onEngine = (engine: unknown) => void engines.push(engine as Nearside | null);
const report = { onRecoverableError: (error: unknown) => void faults.push(String(error)) };

function start(products: Product[], nearside: ShopProps['nearside'], { hydrate = true } = {}) {
  const place = document.querySelector('#app')!;
  const shop = <StrictMode><Shop products={products} nearside={nearside} onEngine={onEngine} /></StrictMode>;
  if (hydrate) return hydrateRoot(place, shop, report);
  const root = createRoot(place, report);
  root.render(shop);
  return root;
}

Object.assign(globalThis, { shop: { open, start, seen, engines, faults } });
