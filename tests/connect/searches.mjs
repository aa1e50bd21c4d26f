// Two search engines as they answer over HTTP, for 60 products: Typesense's multi_search and Meilisearch's multi-search,
// in the members that their makers' documents and recorded answers have. Not here: how well they search.
import { PRODUCTS } from './shops.mjs';

const DOCUMENTS = PRODUCTS.map(({ objectID, ...rest }) => ({ id: objectID, ...rest }));

const marked = (text, words, [before, after]) => (words ? text.replace(new RegExp(words, 'i'), (found) => `${before}${found}${after}`) : text);

function found(words, brands, sort) {
  const all = DOCUMENTS.filter(({ name, category, brand }) => `${name} ${category}`.toLowerCase().includes(words.toLowerCase()) && (brands.length === 0 || brands.includes(brand)));
  return /price:asc/.test(sort) ? all.sort((a, b) => a.price - b.price) : all;
}

function brandsOf(documents) {
  const counts = {};
  for (const { brand } of documents) counts[brand] = (counts[brand] ?? 0) + 1;
  return counts;
}

function typesense({ searches }) {
  const results = searches.map(({ collection, q, filter_by: filter = '', sort_by: sort = '', facet_by: facets = '', facet_query: query, page = 1, per_page: size = 10 }) => {
    const words = q === '*' ? '' : q;
    const all = found(words, [...filter.matchAll(/`([^`]+)`/g)].map(([, brand]) => brand), sort);
    const [, wanted = ''] = query?.split(':') ?? [];
    const counts = Object.entries(brandsOf(all)).filter(([brand]) => brand.toLowerCase().startsWith(wanted.toLowerCase()));
    return {
      facet_counts: facets ? [{ counts: counts.map(([value, count]) => ({ count, highlighted: value, value })), field_name: 'brand', sampled: false, stats: { total_values: counts.length } }] : [],
      found: all.length,
      hits: all.slice((page - 1) * size, page * size).map((document) => {
        const name = { matched_tokens: words ? [words] : [], snippet: marked(document.name, words, ['<mark>', '</mark>']), value: marked(document.name, words, ['<mark>', '</mark>']) };
        const hit = name.value !== document.name;
        return { document, highlight: hit ? { name } : {}, highlights: hit ? [{ field: 'name', ...name }] : [], text_match: 578_730_123_365_711_993, text_match_info: { best_field_score: '1108091339008', best_field_weight: 15, fields_matched: 1, score: '578730123365711993', tokens_matched: 1 } };
      }),
      out_of: DOCUMENTS.length, page, request_params: { collection_name: collection, first_q: q, per_page: size, q }, search_cutoff: false, search_time_ms: 1,
    };
  });
  return { results };
}

const brandsIn = (filter) => [filter ?? []].flat(2).flatMap((one) => [...one.matchAll(/"brand"\s*=\s*"([^"]+)"/g)].map(([, brand]) => brand));

function meilisearch({ queries }) {
  const results = queries.map(({ indexUid, q = '', filter, sort = [], facets, limit = 20, offset = 0, highlightPreTag, highlightPostTag }) => {
    const all = found(q, brandsIn(filter), sort.join());
    return {
      indexUid,
      hits: all.slice(offset, offset + limit).map((document) => ({ ...document, _formatted: { ...document, price: String(document.price), name: marked(document.name, q, [highlightPreTag, highlightPostTag]) } })),
      query: q, processingTimeMs: 1, limit, offset, estimatedTotalHits: all.length,
      ...(facets && { facetDistribution: { brand: brandsOf(all) }, facetStats: {} }),
      requestUid: '019a0000-0000-7000-8000-000000000000',
    };
  });
  return { results };
}

const facetSearch = ({ facetQuery = '' }) => ({ facetHits: Object.entries(brandsOf(DOCUMENTS)).filter(([brand]) => brand.toLowerCase().startsWith(facetQuery.toLowerCase())).map(([value, count]) => ({ value, count })), facetQuery, processingTimeMs: 0 });

/** What they say when they cannot. */
const DOWN = { typesense: { message: 'Not Ready or Lagging' }, meilisearch: { message: 'The server is down.', code: 'internal', type: 'internal', link: 'https://docs.meilisearch.com/errors#internal' } };

/** Their paths, for `pages()`. `asked` gets each body; a search for "broken" fails, one for "slow" waits for `release()`. */
export function searches() {
  const asked = [];
  let waiting = [];
  const answering = (name, work) => async (request) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    asked.push(`${request.url} ${text}`);
    if (text.includes('slow')) await new Promise((done) => waiting.push(done));
    return { type: 'application/json; charset=utf-8', ...(text.includes('broken') ? { status: 503, body: JSON.stringify(DOWN[name]) } : { body: JSON.stringify(work(JSON.parse(text))) }) };
  };
  return {
    asked,
    release() {
      for (const done of waiting) done();
      waiting = [];
    },
    files: { '/multi_search': answering('typesense', typesense), '/multi-search': answering('meilisearch', meilisearch), '/indexes/products/facet-search': answering('meilisearch', facetSearch) },
  };
}
