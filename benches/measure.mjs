// What is measured of our engine on one catalog, in Node and in a browser alike. Not here: other ways of ranking
// (rivals/), or starting up (startup.mjs).
import { makeProfile, openShop, rank, rankHome, track, weights, withReasons } from './ours.mjs';
import { median, timed } from './timing.mjs';

/** Lists before an engine knows its catalog well enough to pass over most of it: these read every item. */
const FIRST_LISTS = 7;

/**
 * Times in milliseconds of one shop and one shopper: `ms` the flat call that finds the top 24, warm; `ms_full_scan`
 * the same by reading every item; `ms_recommend` what a page calls, objects and reasons included; `ms_reasons` the
 * flat call behind it; `ms_after_signal` the first list after one more signal.
 */
export async function measure({ Shop, open, bytes, shopper, quick = false, slowed = false }) {
  // A slowed page is stopped for milliseconds at a time: one look at the clock has to span several stops.
  const limits = { ...(quick ? { rounds: 9, most: 300 } : { rounds: 25, most: 1500 }), ...(slowed ? { batch: 40, most: 1500 } : {}) };
  const scans = [];
  for (let run = 0; run < (bytes.length > 2e7 || quick ? 2 : 4); run++) {
    const shop = openShop(Shop, bytes);
    makeProfile(shop, shopper);
    rank(shop); // what the profile is worth is found here
    const times = [];
    for (let k = 1; k < FIRST_LISTS; k++) {
      const start = performance.now();
      rank(shop);
      times.push(performance.now() - start);
    }
    scans.push(median(times));
    shop.free();
  }
  const shop = openShop(Shop, bytes);
  makeProfile(shop, shopper);
  for (let k = 0; k < FIRST_LISTS * 2; k++) rank(shop);
  const result = {
    items: shop.items(),
    facets: weights(shop).size,
    ms: timed(() => rank(shop), limits),
    ms_full_scan: Math.min(...scans),
    ms_home: timed(() => rankHome(shop), limits),
    ms_reasons: timed(() => withReasons(shop), limits),
    ms_after_signal: afterSignal(shop, shopper, quick ? 9 : 41),
  };
  shop.free();
  const page = await open({ catalog: bytes, storage: 'memory', now: () => Date.UTC(2026, 10, 22) });
  page.setLevel('remember');
  for (const ids of shopper.bought ?? []) page.track('purchase', { ids });
  for (const id of shopper.viewed) page.track('view', { id });
  for (let k = 0; k < FIRST_LISTS * 2; k++) page.recommend('home', { count: 24 });
  result.ms_recommend = timed(() => page.recommend('home', { count: 24 }), limits);
  page.dispose();
  return result;
}

/** The first list after a signal, when what the profile is worth has to be found anew. */
function afterSignal(shop, { viewed }, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    track(shop, 'view', [viewed[round % viewed.length]]);
    const start = performance.now();
    rank(shop);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Milliseconds to note one signal and write the profile, with a year of signals behind it. */
export function measureTracking({ engine, ids, bought, clock, rounds = 200 }) {
  const DAY = 86_400_000;
  const today = clock.now;
  bought.forEach((basket, k) => {
    clock.now = today - (bought.length - k) * 8 * DAY;
    engine.track('purchase', { ids: basket });
  });
  clock.now = today;
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    engine.track('view', { id: ids[round % ids.length] });
    times.push(performance.now() - start);
  }
  return { ms: median(times), bytes: engine.health.bytes, signals: engine.health.signals };
}
