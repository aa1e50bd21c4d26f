// A page with InstantSearch as its makers ship it, on records in the page. Nothing is asked of anybody.
import instantsearch from 'instantsearch.js';
import { configure, hits, infiniteHits, pagination, refinementList, searchBox, sortBy } from 'instantsearch.js/es/widgets';
import { nearsideMiddleware, personalize, type PersonalizeOptions } from 'nearside/connect';
import type { Nearside } from 'nearside';

interface Product { objectID: string; name: string; category: string; brand: string; price: number; url: string }
interface Request { indexName: string; params?: { query?: string; page?: number; hitsPerPage?: number; facets?: string | string[]; facetFilters?: (string | string[])[]; facetQuery?: string } }

/** What this page was asked, and was told. */
export const heard = { searches: 0, facetSearches: 0, events: [] as unknown[] };

const answer = (products: Product[], { indexName, params = {} }: Request) => {
  const { query = '', page = 0, hitsPerPage = 20, facets = [], facetFilters = [] } = params;
  const brands = facetFilters.flat().map((filter) => filter.replace('brand:', ''));
  const found = products.filter(({ name, category, brand }) => `${name} ${category}`.toLowerCase().includes(query.toLowerCase()) && (brands.length === 0 || brands.includes(brand)));
  if (indexName.endsWith('price_asc')) found.sort((a, b) => a.price - b.price);
  const counts: Record<string, number> = {};
  for (const { brand } of found) counts[brand] = (counts[brand] ?? 0) + 1;
  return {
    index: indexName, query, params: '', page, hitsPerPage, nbHits: found.length, nbPages: Math.ceil(found.length / hitsPerPage), exhaustiveNbHits: true, processingTimeMS: 1,
    hits: found.slice(page * hitsPerPage, (page + 1) * hitsPerPage).map((product) => ({ ...product, _highlightResult: { name: { value: product.name, matchLevel: 'none', matchedWords: [] } } })),
    ...([facets].flat().length > 0 && { facets: { brand: counts } }),
  };
};

/** A client as somebody writes it, kept from being changed. */
const client = (products: Product[]) => Object.freeze({
  search(requests: readonly Request[]) {
    heard.searches++;
    return Promise.resolve({ results: requests.map((request) => answer(products, request)) });
  },
  searchForFacetValues(requests: readonly Request[]) {
    heard.facetSearches++;
    return Promise.resolve(requests.map(({ params }) => ({ facetHits: ['Leaf', 'Bean'].filter((value) => value.includes(params?.facetQuery ?? '')).map((value) => ({ value, highlighted: value, count: 1 })), exhaustiveFacetsCount: true, processingTimeMS: 1 })));
  },
});

export async function start(products: Product[], nearside: Nearside | Promise<Nearside>, options: PersonalizeOptions = {}, infinite = false) {
  const search = instantsearch({ indexName: 'products', searchClient: personalize(client(products), nearside, options) as never });
  const middleware = nearsideMiddleware(nearside);
  search.use(middleware);
  // After ours, as a shop's own analytics: both hear every event.
  search.use(() => ({ started() { search.sendEventToInsights = (event) => void heard.events.push(event); } }));
  search.addWidgets([
    configure({ hitsPerPage: 20 }), searchBox({ container: '#box' }), ...(infinite ? [] : [pagination({ container: '#pages' })]),
    refinementList({ container: '#brands', attribute: 'brand', searchable: true }),
    sortBy({ container: '#sort', items: [{ label: 'Best', value: 'products' }, { label: 'Cheapest', value: 'products_price_asc' }] }),
    (infinite ? infiniteHits : hits)({
      container: '#hits',
      templates: {
        item: (hit, { html, sendEvent }) => html`<article data-id=${hit.objectID}><a href="#${hit.objectID}">${hit.name}</a><button onClick=${(event: Event) => (event.preventDefault(), sendEvent('conversion', hit, 'Added to cart'))}>Add</button></article>`,
      },
    }),
  ]);
  search.start();
  return { search, stop: () => search.unuse(middleware) };
}
