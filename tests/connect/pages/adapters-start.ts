// A shop's search page with Typesense's or Meilisearch's own adapter, as its makers ship it, and InstantSearch's widgets.
import { instantMeiliSearch } from '@meilisearch/instant-meilisearch';
import instantsearch from 'instantsearch.js';
import { configure, hits, pagination, refinementList, searchBox, sortBy } from 'instantsearch.js/es/widgets';
import { open, type Nearside } from 'nearside';
import { nearsideMiddleware, personalize, type PersonalizeOptions, type SearchClient } from 'nearside/connect';
import TypesenseInstantsearchAdapter from 'typesense-instantsearch-adapter';

const { hostname: host, port, origin } = location;

/** What the shop of each engine writes; `given`: more for the adapter. */
const engines = {
  typesense: {
    sorted: 'products/sort/price:asc',
    client: (given = {}) => new TypesenseInstantsearchAdapter({
      server: { apiKey: 'search-only', nodes: [{ host, port: Number(port), protocol: 'http' }], numRetries: 0, connectionTimeoutSeconds: 5, logLevel: 'silent', ...given },
      additionalSearchParameters: { query_by: 'name,category' },
    } as never).searchClient as SearchClient,
  },
  meilisearch: {
    sorted: 'products:price:asc',
    client: (given = {}) => instantMeiliSearch(origin, 'search-only', { primaryKey: 'id', ...given }).searchClient as SearchClient,
  },
};
export type Name = keyof typeof engines;

/** Meilisearch's `httpClient` of a shop that ends each search when the next one starts. */
function onlyTheLast() {
  let before: AbortController | undefined;
  return async (input: string | URL | Request, init?: RequestInit) => {
    before?.abort();
    before = new AbortController();
    const response = await fetch(input, { ...init, signal: before.signal });
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.json() as unknown;
  };
}

/** Without an engine of ours it is the page as it was before. */
function start(name: Name, nearside?: Nearside, options: PersonalizeOptions = {}, given = {}) {
  const { client, sorted } = engines[name];
  const plain = client(given);
  const search = instantsearch({ indexName: 'products', searchClient: (nearside ? personalize(plain, nearside, options) : plain) as never });
  if (nearside) search.use(nearsideMiddleware(nearside, options));
  const errors: string[] = [];
  search.on('error', ({ error }: { error: Error }) => errors.push(error.message));
  search.addWidgets([
    configure({ hitsPerPage: 20 }), searchBox({ container: '#box' }), pagination({ container: '#pages' }),
    refinementList({ container: '#brands', attribute: 'brand', searchable: true }),
    sortBy({ container: '#sort', items: [{ label: 'Best', value: 'products' }, { label: 'Cheapest', value: sorted }] }),
    hits({
      container: '#hits',
      templates: {
        item: (hit, { html, components }) => html`<article data-id=${hit['id'] as string}><a href="#${hit['id'] as string}">${components.Highlight({ hit, attribute: 'name' })}</a><small>${nearside?.explain(hit['id'] as string)?.reason.label}</small></article>`,
      },
    }),
  ]);
  search.start();
  return { search, errors };
}

Object.assign(globalThis, { shop: { open, start, personalize, engines, onlyTheLast } });
