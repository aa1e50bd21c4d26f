// What would be kept of a file, and why not the rest: it is what import then does.
import assert from 'node:assert/strict';
import { preview, toFile } from '../../dist/rights.js';
import { CONFIG, live, seeded, TODAY } from './shops.mjs';

const noted = (nearside) => nearside.signals().reduce((sum, { times }) => sum + times, 0);

export default async function check({ test, shopper, catalogs }) {
  const { nearside, clock } = await shopper();

  await test('300 files: what the preview counts is what import brings, and the preview changes nothing', async () => {
    const there = await shopper({ catalog: catalogs.same, config: { shop: 'Elsewhere' } });
    const wide = await shopper({ config: { ...CONFIG, sources: ['browsing', 'orders'], retention: { browsing: 9 } } });
    for (let seed = 1; seed <= 300; seed++) {
      there.nearside.erase();
      there.nearside.setLevel('remember');
      live(there.nearside, there.clock, seeded(seed), 30);
      const file = await toFile(there.nearside);
      const { nearside: here } = seed % 2 ? { nearside } : wide;
      here.erase();
      here.setLevel('remember');
      const before = here.export();
      const seen = await preview(here, file);
      assert.equal(here.export(), before);
      here.import(seen.profile);
      assert.deepEqual(seen.fits, { signals: noted(here), statements: here.statements().length }, `seed ${seed}`);
      assert.deepEqual(seen.holds, { signals: noted(there.nearside), statements: there.nearside.statements().length });
      const { source, sensitive, old } = seen.dropped;
      assert.equal(source + sensitive + old, seen.holds.signals + seen.holds.statements - seen.fits.signals - seen.fits.statements);
    }
  });

  await test('each reason is told by its name', async () => {
    const there = await shopper({ catalog: catalogs.same, config: { shop: 'Elsewhere' } });
    const notes = (days, work) => { there.clock.day = TODAY - days; work(there.nearside); there.clock.day = TODAY; };
    notes(20, (n) => n.track('view', { id: 'c0-1' }));
    notes(3, (n) => { n.track('view', { id: 'c4-1' }); n.track('view', { id: 'c0-2' }); n.track('cart', { id: 'c1-1' }); });
    notes(1, (n) => { n.track('purchase', { ids: ['c4-2', 'c2-1'] }); n.state('item:c4-3', 'like'); n.state('item:c4-4', 'never'); n.state('brand:Paws', 'less'); });
    const { nearside: here } = await shopper({ config: { ...CONFIG, sources: ['browsing', 'orders'], retention: { browsing: 9 } } });
    const seen = await preview(here, await toFile(there.nearside));
    assert.deepEqual(seen.holds, { signals: 6, statements: 3 });
    // Old: the tea of 20 days ago. Sensitive: two clinic products, and the like of one; `never` may stand.
    assert.deepEqual(seen.dropped, { source: 1, sensitive: 3, old: 1 });
    assert.deepEqual(seen.fits, { signals: 2, statements: 2 });
    assert.deepEqual(seen.from, { shop: 'Elsewhere', day: '2026-11-22', here: false });
    assert.deepEqual(seen.interests.slice(0, 4).sort(), ['Dog food', 'Leaf', 'Paws', 'Tea']);
  });

  await test('products that are not sold here are counted, and teach nothing here', async () => {
    const there = await shopper({ catalog: catalogs.other, config: { shop: 'Elsewhere' } });
    there.nearside.track('view', { id: 'o0-1' });
    there.nearside.track('view', { id: 'o2-1' });
    const { nearside: here } = await shopper();
    const seen = await preview(here, await toFile(there.nearside));
    assert.deepEqual([seen.fits.signals, seen.elsewhere], [2, 2]);
    here.import(seen.profile);
    assert.equal(here.signals().filter(({ title }) => title).length, 0);
  });

  await test('the same shop is known by its name; a bare export says nothing', async () => {
    nearside.erase();
    nearside.setLevel('remember');
    live(nearside, clock, seeded(2), 10);
    assert.deepEqual((await preview(nearside, await toFile(nearside))).from, { shop: CONFIG.shop, day: '2026-11-22', here: true });
    assert.equal((await preview(nearside, nearside.export())).from, null);
  });

  await test('a preview looks before any choice and at off, where nothing can be imported', async () => {
    const file = await toFile(nearside);
    for (const level of [null, 'off']) {
      const { nearside: other } = await shopper({ level });
      const before = JSON.stringify([other.export(), other.level]);
      assert.ok((await preview(other, file)).fits.signals > 0);
      assert.equal(JSON.stringify([other.export(), other.level]), before);
    }
  });
}
