// The same cards in the shopper's order: nothing is added, nothing is left out, and without a choice nothing moves.
import { open } from '/nearside/index.js';
import { reorder } from '/nearside/connect.js';
import { connect } from '/nearside/elements.js';

const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
connect(nearside);

for (const list of document.querySelectorAll('[data-rerank]')) {
  reorder(list, nearside); // once, before somebody reads: what is noted now counts on the next page
  list.dataset.ranked = '';
  list.addEventListener('click', ({ target }) => {
    const id = target.closest('[data-id]')?.dataset.id;
    if (id) nearside.track('view', { id });
  });
}
