// What `rerank()` and `personalize()` do with lists, hits and clients that nobody expects: the page keeps working, all is
// there, and what the catalog does not know keeps its order.
import assert from 'node:assert/strict';
import { nearsideMiddleware, personalize, rerank } from '../../dist/connect.js';
import { DOG, isDog, PRODUCTS, shopper } from './shops.mjs';

const goods = (count = 20) => PRODUCTS.slice(0, count).map(({ objectID }) => ({ id: objectID }));
const asHits = (count = 20) => PRODUCTS.slice(0, count).map((product) => ({ ...product }));

export default async function check({ test, catalog }) {
  const nearside = await shopper(catalog, { likes: DOG });
  const without = await shopper(catalog, { level: null });

  /** Lists of products with strangers among them; each stranger is told by what it is. */
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const strangers = [null, undefined, 7, 'sku-2', Symbol('x'), {}, [], { id: null }, { id: '' }, { id: NaN }, { id: 7n }, { id: Symbol('x') }, { id: {} }, { id: Object.create(null) }, { id: 'a\nsku-2' }, { id: '\ud800' }, { id: 'x'.repeat(100_000) }, { get id() { throw new Error('a getter of the host'); } }, revoked.proxy, Object.freeze({ id: 'unknown' })];

  await test('rerank(): strangers in a list stay in their order among themselves, and the others are as without them', () => {
    const own = rerank(nearside, goods()).map(({ id }) => id);
    assert.ok(own.slice(0, 4).every(isDog));
    for (let turn = 0; turn < strangers.length; turn++) {
      const given = goods();
      const placed = [...strangers.slice(turn), ...strangers.slice(0, turn)];
      for (const [at, one] of placed.entries()) given.splice(at * 2, 0, one);
      const now = rerank(nearside, given);
      assert.equal(now.length, given.length);
      const are = now.filter((one) => placed.includes(one));
      assert.ok(are.length === placed.length && are.every((one, at) => Object.is(one, placed[at])), `turn ${turn}`);
      assert.deepEqual(now.filter((one) => !placed.includes(one)).map(({ id }) => id), own);
      const still = rerank(without, given);
      assert.ok(still.every((one, at) => Object.is(one, given[at])), 'before a choice something moved');
    }
  });

  await test('rerank(): no list, holes, the same ones twice, frozen lists and hits, sets, proxies; the list that was given is not touched', () => {
    for (const nothing of [undefined, null, [], new Set(), 7]) assert.deepEqual(rerank(nearside, nothing), []);
    const holes = goods();
    delete holes[3];
    assert.deepEqual(rerank(nearside, holes).filter(Boolean).length, 19);
    assert.equal(rerank(nearside, holes).length, 20);
    const own = rerank(nearside, goods()).map(({ id }) => id);
    const twice = rerank(nearside, [...goods(), ...goods()]).map(({ id }) => id);
    assert.deepEqual([...new Set(twice)], own);
    assert.deepEqual(twice.toSorted(), [...own, ...own].toSorted());
    const frozen = Object.freeze(goods().map(Object.freeze));
    for (const list of [frozen, new Set(frozen), new Proxy(frozen, {}), frozen.map((one) => new Proxy(one, {}))]) assert.deepEqual(rerank(nearside, list).map(({ id }) => id), own);
    assert.deepEqual(frozen, goods());
  });

  await test('rerank(): without an engine, and with one that was let go, the order stays; a fault in the shop\'s own id is one stranger', async () => {
    const gone = await shopper(catalog, { likes: DOG });
    gone.dispose();
    for (const none of [undefined, null, gone]) assert.deepEqual(rerank(none, goods()), goods());
    const nodes = [{ node: null }, ...goods().map(({ id }) => ({ node: { slug: id } }))];
    const now = rerank(nearside, nodes, ({ node }) => node.slug);
    assert.ok(now.slice(0, 4).every(({ node }) => isDog(node.slug)));
    assert.ok(now.includes(nodes[0]) && now.length === 21);
  });

  await test('rerank() and personalize(): 10,000 hits, most of them unknown: all there, unknown ones in their order', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ objectID: `sku-${at}`, at }));
    const { results: [{ hits }] } = await personalize({ search: async () => ({ results: [{ hits: many }] }) }, nearside).search([{ indexName: 'products' }]);
    for (const now of [hits, rerank(nearside, many, ({ objectID }) => objectID)]) {
      assert.ok(now.slice(0, 4).every(({ objectID }) => isDog(objectID)));
      assert.equal(new Set(now).size, many.length);
      const unknown = now.filter(({ at }) => at >= PRODUCTS.length).map(({ at }) => at);
      assert.deepEqual(unknown, unknown.toSorted((a, b) => a - b));
    }
  });

  await test('personalize(): strange hits, results and requests; what is strange in one result spoils no other', async () => {
    const search = (answer, requests, options) => personalize({ search: async () => answer }, nearside, options).search(requests);
    const fine = { hits: asHits() };
    const odd = { get hits() { throw new Error('a getter of the host'); } };
    const { results } = await search({ results: [odd, fine, null, revoked.proxy, { hits: [1, 2, 3] }, { hits: [null, ...asHits(), undefined] }] }, [{}, {}, {}, {}, {}, {}]);
    assert.ok(results[0] === odd && results[2] === null && results[3] === revoked.proxy);
    assert.ok(isDog(results[1].hits[0].objectID) && isDog(results[5].hits[0].objectID));
    assert.deepEqual(results[4].hits, [1, 2, 3]);
    assert.deepEqual(results[5].hits.filter((hit) => hit == null), [null, undefined]);
    const frozen = Object.freeze({ results: Object.freeze([Object.freeze({ hits: Object.freeze(asHits().map(Object.freeze)) })]) });
    for (const requests of [undefined, null, 7, [], [null], [{ indexName: null }], { requests: null }, { requests: [{ indexName: 'products' }] }]) {
      assert.ok(isDog((await search(frozen, requests)).results[0].hits[0].objectID), JSON.stringify(requests));
    }
    assert.deepEqual(frozen.results[0].hits, asHits());
    for (const options of [{ when: () => { throw new Error('a fault'); } }, { id: () => { throw new Error('a fault'); } }, { indices: ['articles'] }]) {
      assert.deepEqual((await search(frozen, [{ indexName: 'products' }], options)).results[0].hits, asHits());
    }
  });

  await test('personalize(): engines that are none, are not there yet, or come as nothing', async () => {
    const answer = { results: [{ hits: asHits() }] };
    for (const making of [() => undefined, () => null, () => Promise.resolve(undefined), () => Promise.reject(new Error('no engine')), () => new Promise(() => {})]) {
      const none = making();
      const ours = personalize({ search: async () => answer }, none);
      nearsideMiddleware(none)({ instantSearchInstance: { client: ours, sendEventToInsights() {}, scheduleSearch() {} } }).subscribe();
      await new Promise(setImmediate);
      assert.equal(await ours.search([{ indexName: 'products' }]), answer);
    }
  });

  await test('personalize(): searches at the same time, that fail or are aborted: each has its own answer, and nothing is asked twice', async () => {
    const mine = await shopper(catalog, { likes: DOG });
    const open = [];
    const client = { search: (requests) => new Promise((resolve, reject) => open.push({ query: requests[0].query, resolve: () => resolve({ results: [{ hits: asHits(), query: requests[0].query }] }), reject })) };
    const ours = personalize(client, mine);
    let now;
    const shown = [];
    const instance = { client: ours, sendEventToInsights() {}, scheduleSearch: () => void ours.search([{ query: now }]).then((answer) => shown.push(answer), () => shown.push('failed')) };
    nearsideMiddleware(mine)({ instantSearchInstance: instance }).subscribe();
    const ask = (query) => ours.search([{ query: (now = query) }]);
    const settle = () => new Promise(setImmediate);

    // The second answer comes first; then somebody says something.
    const [a, b] = [ask('a'), ask('b')];
    open[1].resolve();
    open[0].resolve();
    assert.deepEqual([(await a).results[0].query, (await b).results[0].query], ['a', 'b']);
    mine.state('item:sku-2', 'never');
    await settle();
    assert.equal(open.length, 2, 'asked again');
    assert.deepEqual([shown[0].results[0].query, shown[0].results[0].hits.at(-1).objectID], ['b', 'sku-2']);

    // Somebody says something while an answer is on its way.
    const c = ask('c');
    mine.state('item:sku-7', 'never');
    await settle();
    assert.equal(open.length, 3);
    open[2].resolve();
    assert.deepEqual((await c).results[0].query, 'c');
    await settle();
    assert.deepEqual(shown[1].results[0].query, 'c');

    // One is aborted, and InstantSearch goes back to the question before it.
    const d = ask('d');
    open[3].reject(new DOMException('The user aborted a request.', 'AbortError'));
    await assert.rejects(d, { name: 'AbortError' });
    now = 'c';
    mine.state('item:sku-12', 'like');
    await settle();
    assert.equal(open.length, 4, 'asked again after a search that failed');
    assert.equal(shown[2].results[0].query, 'c');
    // A client that throws at once.
    const angry = personalize({ search() { throw new TypeError('no network'); } }, mine);
    await assert.rejects(angry.search([]), TypeError);
  });
}
