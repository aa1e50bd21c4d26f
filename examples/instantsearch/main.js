import instantsearch from 'instantsearch.js';
import { hits, searchBox } from 'instantsearch.js/es/widgets';
import { open } from 'nearside';
import { nearsideMiddleware, personalize } from 'nearside/connect';
import { connect } from 'nearside/elements';
import { searchClient } from './client.js'; // or liteClient('APP', 'KEY') of algoliasearch

const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
connect(nearside);

const search = instantsearch({ indexName: 'products', searchClient: personalize(searchClient, nearside) });
search.use(nearsideMiddleware(nearside)); // notes clicks on hits; puts them in their new order when the shopper decides something

search.addWidgets([
  searchBox({ container: '#box', placeholder: 'tea, food …' }),
  hits({
    container: '#hits',
    cssClasses: { list: 'cards' },
    templates: {
      item: (hit, { html, sendEvent }) => html`
        <img src="${hit.image}" alt="" />
        <a href="${hit.link}" data-id="${hit.objectID}" onClick="${() => sendEvent('click', hit, 'Hit clicked')}">${hit.title}</a>
        <span class="price">${hit.price}</span>`,
    },
  }),
]);
search.start();
