// The product of a page as search engines are told of it; broken and hostile texts too.
import assert from 'node:assert/strict';
import { jsonLd } from '../../dist/listen.js';

const page = (...scripts) => ({ querySelectorAll: (selector) => (assert.match(selector, /ld\+json/), scripts.map((one) => ({ textContent: typeof one === 'string' ? one : JSON.stringify(one) }))) });
const product = (ids) => ({ '@context': 'https://schema.org', '@type': 'Product', name: 'Tea', brand: { '@type': 'Brand', name: 'Leaf' }, review: { author: { name: 'Ada' } }, ...ids });

export default async function check({ test, shopper }) {
  const document = Object.assign(new EventTarget(), { readyState: 'complete' });
  globalThis.document = document;
  const view = async (...scripts) => {
    const { nearside, told } = await shopper();
    jsonLd(nearside, { root: page(...scripts) });
    return told;
  };

  await test('JSON-LD: a product by each of its ids, in arrays, graphs, pages and groups, is one view', async () => {
    const ways = [
      product({ sku: 'a-blue' }), product({ productID: 'a-red' }), product({ gtin13: 'a-red' }), product({ '@id': 'https://shop.example/p/a-red?variant=1#product' }), product({ sku: ['unknown', 'a-red'] }),
      [{ '@type': 'Organization' }, product({ sku: 'a-red' })], { '@context': 'https://schema.org', '@graph': [{ '@type': 'BreadcrumbList' }, product({ sku: 'a-red' })] },
      { '@type': 'ItemPage', mainEntity: product({ sku: 'a-red' }) }, product({ '@type': ['Thing', 'https://schema.org/Product'], sku: 'a-red' }),
      { '@type': 'ProductGroup', productGroupID: 'group-a', hasVariant: [product({ sku: 'unknown' })] }, { '@type': 'ProductGroup', productGroupID: 'unknown', hasVariant: [product({ sku: 'a-blue' }), product({ sku: 'a-red' })] },
    ];
    for (const way of ways) assert.deepEqual(await view(way), [['view', 'a-red']], JSON.stringify(way));
    assert.deepEqual(await view(product({ sku: 'a-red' }), product({ sku: 'a-blue' }), { '@type': 'Product', name: 'of a reviews widget' }), [['view', 'a-red']]);
    assert.deepEqual(await view(product({ sku: 42 })), [['view', '42']]);
  });

  await test('JSON-LD: a page of several products, or of none that is known, is no view', async () => {
    const list = { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: product({ sku: 'a-red' }) }] };
    for (const way of [[product({ sku: 'a-red' }), product({ sku: 'b-red' })], [product({ sku: 'a-red' }), product({ sku: 'unknown' })], [product({ sku: 'unknown' })], [product({ sku: 'unknown', category: 'Tea' }), product({ sku: 'unknown', category: 'Tea' })], [list], [{ '@type': 'CollectionPage', mainEntity: list }], [product({ isRelatedTo: product({ sku: 'a-red' }) })], []]) {
      assert.deepEqual(await view(...way), [], JSON.stringify(way));
    }
  });

  await test('JSON-LD: one product that the catalog does not know is a view of its category and brand', async () => {
    assert.deepEqual(await view(product({ sku: 'unknown', category: 'Drinks > Tea' })), [['view', ['category:Drinks > Tea', 'brand:Leaf']]]);
    assert.deepEqual(await view(product({ sku: 'unknown', category: 'Tea', brand: 'LEAF' })), [['view', ['category:Drinks > Tea', 'brand:Leaf']]]);
    assert.deepEqual(await view(product({ sku: 'unknown', category: 'Tea', brand: [{ name: 'Leaf' }] })), [['view', 'category:Drinks > Tea']]);
  });

  await test('JSON-LD: broken, deep, long and odd texts throw nothing and hide nothing', async () => {
    const good = product({ sku: 'a-red' });
    const odd = ['', '{', 'null', '7', '"Product"', '<!-- {} -->', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, `${'['.repeat(20)}${JSON.stringify(product({ sku: 'b-red' }))}${']'.repeat(20)}`,
      '{"@type":"Product","sku":{"sku":"b-red"}}', '{"__proto__":{"@type":"Product","sku":"b-red"}}', '{"@type":"Product","sku":null}', '{"@type":"Product","sku":"","name":"Tea"}', '{"@graph":{"@graph":7}}', JSON.stringify({ ...product({ sku: 'b-red' }), description: 'x'.repeat(200_000) })];
    assert.deepEqual(await view(...odd, good), [['view', 'a-red']]);
    const { nearside } = await shopper();
    jsonLd(nearside, { root: { querySelectorAll() { throw new Error('no'); } } })();
    jsonLd(nearside, { root: {} })();
  });

  await test('JSON-LD: waits for the markup, stops, and is silent before a choice', async () => {
    document.readyState = 'loading';
    const { nearside, told } = await shopper();
    jsonLd(nearside, { root: page(product({ sku: 'b-red' })) })();
    jsonLd(nearside, { root: page(product({ sku: 'a-red' })) });
    assert.deepEqual(told, []);
    document.readyState = 'complete';
    document.dispatchEvent(new Event('DOMContentLoaded'));
    jsonLd(nearside, { root: page(product({ sku: 'a-red' })) });
    assert.deepEqual(told, [['view', 'a-red']]);
    const { nearside: nobody, told: nothing } = await shopper({ level: null });
    jsonLd(nobody, { root: page(product({ sku: 'a-red' })) });
    nobody.setLevel('remember');
    assert.deepEqual([nothing, nobody.signals()], [[], []]);
  });
  delete globalThis.document;
}
