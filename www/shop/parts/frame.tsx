// What is around every page: header with search and departments, footer, and the bar of a walk.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cart, pieces } from '../cart.js';
import { departments } from '../data.js';
import { own } from '../engines.js';
import { route, to } from '../route.js';
import { useStore } from '../store.js';
import { leave, walk } from '../walk.js';
import { Icon } from './icon.js';
import { Looks } from './looks.js';
import { Badge } from './nearside.js';
import { Picture } from './picture.js';
import { day } from './price.js';

export function Frame({ children }: { children: ComponentChildren }): VNode {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>Skip to the products</a>
      <Header />
      <main id="main" tabIndex={-1}>{children}</main>
      <Footer />
      <WalkBar />
    </>
  );
}

/** The address belongs to the pages, so the link moves the focus and leaves the address alone. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('main')?.focus();
}

function Header(): VNode {
  const now = useStore(route);
  const count = pieces(useStore(cart));
  const [words, setWords] = useState('');
  useEffect(() => setWords(now.page === 'search' ? now.words : ''), [now]);
  return (
    <header class="header">
      <div class="bar">
        <a class="logo" href={to.home()}><svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><use href="#art-shop" /></svg>Corner &amp; Co</a>
        <form role="search" onSubmit={(event) => { event.preventDefault(); if (words.trim()) location.hash = to.search(words.trim()); }}>
          <label class="hidden" for="search">Search the shop</label>
          <input
            id="search" type="search" autocomplete="off" enterkeyhint="search" placeholder="Search bread, coffee, cat food …" value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
          <button type="submit" class="button strong" aria-label="Search"><Icon name="search" /></button>
        </form>
        <a class="cart-link" href={to.cart()} aria-current={now.page === 'cart' ? 'page' : undefined}>
          <Icon name="cart" /><span>Cart</span><span class="count" aria-label={`${count} in it`}>{count}</span>
        </a>
      </div>
      <div class="bar second">
        <Menu />
        <a class="walk-link" href={to.walk()}><Icon name="shoes" />Walk in someone’s shoes</a>
        <nav class="quick" aria-label="Favorites"><Quick /></nav>
        <div class="badge-room"><Badge /></div>
      </div>
    </header>
  );
}

const Quick = (): VNode => <>{useStore(departments).slice(0, 2).map(({ name }) => <a key={name} href={to.category([name])}>{name}</a>)}</>;

/** All departments, behind one button. */
function Menu(): VNode {
  const [open, setOpen] = useState(false);
  const now = useStore(route);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [now]);
  // Before the next key can come: an effect after the paint would miss an Escape that follows at once.
  useLayoutEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);
  return (
    <div class="menu" ref={box}>
      <button ref={button} type="button" class="button" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}><Icon name="menu" />Departments</button>
      <nav id="menu" aria-label="Departments" hidden={!open}>
        <ul>
          {useStore(departments).map((department) => (
            <li key={department.name}><a href={to.category([department.name])}><Picture name={department.picture} size="small" />{department.name}</a></li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function Footer(): VNode {
  const engine = useStore(own);
  // The address is another on every page.
  useStore(route);
  const problems = engine?.health.problems ?? [];
  return (
    <footer class="footer">
      <p><strong>Corner &amp; Co</strong> is the demo shop of Nearside. Nothing can be bought here; what you do stays in your browser.</p>
      <ul>
        <li><a href={to.privacy()}>What this shop knows about you</a></li>
        <li><a href={to.walk()}>Walk in someone’s shoes</a></li>
        <li><a href={location.hash || to.home()} target="_blank" rel="noopener">Open a second tab</a></li>
      </ul>
      <Looks />
      {problems.length > 0 && <p class="problems">Personal picks: {problems.map((problem) => problem.code).join(', ')}. The shop goes on in its own order.</p>}
    </footer>
  );
}

function WalkBar(): VNode | null {
  const now = useStore(route);
  const current = useStore(walk);
  if (!current || now.page === 'walk') return null;
  return (
    <aside class="walk-bar" aria-label="Walking in someone’s shoes">
      <Icon name="shoes" />
      <p><strong>{current.household.label}</strong> {current.at ? day(current.now) : ''}. Nothing counts for you now.</p>
      <a class="button" href={to.walk()}>Back to their year</a>
      <button type="button" class="button" onClick={leave}>Leave</button>
    </aside>
  );
}
