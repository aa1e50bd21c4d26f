// A page with three lists that follow the engine, and what its test asks of it.
import { open, type Nearside } from 'nearside';
import { overlay } from 'nearside/debug';

function draw(nearside: Nearside): void {
  const page = nearside.page();
  const list = page.recommend('home', { count: 6, boost: { where: 'brand = "Leaf"', by: 2, promoted: true }, pin: { 1: 'sku-3' }, explore: false });
  const more = page.recommend('category', { count: 4, filter: 'category = "Drinks"' });
  document.querySelector('#list')!.replaceChildren(...[...list.items, ...more.items].map(({ id, title, link }) => {
    const card = document.createElement('li');
    const anchor = document.createElement('a');
    Object.assign(anchor, { href: link, textContent: title });
    card.dataset['id'] = id;
    card.append(anchor);
    return card;
  }));
  document.querySelector('#order')!.textContent = nearside.rerank(['sku-0', 'sku-1', 'sku-2']).join(' ');
}

Object.assign(globalThis, { shop: { open, overlay, draw: (nearside: Nearside) => {
  draw(nearside);
  nearside.addEventListener('change', () => draw(nearside));
} } });
