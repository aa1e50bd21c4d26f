// React's provider and hooks where pages do what nobody expects: the tree stands, each engine that is ours is let go once,
// and what is no fault warns of nothing. In React's development build, under StrictMode.
import assert from 'node:assert/strict';
import { bundled, html, pages } from './page.mjs';
import { OTHER, ours } from './react.mjs';
import { NOW } from './shops.mjs';

export default async function check({ test, catalog }) {
  const site = await pages({ '/': html('', '/page.js'), '/page.js': await bundled('react-strange.tsx', { plugins: [ours()], external: [], ...OTHER }), '/catalog.nsc': Buffer.from(catalog), '/icon.svg': '' });
  /** Runs `work` in a page of its own; `told`: what the console may say. */
  const inPage = (name, work, { told = /^$/ } = {}) => test(`React: ${name}`, async () => {
    const page = await site.visit('/');
    await page.evaluate((now) => {
      const wait = (ms) => new Promise((done) => setTimeout(done, ms));
      Object.assign(globalThis, {
        OWN: { catalog: '/catalog.nsc', config: { shop: 'Corner' }, now: () => now }, wait,
        opened: (more) => shop.open({ ...OWN, storage: 'memory', ...more }),
        state: () => {
          const all = document.querySelector('#all');
          if (!all) return ['#fell', '#waiting'].find((one) => document.querySelector(one)) ?? 'nothing';
          return `${all.dataset.ready} ${all.dataset.level}, ${all.querySelectorAll('ul li').length} picks, ${all.dataset.length} products`;
        },
        /** Waits until the page is in a state. */
        until: async (wanted) => {
          for (let tries = 0; state() !== wanted; tries++) {
            if (tries > 300) throw new Error(`it is "${state()}" and should be "${wanted}"`);
            await wait(10);
          }
        },
        drawn: 'true null null, 4 picks, 20 products', bare: 'false null null, 0 picks, 20 products',
      });
    }, NOW);
    const answer = await page.evaluate(work);
    assert.deepEqual([...page.faults, ...(await page.evaluate(() => shop.faults))].filter((fault) => !told.test(fault)), []);
    await page.context().close();
    return answer;
  });
  const CATALOGS = 'performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".nsc")).length';

  try {
    await inPage('an engine that is let go below the page, or was before, throws nothing; the list stays', async () => {
      const engine = await opened();
      shop.start({ nearside: engine, elements: true });
      await until(drawn);
      engine.dispose();
      document.querySelector('#all button').click();
      shop.setters.list([{ id: 'sku-1' }, { id: 'sku-2' }]);
      await until('true null null, 4 picks, 2 products');
      shop.start({ nearside: engine });
      await wait(50);
      if (document.querySelectorAll('#all').length !== 2 || document.querySelector('#fell')) throw new Error('the second tree fell');
    });

    await inPage('another engine, the promise of one, one of its own, and back: each is the one that counts, and only its own is let go', async () => {
      const [a, b] = [await opened(), await opened()];
      b.setLevel('visit');
      shop.start({ nearside: a });
      await until(drawn);
      shop.setters.give({ nearside: b });
      await until('true visit visit, 4 picks, 20 products');
      a.setLevel('visit');
      a.setLevel('off');
      await wait(30);
      await until('true visit visit, 4 picks, 20 products');
      shop.setters.give({ nearside: Promise.resolve(a) });
      await until('true off off, 4 picks, 20 products');
      shop.setters.give(OWN);
      await until(drawn);
      const own = [...shop.engines].find((one) => one !== a && one !== b);
      shop.setters.give({ nearside: b });
      await until('true visit visit, 4 picks, 20 products');
      await wait(20);
      if (!a.ready || !b.ready || own.ready) throw new Error(`${[a.ready, b.ready, own.ready]}`);
    });

    await inPage('what is no engine leaves the shop as it is: null, nothing promised, an object, a text; null opens none', new Function('', `return (async () => {
      for (const nearside of [null, Promise.resolve(null), new Promise(() => {}), {}, 'nearside', Promise.resolve({})]) {
        const root = shop.start({ nearside });
        await until(bare);
        await wait(60);
        await until(bare);
        root.unmount();
      }
      if (${CATALOGS} !== 0) throw new Error('a catalog was fetched for none');
      // A thenable that answers at once.
      const engine = await opened();
      shop.start({ nearside: { then: (done) => done(engine) } });
      await until(drawn);
    })();`));

    await inPage('errors of open(), of a promise and of a thenable are told, and the tree stands', async () => {
      for (const props of [{ ...OWN, config: 7 }, { nearside: { then() { throw new Error('a thenable'); } } }, { nearside: { then: (_, fails) => fails(new Error('a promise')) } }]) {
        const root = shop.start(props);
        await until(bare);
        await wait(150);
        await until(bare);
        root.unmount();
      }
      const root = shop.start({ ...OWN, catalog: '/nowhere.nsc' });
      await until('true null null, 0 picks, 20 products');
      root.unmount();
    }, { told: /^error: (NearsideError: open\(\): "config"|Error: a (thenable|promise)|Failed to load resource.*404)/ });

    await inPage('useRerank() takes no list, holes, strangers and frozen lists', async () => {
      const engine = await opened();
      engine.setLevel('visit');
      shop.start({ nearside: engine });
      await until('true visit visit, 4 picks, 20 products');
      const holes = [{ id: 'sku-1' }, { id: 'sku-2' }];
      delete holes[0];
      for (const [list, length] of [[null, 0], [undefined, 0], [[null, undefined, 7], 3], [[{ id: 7n }], 1], [holes, 2], [[{ id: Symbol('x').description }], 1], [Object.freeze([Object.freeze({ id: 'sku-1' })]), 1], [[{ id: 'sku-1' }, { id: 'sku-1' }], 2]]) {
        shop.setters.list(list);
        await until(`true visit visit, 4 picks, ${length} products`);
      }
    });

    await inPage('mounted and unmounted forty times: nothing is left, and no engine stays open', async () => {
      for (let time = 0; time < 40; time++) {
        const root = shop.start(OWN);
        if (time % 4) await wait((time % 8) * 25);
        root.unmount();
      }
      await wait(300);
      const open = [...shop.engines].filter(({ ready }) => ready).length;
      if (document.querySelector('#all') || shop.engines.size < 3 || open > 0) throw new Error(`${shop.engines.size} engines were seen, ${open} are open`);
    });

    await inPage('Suspense: what is suspended comes back with the same engine, and with what was chosen meanwhile', async () => {
      shop.start(OWN, true);
      await until('#waiting');
      await until(drawn);
      let done;
      shop.setters.suspend(new Promise((resolve) => (done = resolve)));
      // React shows what stands in for it half a second after the one before, at the soonest.
      for (let tries = 0; !document.querySelector('#waiting') && tries < 300; tries++) await wait(10);
      if (getComputedStyle(document.querySelector('#all')).display !== 'none' || !document.querySelector('#waiting')) throw new Error('it is not suspended');
      const [engine] = shop.engines;
      engine.setLevel('visit');
      done();
      shop.setters.suspend(null);
      await until('true visit visit, 4 picks, 20 products');
      if (shop.engines.size !== 1 || !engine.ready) throw new Error('another engine');
    });

    await inPage('two providers with elements: one that goes leaves the other\'s elements theirs', async () => {
      const [a, b] = [await opened(), await opened()];
      const asks = () => [...document.querySelectorAll('nearside-notice')].map(({ shadowRoot }) => !!shadowRoot?.querySelector('button')).join();
      const roots = [shop.start({ nearside: a, elements: true }), shop.start({ nearside: b, elements: true })];
      for (let tries = 0; asks() !== 'true,true' && tries < 300; tries++) await wait(10);
      roots[1].unmount();
      await wait(50);
      if (asks() !== 'true') throw new Error(`the notice that stays: ${asks()}`);
      document.querySelector('nearside-notice').shadowRoot.querySelector('button[value=remember]').click();
      if (a.level !== 'remember' || b.level !== null) throw new Error(`it answered for the wrong one: ${[a.level, b.level]}`);
      roots[0].unmount();
      shop.start({ nearside: b, elements: true });
      for (let tries = 0; asks() !== 'true' && tries < 300; tries++) await wait(10);
      if (asks() !== 'true') throw new Error('nothing asks');
    });
  } finally {
    await site.close();
  }
}
