// The demo shop: an ordinary single-page shop that uses Nearside as any customer would.
import { render, type VNode } from 'preact';
import { loadPictures } from './art.js';
import { loadRows, loadShelves } from './data.js';
import { start } from './engines.js';
import { Cart } from './pages/cart.js';
import { Category } from './pages/category.js';
import { Home } from './pages/home.js';
import { Privacy } from './pages/privacy.js';
import { Product } from './pages/product.js';
import { Search } from './pages/search.js';
import { Unknown } from './pages/unknown.js';
import { WalkPage } from './pages/walk.js';
import { Frame } from './parts/frame.js';
import { follow, route, type Route } from './route.js';
import { useStore } from './store.js';
import './shop.css';

function page(now: Route): VNode {
  switch (now.page) {
    case 'home': return <Home />;
    case 'category': return <Category key={now.path.join('/')} path={now.path} />;
    case 'product': return <Product key={now.id} id={now.id} />;
    case 'search': return <Search words={now.words} />;
    case 'cart': return <Cart />;
    case 'walk': return <WalkPage />;
    case 'privacy': return <Privacy />;
    case 'unknown': return <Unknown />;
  }
}

const App = (): VNode => <Frame>{page(useStore(route))}</Frame>;

const root = document.getElementById('app');
if (root) {
  render(<App />, root);
  follow((top) => {
    // The panel's own link to the policy leads to a page of this shop.
    document.querySelector('nearside-panel')?.close();
    // After the new page is drawn: its place, its name, and the focus for those who cannot see that it changed.
    requestAnimationFrame(() => {
      scrollTo({ top, behavior: 'instant' });
      name();
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    });
  });
  loadPictures();
  void loadShelves().then(name, (error: unknown) => console.warn('The shop has no shelves to show:', error));
  void start();
  // The list of products is the same for everyone, and is fetched when nothing else is going on.
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  setTimeout(() => idle(() => void loadRows().catch(() => {})), 1500);
}

function name(): void {
  const heading = route.value.page === 'home' ? '' : document.querySelector('main h1')?.textContent;
  document.title = heading ? `${heading} · Corner & Co` : 'Corner & Co';
}
