// Products in the shapes that pages have them in.
import assert from 'node:assert/strict';
import { products } from '../../dist/listen.js';

export default async function check({ test, shopper }) {
  await test('products: in the shape of the data layer, of Shopify and of JSON-LD, one or several, and ids alone', async () => {
    const { nearside, told } = await shopper();
    const say = (signal, said) => (products(nearside, signal, said), told.splice(0));
    assert.deepEqual(say('view', { item_id: 'a-red', item_name: 'Tea', item_brand: 'Leaf', item_category: 'Drinks' }), [['view', 'a-red']]);
    assert.deepEqual(say('view', { id: 'gid://shopify/Product/7', title: 'Dog food', vendor: 'Paws', productType: 'Dog food' }), [['view', '42']]);
    assert.deepEqual(say('view', { '@type': 'Product', sku: 'b-red', brand: { name: 'Leaf' } }), [['view', 'b-red']]);
    assert.deepEqual(say('cart', ['a-red', 43, { id: 52 }]), [['cart', ['a-red', '42', '52']]]);
    assert.deepEqual(say('click', 'c-red'), [['click', 'c-red']]);
    assert.deepEqual(say('view', { item_id: 'new', item_category: 'Drinks', item_category2: 'Tea', item_brand: 'Leaf' }), [['view', ['category:Drinks > Tea', 'brand:Leaf']]]);
    assert.deepEqual(say('cart', [{ id: 'new', vendor: 'Paws', productType: 'Dog food' }, { sku: 'new', category: 'Drinks > Coffee', brand: { name: 'Leaf' } }]),
      [['cart', ['category:Pets > Dog food', 'brand:Paws', 'category:Drinks > Coffee', 'brand:Leaf']]]);
    assert.deepEqual(say('impression', [{ id: 'new', productType: 'Dog food' }, 'a-red']), [['impression', ['a-red']]]);
  });

  await test('products: nothing before a choice, nothing of what nobody knows, nothing thrown', async () => {
    const { nearside, told } = await shopper();
    const round = {};
    round.brand = round;
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const said of [undefined, null, [], [null], 'unknown', {}, round, { id: Symbol('x') }, proxy, { get id() { throw new Error('no'); } }, { id: 'ada@mail.example', vendor: 'Paws' }]) products(nearside, 'view', said);
    assert.deepEqual(told, []);
    const { nearside: nobody, told: nothing } = await shopper({ level: null });
    products(nobody, 'view', 'a-red');
    nobody.setLevel('remember');
    assert.deepEqual([nothing, nobody.signals()], [[], []]);
  });
}
