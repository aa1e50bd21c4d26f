// The connectors as the libraries' own types see them. Only compiled; each `@ts-expect-error` fails when its line does.
import { instantMeiliSearch } from '@meilisearch/instant-meilisearch';
import { liteClient } from 'algoliasearch/lite';
import instantsearch from 'instantsearch.js';
import MiniSearch from 'minisearch';
import type { Nearside } from 'nearside';
import TypesenseInstantsearchAdapter from 'typesense-instantsearch-adapter';
import { boostDocument, nearsideMiddleware, personalize, reorder, rerank, shopifyRecommendations, type ShopifyProduct } from 'nearside/connect';

export function typed(nearside: Nearside, opening: Promise<Nearside>, list: Element): void {
  const client = liteClient('APP', 'KEY');
  const ours: typeof client = personalize(client, opening, { indices: ['products'], id: (hit) => hit['sku'] as string });
  const search = instantsearch({ indexName: 'products', searchClient: ours });
  search.use(nearsideMiddleware(opening, { conversion: 'purchase' }));
  const typesense = new TypesenseInstantsearchAdapter({ server: { apiKey: 'KEY', nodes: [{ host: 'search.example', port: 443, protocol: 'https' }] }, additionalSearchParameters: { query_by: 'name' } });
  instantsearch({ indexName: 'products', searchClient: personalize(typesense.searchClient, opening) });
  const { searchClient } = instantMeiliSearch('https://search.example', 'KEY', { primaryKey: 'sku' });
  instantsearch({ indexName: 'products', searchClient: personalize(searchClient, nearside) });
  const index = new MiniSearch({ fields: ['title'], searchOptions: { boostDocument: boostDocument(nearside, { most: 2 }) } });
  index.search('tea', { boostDocument: boostDocument(nearside) });
  const products: { id: number; title: string }[] = rerank(nearside, [{ id: 1, title: 'Tea' }]);
  const bySlug: { slug: string }[] = rerank(nearside, [{ slug: 'tea' }], ({ slug }) => slug);
  const moved: boolean = reorder(list, nearside, { items: 'li', id: (child) => child.id });
  const { intent, products: [first] } = shopifyRecommendations(nearside, { product_id: 7, intent: 'complementary', limit: 4 });
  const price: ShopifyProduct['price'] | undefined = first?.price;
  console.log(products, bySlug, moved, intent, price);

  // @ts-expect-error no client
  personalize({}, nearside);
  // @ts-expect-error not an option
  personalize(client, nearside, { index: 'products' });
  // @ts-expect-error not an engine
  nearsideMiddleware({});
  // @ts-expect-error not an intent
  shopifyRecommendations(nearside, { product_id: 7, intent: 'similar' });
  // @ts-expect-error an id is a text or a number
  rerank(nearside, [{ slug: 'tea' }], () => true);
}
