// The same cards in a personal order: nothing is added, nothing is left out, and without a choice nothing moves.
import { open } from '/nearside/index.js';
import { connect } from '/nearside/elements.js';

const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
connect(nearside);

for (const list of document.querySelectorAll('[data-rerank]')) {
  const cards = [...list.children].map((element) => ({ id: element.dataset.id, element })); // the shop's own order
  const draw = () => {
    const order = nearside.level && nearside.level !== 'off' ? nearside.rerank(cards) : cards;
    list.append(...order.map(({ element }) => element));
    list.dataset.ranked = nearside.level ?? 'not yet';
  };
  list.addEventListener('click', ({ target }) => {
    const id = target.closest('[data-id]')?.dataset.id;
    if (id) nearside.track('view', { id });
  });
  nearside.addEventListener('change', draw);
  draw();
}
