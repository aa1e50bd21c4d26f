// Shopify's standard storefront events and customer events, in the shapes of its documentation.
import assert from 'node:assert/strict';
import { shopifyEvents } from '../../dist/listen.js';

const gid = (kind, id) => `gid://shopify/${kind}/${id}`;
/** As the theme's library makes them: what they say lies on the event. */
const theme = (name, said) => Object.assign(new Event(`shopify:${name}`, { bubbles: true }), said);
const product = (id, variant) => ({ id: gid('Product', id), title: 'Snowboard', vendor: 'Paws', selectedVariant: variant ? { id: gid('ProductVariant', variant), title: 'Green', sku: '' } : null });
const merchandise = (variant, of, sku = '') => ({ id: gid('ProductVariant', variant), sku, title: 'Green', product: { id: gid('Product', of), title: 'Snowboard' } });
const cart = (...lines) => ({ id: gid('Cart', 'c1?key=secret'), totalQuantity: lines.length, lines: { nodes: lines.map(([line, variant, of]) => ({ id: gid('CartLine', line), quantity: 1, merchandise: merchandise(variant, of) })) } });
const settled = () => new Promise((done) => setTimeout(done, 0));

export default async function check({ test, shopper, catalogs }) {
  await test('Shopify: a product on its page or in a dialog is a view, in lists an impression', async () => {
    const { nearside, told } = await shopper();
    const target = new EventTarget();
    const stop = shopifyEvents(nearside, { target });
    const say = (context, ...of) => target.dispatchEvent(theme('product:view', { context, product: product(...of), selectedOptions: [] }));
    say('page', 7, 42);
    say('page', 7, 43);
    say('dialog', 8, 52);
    for (const context of ['collection', 'search', 'recommendation']) say(context, 7);
    say('page', 99, 999);
    target.dispatchEvent(theme('product:view', {}));
    target.dispatchEvent(theme('collection:view', { collection: { id: gid('Collection', 1) } }));
    assert.deepEqual(told, [['view', '42'], ['view', '52'], ...Array(3).fill(['impression', ['42']])]);
    stop();
    say('page', 7, 42);
    assert.equal(told.length, 5, 'it listens after stop()');
  });

  await test('Shopify: the cart, when the shop says that it is done', async () => {
    for (const [catalog, seven, eight] of [['own', '42', '52'], ['google', 'shopify_US_7_42', 'shopify_US_8_52']]) {
      const { nearside, told } = await shopper({ catalog: catalogs[catalog] });
      const target = new EventTarget();
      const stop = shopifyEvents(nearside, { target });
      const lines = (action, given, promise) => target.dispatchEvent(theme('cart:lines-update', { action, context: 'product', lines: given, promise }));
      const add = (variant, promise) => lines('add', [{ merchandiseId: gid('ProductVariant', variant), quantity: 1 }], promise);
      add(42, Promise.resolve({ cart: cart(['l1', 42, 7]) }));
      assert.deepEqual(told, [], 'the shop has not said so yet');
      await settled();
      assert.deepEqual(told, [['cart', [seven]]]);
      add(52, Promise.resolve({ cart: cart(['l1', 42, 7]), userErrors: [{ message: 'sold out' }] }));
      add(52, Promise.reject(new Error('offline')));
      await settled();
      assert.equal(told.length, 1, 'declined, or failed');
      target.dispatchEvent(theme('cart:view', { context: 'page', cart: cart(['l1', 42, 7], ['l2', 52, 8]) }));
      lines('update', [{ id: gid('CartLine', 'l1'), quantity: 3 }], Promise.resolve({ cart: cart(['l1', 42, 7]) }));
      lines('update', [{ id: gid('CartLine', 'l1'), quantity: 0 }], Promise.resolve({ cart: cart() }));
      lines('remove', [{ id: gid('CartLine', 'l2'), quantity: 0 }, { id: gid('CartLine', 'never seen'), quantity: 0 }], Promise.resolve({ cart: cart() }));
      await settled();
      assert.deepEqual(told.slice(1), [['uncart', [seven]], ['uncart', [eight]]]);
      add(52, Promise.resolve({ cart: cart(['l3', 52, 8]) }));
      stop();
      await settled();
      assert.equal(told.length, 3, 'it listens after stop()');
    }
  });

  await test('Shopify: of a product that the catalog does not know, its type and vendor teach; in a list it is nothing', async () => {
    const { nearside, told } = await shopper();
    const target = new EventTarget();
    const heard = new Map();
    shopifyEvents(nearside, { target, subscribe: (name, callback) => heard.set(name, callback) });
    const say = (context, said) => target.dispatchEvent(theme('product:view', { context, product: { ...product(99, 999), ...said } }));
    say('collection', { productType: 'Dog food' });
    say('page', { productType: 'Dog food' });
    say('page', { productType: 'Something else' });
    heard.get('product_viewed')({ data: { productVariant: { id: 998, sku: '', product: { id: 98, vendor: 'Leaf', type: 'Coffee' } } } });
    target.dispatchEvent(theme('cart:lines-update', { action: 'add', lines: [{ merchandiseId: gid('ProductVariant', 999), quantity: 1 }] }));
    await settled();
    assert.deepEqual(told, [['view', ['category:Pets > Dog food', 'brand:Paws']], ['view', ['category:Drinks > Coffee', 'brand:Leaf']], ['cart', ['category:Pets > Dog food', 'brand:Paws']]]);
  });

  await test('Shopify: a search once, whatever its filters', async () => {
    const { nearside, told } = await shopper();
    const target = new EventTarget();
    shopifyEvents(nearside, { target });
    for (const sortKey of ['RELEVANCE', 'PRICE']) target.dispatchEvent(theme('search:update', { search: { query: 'tea', sortKey }, promise: Promise.resolve({ totalCount: 3 }) }));
    target.dispatchEvent(theme('search:update', {}));
    assert.deepEqual(told, [['search', 'tea']]);
    assert.deepEqual(nearside.signals()[0].facets, ['Tea']);
  });

  await test('Shopify: customer events of a web pixel, ids with and without gid, sku, and Google\'s form', async () => {
    const variant = (id, of, sku) => ({ id: String(id), sku, price: { amount: 749.95, currencyCode: 'INR' }, product: { id: String(of), title: 'Snowboard', vendor: 'Paws', url: '/products/snowboard' }, title: null });
    for (const [catalog, seven, eight] of [['own', '42', '52'], ['google', 'shopify_US_7_42', 'shopify_US_8_52']]) {
      const { nearside, told } = await shopper({ catalog: catalogs[catalog] });
      const heard = new Map();
      const stop = shopifyEvents(nearside, { target: new EventTarget(), subscribe: (name, callback) => heard.set(name, callback) });
      const say = (name, data) => heard.get(name)({ id: 'sh-fc065e5e', name, clientId: '1fd529f6', timestamp: '2026-11-22T04:54:15.677Z', data, context: { document: { location: { href: 'https://shop.example/?email=ada@mail.example' } } } });
      say('product_viewed', { productVariant: variant(42, 7) });
      say('collection_viewed', { collection: { id: '1', title: 'Boards', productVariants: [variant(42, 7), merchandise(52, 8)] } });
      say('search_submitted', { searchResult: { query: 'dog food', productVariants: [variant(42, 7)] } });
      say('product_added_to_cart', { cartLine: { cost: { totalAmount: { amount: 1 } }, merchandise: variant(42, 7), quantity: 1 } });
      say('product_removed_from_cart', { cartLine: { merchandise: merchandise(42, 7), quantity: 1 } });
      say('checkout_completed', { checkout: { email: 'ada@mail.example', phone: '+441234', order: { id: '5364', customer: { id: '1' } }, billingAddress: { firstName: 'Ada' }, lineItems: [{ id: '1', variant: variant(42, 7), quantity: 1 }, { variant: variant(52, 8) }, { variant: null }] } });
      say('product_viewed', {});
      say('checkout_completed', null);
      assert.deepEqual(told, [['view', seven], ['impression', [seven, eight]], ['search', 'dog food'], ['cart', [seven]], ['uncart', [seven]], ['purchase', [seven, eight]]]);
      stop();
      say('product_added_to_cart', { cartLine: { merchandise: variant(42, 7) } });
      assert.equal(told.length, 6, 'it listens after stop()');
    }
    const { nearside, told } = await shopper();
    const heard = new Map();
    shopifyEvents(nearside, { target: new EventTarget(), subscribe: (name, callback) => heard.set(name, callback) });
    heard.get('product_viewed')({ data: { productVariant: variant(999, 99, 'a-blue') } });
    assert.deepEqual(told, [['view', 'a-red']], 'by its sku');
  });

  await test('Shopify: Hydrogen\'s own shapes, and a subscribe() that throws', async () => {
    const { nearside, told } = await shopper();
    const heard = new Map();
    shopifyEvents(nearside, { target: new EventTarget(), subscribe: (name, callback) => { heard.set(name, callback); if (name === 'search_viewed') throw new Error('no'); } });
    heard.get('product_viewed')({ url: 'https://shop.example', products: [{ id: gid('Product', 7), title: 'Snowboard', price: '1', vendor: 'Paws', variantId: gid('ProductVariant', 42), variantTitle: 'Green', quantity: 1 }] });
    heard.get('search_viewed')({ searchTerm: 'coffee', searchResults: [] });
    heard.get('product_added_to_cart')({ cart: cart(), prevCart: null, currentLine: { id: 'l1', merchandise: merchandise(52, 8) } });
    heard.get('product_removed_from_cart')({ cart: cart(), currentLine: undefined, prevLine: { id: 'l1', merchandise: merchandise(52, 8) } });
    assert.deepEqual(told, [['view', '42'], ['search', 'coffee'], ['cart', ['52']], ['uncart', ['52']]]);
  });

  await test('Shopify: nothing before a choice, each event once, nothing thrown', async () => {
    const { nearside, told } = await shopper({ level: null });
    const target = new EventTarget();
    for (let times = 0; times < 2; times++) shopifyEvents(nearside, { target });
    const early = theme('product:view', { context: 'page', product: product(7, 42) });
    target.dispatchEvent(early);
    nearside.setLevel('visit');
    target.dispatchEvent(early);
    assert.deepEqual(told, [], 'an event of before the choice is made up for');
    target.dispatchEvent(theme('cart:lines-update', { action: 'add', lines: [{ merchandiseId: 52 }] }));
    assert.deepEqual(told, [['cart', ['52']]]);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const said of [{ product: proxy }, { lines: proxy, action: 'add' }, { lines: [proxy], action: 'remove' }, { search: proxy }, { cart: { lines: proxy } }, { action: 'add', lines: [{ merchandiseId: 1 }], promise: Promise.resolve(proxy) }, { promise: { get then() { throw new Error('no'); } } }]) {
      for (const name of ['product:view', 'cart:lines-update', 'search:update', 'cart:view']) target.dispatchEvent(theme(name, said));
    }
    await settled();
    assert.equal(told.length, 1);
  });
}
