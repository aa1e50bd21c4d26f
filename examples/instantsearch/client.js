// Stands in for your search service: the same shape of question and answer as Algolia's client, Typesense's or Meilisearch's adapters.
import MiniSearch from 'minisearch';
import feed from './feed.tsv?raw';

const [, ...rows] = feed.trim().split('\n').map((row) => row.split('\t'));
const products = rows.map(([id, title, link, image, , price, brand, category]) => ({ objectID: id, title, link, image, price, brand, category }));
const index = new MiniSearch({ idField: 'objectID', fields: ['title', 'brand', 'category'], searchOptions: { prefix: true, fuzzy: .2 } });
index.addAll(products);
const byId = new Map(products.map((product) => [product.objectID, product]));

export const searchClient = {
  async search(requests) {
    return {
      results: requests.map(({ indexName, params: { query = '', page = 0, hitsPerPage = 20 } }) => {
        const found = query ? index.search(query).map(({ id }) => byId.get(id)) : products;
        const hits = found.slice(page * hitsPerPage, (page + 1) * hitsPerPage);
        return { index: indexName, query, page, hitsPerPage, hits, nbHits: found.length, nbPages: Math.ceil(found.length / hitsPerPage), processingTimeMS: 1, params: '', exhaustiveNbHits: true };
      }),
    };
  },
};
