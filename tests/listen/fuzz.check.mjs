// Whatever lies in events: nothing but ids of the catalog, signals and words of a search reaches `track()` or is kept.
import assert from 'node:assert/strict';
import { dataLayer, jsonLd, shopifyEvents } from '../../dist/listen.js';

const EVENTS = 6_000;
const KNOWN = ['a-red', 'b-blue', 'group-c', '42', 43, 'd-red', '7', 'gid://shopify/Product/8', 'shopify_US_7_42'];
/** Of categories and brands that the catalog has, and one that it has not. */
const LABELS = ['Drinks > Tea', 'dog food', 'Leaf', 'Paws', 'planted shelf'];
const WORDS = ['green tea', 'coffee', 'dog food', 'leaf', 'nothing of the kind'];
const NAMES = ['event', 'ecommerce', 'items', 'item_id', 'id', 'item_variant', 'item_group_id', 'item_name', 'search_term', 'user_id', 'email', 'transaction_id', 'user_data', 'address', 'name', 'product', 'selectedVariant', 'lines', 'line',
  'merchandiseId', 'merchandise', 'cart', 'nodes', 'edges', 'node', 'data', 'checkout', 'lineItems', 'variant', 'productVariant', 'productVariants', 'collection', 'cartLine', 'products', 'variantId', 'sku', 'search', 'query', 'searchResult', 'searchTerm',
  'action', 'context', 'item_brand', 'item_category', 'item_category2', 'productType', 'type', 'vendor', 'brand', 'category', 'quantity', 'promise', '@type', '@graph', '@id', 'mainEntity', 'hasVariant', 'productID', 'gtin', '0', '1', '2', '__proto__'];
const GA4 = ['view_item', 'select_item', 'view_item_list', 'view_search_results', 'search', 'add_to_cart', 'remove_from_cart', 'purchase', 'refund', 'add_to_wishlist', 'login'];
const THEME = ['product:view', 'search:update', 'cart:view', 'cart:lines-update'];

/** Numbers from a seed, 0 to below `most`. */
function seeded(state) {
  return (most) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_507) ^ Math.imul(state ^ (state >>> 13), 3_266_489_909);
    return ((state ^= state >>> 16) >>> 0) % most;
  };
}

export default async function check({ test, shopper }) {
  await test(`${EVENTS} random events with planted personal fields: none reaches track() or what is kept`, async () => {
    const random = seeded(20_261_122);
    const of = (list) => list[random(list.length)];
    /** Where words of a search may lie, only an address is planted: other words are the shopper's own. */
    const planted = (name) => (/search|query/.test(name) ? `ada${random(99)}@planted.example` : of([`ada${random(99)}@planted.example`, `Planted Person ${random(99)}`, `planted-user-${random(99)}`, `T-PLANTED-${random(99)}`, `+44 planted ${random(99)}`]));
    const any = (depth, name = '') => {
      const kind = random(depth > 0 ? 12 : 6);
      if (kind < 3) return planted(name);
      if (/search|query/.test(name)) return kind < 8 ? of(WORDS) : { query: any(0, name) };
      if (kind < 5) return of(KNOWN);
      if (kind < 6) return of([null, undefined, 0, -1, true, NaN, Symbol('planted'), 10n]);
      if (kind < 8) return Array.from({ length: random(4) }, () => any(depth - 1, name));
      return object(depth);
    };
    const promise = () => {
      const made = random(2) ? Promise.resolve({ cart: any(2) }) : Promise.reject(new Error('planted'));
      made.catch(() => {});
      return made;
    };
    const object = (depth) => {
      const made = {};
      for (let at = random(8); at >= 0; at--) {
        const name = of(NAMES);
        Object.defineProperty(made, name, { value: name === 'promise' ? promise() : any(depth - 1, name), enumerable: true, configurable: true, writable: true });
      }
      return made;
    };
    /** Half are as vendors shape them, with more strewn in. */
    const items = () => Array.from({ length: 1 + random(4) }, () => ({ ...object(1), item_id: random(3) ? of(KNOWN) : planted(''), item_name: planted(''), item_category: of(LABELS), item_brand: of([planted(''), ...LABELS]) }));
    const variant = () => ({ ...object(1), id: of([...KNOWN, planted('')]), sku: planted(''), product: { id: of([...KNOWN, planted('')]), title: planted(''), vendor: of([planted(''), ...LABELS]), type: of(LABELS) } });

    const { nearside, told } = await shopper();
    const ids = new Set(Array.from({ length: nearside.health.items }, (_, row) => nearside.item(row).id));
    for (const key of ['category:Drinks > Tea', 'category:Pets > Dog food', 'brand:Leaf', 'brand:Paws']) ids.add(key);
    const layer = [];
    const target = new EventTarget();
    const heard = new Map();
    globalThis.document = Object.assign(new EventTarget(), { readyState: 'complete' });
    dataLayer(nearside, { layer });
    shopifyEvents(nearside, { target, subscribe: (name, callback) => heard.set(name, callback) });
    for (let count = 0; count < EVENTS; count++) {
      switch (random(6)) {
        case 0: layer.push(random(2) ? any(4) : { ...object(3), event: of(GA4) }); break;
        case 1: layer.push({ ...object(2), event: of(GA4), user_id: planted(''), search_term: of([...WORDS, planted('search')]), ecommerce: { transaction_id: planted(''), items: items() } }); break;
        case 2: (function gtag() { layer.push(arguments); })('event', of([...GA4, planted('')]), random(3) ? { email: planted(''), search_term: of([...WORDS, planted('search')]), items: items() } : any(3)); break;
        case 3: {
          const given = random(2) ? object(4) : { context: of(['page', 'search', 'dialog']), product: { id: of(KNOWN), selectedVariant: variant() }, search: { query: of(WORDS) }, action: of(['add', 'remove']), lines: [{ merchandiseId: of(KNOWN), id: planted(''), quantity: 0 }] };
          const event = new Event(`shopify:${of(THEME)}`);
          for (const [name, value] of Object.entries(given)) Object.defineProperty(event, name, { value });
          target.dispatchEvent(event);
          break;
        }
        case 4: heard.get(of([...heard.keys()]))(random(2) ? object(4) : { clientId: planted(''), data: { productVariant: variant(), cartLine: { merchandise: variant() }, searchResult: { query: of([...WORDS, planted('search')]) }, collection: { title: planted(''), productVariants: [variant(), variant()] }, checkout: { email: planted(''), lineItems: [{ title: planted(''), variant: variant() }] } } }); break;
        default: {
          const text = JSON.stringify({ ...object(3), '@type': of(['Product', 'ProductGroup', 'Person']), name: planted(''), sku: of([...KNOWN, planted('')]) }, (_, value) => (typeof value === 'bigint' ? null : value));
          jsonLd(nearside, { root: { querySelectorAll: () => [{ textContent: text.slice(0, text.length - (random(9) ? 0 : 3)) }] } });
        }
      }
    }
    await new Promise((done) => setTimeout(done, 0));
    delete globalThis.document;

    const times = {};
    for (const [signal, what] of told) {
      times[signal] = (times[signal] ?? 0) + 1;
      if (signal === 'search') assert.ok(WORDS.includes(what), `${what} is no search`);
      else for (const id of [what].flat()) assert.ok(ids.has(id), `${String(id)} is none of the catalog's ids and keys`);
    }
    assert.ok(told.filter(([, what]) => [what].flat().includes('category:Pets > Dog food')).length > 30);
    for (const signal of ['view', 'click', 'impression', 'search', 'cart', 'uncart', 'purchase', 'return']) assert.ok(times[signal] > 30, `${signal}: ${times[signal]} of ${told.length}`);
    assert.equal(/planted|ada\d/i.test(JSON.stringify(told)), false);
    const kept = nearside.export();
    assert.ok(nearside.health.signals > 20);
    assert.equal(/planted|ada\d/i.test(kept), false);
    assert.equal(/nothing of the kind/.test(kept), false);
    assert.deepEqual(nearside.health.problems, []);
  });
}
