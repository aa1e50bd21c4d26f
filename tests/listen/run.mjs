// `nearside/listen` on the real engine in Node, and in Chromium. Not here: the tests themselves (`*.check.mjs`).
import { open } from '../../dist/index.js';
import { runChecks } from '../common/checks.mjs';
import { catalogs, NOW } from './shops.mjs';

const CHECKS = ['data-layer', 'shopify', 'json-ld', 'products', 'fuzz', 'browser'];

const made = catalogs();
/** An engine in memory, and all that its `track()` was told. */
async function shopper({ catalog = made.own, level = 'remember' } = {}) {
  const clock = { now: NOW };
  const nearside = await open({ catalog, config: { shop: 'Corner' }, storage: 'memory', now: () => clock.now });
  if (!nearside.ready) throw new Error(JSON.stringify(nearside.health.problems));
  if (level) nearside.setLevel(level);
  const told = [];
  const track = nearside.track.bind(nearside);
  nearside.track = (signal, detail) => {
    told.push([signal, detail.words ?? detail.ids ?? detail.id]);
    if (Object.keys(detail).some((name) => !['id', 'ids', 'words'].includes(name))) throw new Error('more was told than is asked for');
    return track(signal, detail);
  };
  return { nearside, told, clock };
}

await runChecks('listen', import.meta.url, CHECKS, { shopper, catalogs: made });
