// Google Analytics' events, as its documentation shows them and as tag managers pass them on.
import assert from 'node:assert/strict';
import { dataLayer } from '../../dist/listen.js';

/** A product as shops describe it: what is not its id is passed by. */
const item = (item_id, more) => ({ item_id, item_name: 'Stan and Friends Tee', affiliation: 'Merchandise Store', coupon: 'SUMMER_FUN', index: 0, item_brand: 'Leaf', item_category: 'Drinks', item_list_id: 'related_products', item_variant: 'green', location_id: 'ChIJIQBpAG2ahYAR', price: 9.99, quantity: 1, ...more });
const pushed = (event, ...items) => ({ event, ecommerce: { currency: 'USD', value: 9.99, transaction_id: 'T_12345', items } });
/** gtag's own queue. */
function layered() {
  const layer = [];
  function gtag() { layer.push(arguments); }
  return { layer, gtag };
}

export default async function check({ test, shopper, catalogs }) {
  await test('data layer: every event that is a signal, pushed and as gtag', async () => {
    const rows = [['view_item', 'view', 'a-red'], ['select_item', 'click', 'b-red'], ['view_item_list', 'impression', ['c-red', 'd-red']], ['add_to_cart', 'cart', ['a-red']],
      ['remove_from_cart', 'uncart', ['a-red']], ['purchase', 'purchase', ['a-red', 'b-red']], ['refund', 'return', ['b-red']]];
    for (const way of ['push', 'gtag', 'flat']) {
      const { nearside, told } = await shopper();
      const { layer, gtag } = layered();
      dataLayer(nearside, { layer });
      for (const [event, , ids] of rows) {
        const items = [ids].flat().map((id) => item(id));
        if (way === 'push') layer.push({ ecommerce: null }, pushed(event, ...items));
        else if (way === 'flat') layer.push({ event, items, user_id: 'u-1' });
        else gtag('event', event, { transaction_id: 'T_12345', value: 1, items });
      }
      assert.deepEqual(told, rows.map(([, signal, ids]) => [signal, ids]), way);
      assert.deepEqual(new Set(nearside.signals().map(({ signal }) => signal)), new Set(rows.map(([, signal]) => signal)), way);
    }
  });

  await test('data layer: of a search only the facets that it names are kept', async () => {
    const { nearside, told } = await shopper();
    const { layer, gtag } = layered();
    dataLayer(nearside, { layer });
    gtag('event', 'search', { search_term: 'green tea please' });
    layer.push({ event: 'view_search_results', search_term: 'green tea please' }, { event: 'search', search_term: 'leaf@mail.example' }, { event: 'search' }, { event: 'search', search_term: 7 });
    assert.deepEqual(told, [['search', 'green tea please']], 'said twice, it is one; an address is none');
    assert.deepEqual(nearside.signals()[0].facets, ['Tea']);
    assert.equal(nearside.export().includes('please'), false);
  });

  await test('data layer: what is no signal, and names of objects, are passed by', async () => {
    const { nearside, told } = await shopper();
    const { layer, gtag } = layered();
    dataLayer(nearside, { layer });
    for (const event of ['add_to_wishlist', 'view_cart', 'begin_checkout', 'add_payment_info', 'page_view', 'login', 'constructor', '__proto__', 'toString']) {
      layer.push(pushed(event, item('a-red')));
      gtag('event', event, { items: [item('a-red')] });
    }
    gtag('config', 'G-1', { items: [item('a-red')] });
    gtag('set', 'view_item', { items: [item('a-red')] });
    layer.push(() => {}, null, 7, 'view_item', ['view_item'], { event: 'refund', ecommerce: { transaction_id: 'T_1' } }, { event: { items: [item('a-red')] } });
    assert.deepEqual([told, nearside.statements()], [[], []]);
  });

  await test('data layer: what was there before is read, the last 200 entries, each entry once', async () => {
    const { nearside, told } = await shopper();
    const { layer } = layered();
    layer.push(pushed('add_to_cart', item('f-red')));
    for (let at = 0; at < 199; at++) layer.push({ event: 'gtm.click' });
    const last = pushed('add_to_cart', item('a-red'));
    layer.push(last);
    dataLayer(nearside, { layer });
    assert.deepEqual(told, [['cart', ['a-red']]]);
    // A second listener, and a manager that hands on what it was handed.
    dataLayer(nearside, { layer });
    layer.push(last, pushed('remove_from_cart', item('a-red')));
    assert.deepEqual(told, [['cart', ['a-red']], ['uncart', ['a-red']]]);
  });

  await test('data layer: by its name, made where there is none, under managers that replace push, until it stops', async () => {
    const { nearside, told } = await shopper();
    const stop = dataLayer(nearside, { layer: 'shopLayer' });
    const layer = globalThis.shopLayer;
    try {
      assert.ok(Array.isArray(layer));
      const ours = layer.push;
      const passed = [];
      layer.push = function (...entries) { passed.push(...entries); return ours.apply(layer, entries); };
      assert.equal(layer.push(pushed('add_to_cart', item('a-red'))), 1, 'push no longer says how long the layer is');
      assert.deepEqual([told, passed.length, layer.length], [[['cart', ['a-red']]], 1, 1]);
      stop();
      layer.push(pushed('add_to_cart', item('a-red')));
      assert.deepEqual([told.length, passed.length, layer.length], [1, 2, 2], 'it listens after stop(), or the manager is cut off');
    } finally {
      delete globalThis.shopLayer;
    }
    const alone = [];
    dataLayer(nearside, { layer: alone })();
    assert.equal(alone.push, Array.prototype.push);
    for (const layer of [{}, 7, { push: 7 }]) dataLayer(nearside, { layer })();
  });

  await test('data layer: ids by item, variant and group, as numbers, in arrays; a view is of one item', async () => {
    const { nearside, told } = await shopper();
    const { layer } = layered();
    dataLayer(nearside, { layer });
    const say = (...items) => layer.push({ event: 'add_to_cart', ecommerce: { items } });
    say({ item_id: 'a-blue' }, { id: 'b-blue' }, { item_id: 'unknown', item_variant: 'c-blue' }, { item_id: 'unknown', item_group_id: 'group-d' });
    say({ item_id: 42 }, { item_id: 'shopify_DE_8_52' }, { item_id: ['unknown', 'e-red'] }, { item_id: 'gid://shopify/Product/7' });
    layer.push({ event: 'add_to_cart', ecommerce: { items: { item_id: 'a-red' } } });
    say({ item_id: 'unknown' }, null, 7, 'a-red', {}, { item_id: '' }, { item_id: 'x'.repeat(500) });
    layer.push(pushed('view_item', { item_id: 'unknown' }, item('a-red'), item('b-red')), pushed('view_item', item('a-blue')), pushed('view_item', item('b-red')));
    assert.deepEqual(told, [['cart', ['a-red', 'b-red', 'c-red', 'd-red']], ['cart', ['42', '52', 'e-red']], ['cart', ['a-red']], ['view', 'a-red'], ['view', 'b-red']]);
    const { nearside: other, told: heard } = await shopper({ catalog: catalogs.google });
    dataLayer(other, { layer: [{ event: 'add_to_cart', items: [item('shopify_US_7_42')] }] });
    assert.deepEqual(heard, [['cart', ['shopify_US_7_42']]]);
  });

  await test('data layer: of an item that the catalog does not know, its category and brand teach, and nothing else of it', async () => {
    const { nearside, told } = await shopper();
    const { layer } = layered();
    dataLayer(nearside, { layer });
    const said = (event, ...items) => {
      layer.push({ event, ecommerce: { items: items.map((one) => ({ item_id: 'brand new', item_name: 'Ada', ...one })) } });
      return told.splice(0);
    };
    const tea = ['category:Drinks > Tea', 'brand:Leaf'];
    assert.deepEqual(said('view_item', { item_category: 'Drinks', item_category2: 'Tea', item_brand: 'leaf ' }), [['view', tea]]);
    assert.deepEqual(said('view_item', { item_category: 'drinks > tea', item_brand: 'Leaf' }), [], 'the same view');
    assert.deepEqual(said('add_to_cart', { item_category: 'Tea' }, { item_category: 'Dog food', item_brand: 'Nobody' }), [['cart', ['category:Drinks > Tea', 'category:Pets > Dog food']]]);
    assert.deepEqual(said('purchase', { item_id: 'a-red' }, { item_category: 'Home', item_category2: 'Drinks', item_category3: 'Tea', item_brand: 'Leaf' }), [['purchase', ['a-red', ...tea]]]);
    assert.deepEqual(said('purchase', { item_id: 'a-red' }, { item_category: 'Tea', item_brand: 'Leaf' }), [], 'the same order');
    assert.deepEqual(nearside.interests().map(({ facet }) => facet).sort(), ['brand:Leaf', 'category:Drinks', 'category:Drinks > Tea', 'category:Pets', 'category:Pets > Dog food']);
    assert.equal(/brand new|Ada|Nobody/.test(nearside.export()), false);
    // Below a category that the catalog has there may be anything: the brand says nothing either.
    for (const [event, item] of [
      ['view_item', { item_category: 'Drinks', item_category2: 'Pregnancy tea', item_brand: 'Leaf' }], ['view_item', { item_brand: 'Leaf' }], ['view_item', { item_category: 'Pets', item_category2: 'Tea' }],
      ['view_item', { item_category: { name: 'Tea' }, item_category2: 7 }], ['view_item_list', { item_category: 'Tea', item_brand: 'Leaf' }],
    ]) assert.deepEqual(said(event, item), [], JSON.stringify(item));
    nearside.state('category:Drinks', 'never');
    const before = nearside.export();
    said('add_to_cart', { item_category: 'Tea', item_brand: 'Leaf' });
    assert.equal(nearside.export(), before, 'refused, neither category nor brand is noted');
  });

  await test('data layer: the same order on the same day is one, as when its page is loaded again', async () => {
    const { nearside, told, clock } = await shopper();
    const said = (...ids) => dataLayer(nearside, { layer: [pushed('purchase', ...ids.map((id) => item(id)))] })();
    said('a-red', 'b-red');
    said('b-blue', 'a-blue');
    said('a-red');
    said('a-red', 'b-red', 'c-red');
    said('c-red', 'a-blue', 'b-red');
    assert.deepEqual(told, [['purchase', ['a-red', 'b-red']], ['purchase', ['a-red']], ['purchase', ['a-red', 'b-red', 'c-red']]]);
    assert.deepEqual(nearside.signals().map(({ times }) => times), [3, 2, 1]);
    clock.now += 86_400_000;
    said('a-red', 'b-red', 'c-red');
    assert.equal(told.length, 4, 'bought again the next day');
  });

  await test('data layer: at most 200 items of an event', async () => {
    const { nearside, told } = await shopper();
    dataLayer(nearside, { layer: [pushed('view_item_list', ...Array.from({ length: 200 }, () => item('a-red')), item('b-red'))] });
    assert.deepEqual(told, [['impression', ['a-red']]]);
  });

  await test('data layer: nothing is heard before a choice or at off, and nothing of it is made up for', async () => {
    const { nearside, told } = await shopper({ level: null });
    const { layer } = layered();
    layer.push(pushed('add_to_cart', item('a-red')));
    dataLayer(nearside, { layer });
    layer.push(pushed('purchase', item('b-red')));
    nearside.setLevel('off');
    layer.push(pushed('view_item', item('c-red')), { event: 'search', search_term: 'tea' });
    nearside.setLevel('remember');
    dataLayer(nearside, { layer });
    assert.deepEqual([told, nearside.signals()], [[], []]);
    layer.push(pushed('view_item', item('c-red')));
    assert.deepEqual(told, [['view', 'c-red']]);
  });

  await test('data layer: frozen layers and entries, throwing getters and proxies; no getter is called twice', async () => {
    const { nearside, told } = await shopper();
    const frozen = Object.freeze([Object.freeze(pushed('add_to_cart', Object.freeze(item('a-red'))))]);
    dataLayer(nearside, { layer: frozen })();
    assert.deepEqual(told.splice(0), [['cart', ['a-red']]]);
    const layer = [];
    dataLayer(nearside, { layer });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const thrower = { get event() { throw new Error('no'); } };
    const inner = { event: 'purchase', get ecommerce() { throw new Error('no'); } };
    const round = { event: 'view_item' };
    round.ecommerce = round;
    round.items = [round];
    assert.equal(layer.push(proxy, thrower, inner, round, { event: 'view_item', ecommerce: { items: [proxy] } }), 5);
    const called = new Map();
    const counting = (name, value) => typeof value !== 'object' || value === null ? value : Object.defineProperties(Array.isArray(value) ? [] : {},
      Object.fromEntries(Object.entries(value).map(([key, one]) => [key, { enumerable: true, get: () => { called.set(`${name}.${key}`, (called.get(`${name}.${key}`) ?? 0) + 1); return counting(`${name}.${key}`, one); } }])));
    layer.push(counting('pushed', pushed('add_to_cart', item('b-red'), item('unknown', { item_category2: 'Tea' }))), counting('gtag', ['event', 'add_to_cart', { items: [item('c-red')] }]));
    assert.deepEqual(told, [['cart', ['b-red', 'category:Drinks > Tea', 'brand:Leaf']], ['cart', ['c-red']]]);
    assert.ok(called.size > 10 && [...called.values()].every((times) => times === 1), JSON.stringify([...called]));
    assert.ok([...called.keys()].every((name) => /\.(event|ecommerce|items|item_id|id|item_variant|item_group_id|item_category\d?|item_brand|\d)$/.test(name)), `looked at ${[...called.keys()]}`);
  });
}
