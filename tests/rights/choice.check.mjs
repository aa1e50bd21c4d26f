// What the shopper decides, through the API of the package: the values it shows and the events it sends. What each
// decision does is proven natively (`tests/promises_*.rs`).
import assert from 'node:assert/strict';

export default async function check({ test, shopper }) {
  await test('choice: settings are shown as they are set, with one event each', async () => {
    const { nearside, clock } = await shopper();
    const events = [];
    nearside.addEventListener('change', ({ detail }) => events.push(detail.what));
    const day = new Date(clock.day * 86_400_000).toISOString().slice(0, 10);
    assert.deepEqual(nearside.settings, { days: null, sourcesOff: [], paused: false, choices: [{ day, level: 'remember' }] });
    nearside.setDays(30);
    nearside.setDays(30);
    nearside.setSource('cart', false);
    nearside.pause();
    assert.deepEqual({ ...nearside.settings, choices: 0 }, { days: 30, sourcesOff: ['cart'], paused: true, choices: 0 });
    assert.equal(nearside.paused, true);
    assert.deepEqual(nearside.facts.sources.map(({ days, off }) => [days, off]), [[30, false], [30, false], [30, true], [30, false], [14, false]]);
    nearside.resume();
    nearside.setSource('cart', true);
    nearside.setDays(null);
    assert.deepEqual(events, Array(6).fill('settings'));
    assert.throws(() => nearside.setDays(8), { code: 'BAD_OPTION' });
    assert.throws(() => nearside.setSource('weather', false), { code: 'BAD_OPTION' });
    assert.throws(() => nearside.setLevel('most'), { code: 'BAD_OPTION' });
    assert.throws(() => nearside.setLevel('off', { keep: 1 }), { code: 'BAD_OPTION' });
    assert.equal(events.length, 6);
  });

  await test('choice: off may keep, and nothing of it is used', async () => {
    const { nearside } = await shopper();
    const [{ id }] = nearside.recommend('home', { count: 1 }).items;
    assert.equal(nearside.track('view', { id }), true);
    assert.equal(nearside.setLevel('off', { keep: true }), true);
    assert.deepEqual([nearside.level, nearside.chosen, nearside.health.signals, nearside.signals().length], ['off', 'off', 1, 1]);
    assert.equal(nearside.recommend('home').personal, false);
    assert.equal(nearside.setLevel('remember'), true);
    assert.equal(nearside.recommend('home').personal, true);
  });

  await test('choice: someone else, and hidden lists', async () => {
    const { nearside } = await shopper();
    const [{ id }] = nearside.recommend('home', { count: 1 }).items;
    nearside.track('view', { id });
    const before = nearside.export();
    const events = [];
    nearside.addEventListener('change', ({ detail }) => events.push(detail.what));
    assert.deepEqual([nearside.guest, nearside.startGuest(), nearside.guest, nearside.signals().length], [false, true, true, 0]);
    nearside.track('view', { id });
    nearside.endGuest();
    assert.deepEqual([nearside.guest, nearside.export()], [false, before]);
    nearside.hidden = true;
    assert.deepEqual([nearside.hidden, nearside.recommend('home').personal], [true, false]);
    nearside.hidden = false;
    assert.deepEqual([nearside.hidden, nearside.recommend('home').personal], [false, true]);
    assert.deepEqual(events, ['guest', 'log', 'guest', 'hidden', 'hidden']);
    nearside.setLevel('off');
    assert.equal(nearside.startGuest(), false);
  });

  await test('choice: facets are found by their words, themes are refused, orders are one', async () => {
    const { nearside } = await shopper();
    assert.deepEqual([nearside.find(''), nearside.find('  '), nearside.find('no such word')], [[], [], []]);
    const some = nearside.recommend('home', { count: 40 }).items.map(({ id }) => id);
    nearside.track('purchase', { ids: some.slice(0, 3) });
    const [{ label, facet, kind }] = nearside.interests();
    const found = nearside.find(label.toUpperCase());
    assert.ok(found.length <= 12 && found.some((one) => one.facet === facet && one.kind === kind && one.label === label && one.items > 0), JSON.stringify(found));
    assert.ok(nearside.find(label.slice(0, 2)).every((one) => one.label.toLowerCase().includes(label.slice(0, 2).toLowerCase())));
    const orders = new Set(nearside.signals().map(({ order }) => order));
    assert.equal(orders.size, 1);
    assert.equal(nearside.forget([...orders][0]), 3);
    const category = nearside.find('a').find((one) => one.kind === 'category');
    if (category) {
      assert.equal(nearside.state(`theme:${category.facet}`, 'like'), false);
      assert.equal(nearside.state(`theme:${category.facet}`, 'never'), true);
      assert.equal(nearside.statements()[0].label, category.label);
    }
  });

  await test('choice: merging a file adds what is not there', async () => {
    const { nearside: one } = await shopper();
    const { nearside: other } = await shopper();
    const [a, b] = one.recommend('home', { count: 2 }).items.map(({ id }) => id);
    one.track('view', { id: a });
    other.track('view', { id: b });
    one.import(other.export(), { mode: 'merge' });
    assert.deepEqual(one.signals().map(({ item }) => item).sort(), [a, b].sort());
    one.import(other.export());
    assert.deepEqual(one.signals().map(({ item }) => item), [b]);
    assert.throws(() => one.import('{}', { mode: 'both' }), { code: 'BAD_OPTION' });
  });
}
