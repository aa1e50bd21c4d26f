// What runs inside a page of Chromium. Not here: the browser (chromium.mjs), or what is measured (measure.mjs).
import { measure, measureTracking } from './measure.mjs';
import { start } from './ours.mjs';

const bytesAt = async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer());

/** Our engine on one shop. */
export async function measurePage({ path, shopper, quick, slowed }) {
  const Shop = await start(await import('/build/wasm/nearside.js'), await bytesAt('build/wasm/nearside.wasm'));
  const { open } = await import('/dist/index.js');
  return measure({ Shop, open, bytes: await bytesAt(path), shopper, quick, slowed });
}

/** Tracking with the browser's own local storage. */
export async function trackPage({ path, ids, bought, now }) {
  const { open } = await import('/dist/index.js');
  const clock = { now };
  const engine = await open({ catalog: await bytesAt(path), now: () => clock.now });
  engine.setLevel('remember');
  const result = measureTracking({ engine, ids, bought, clock });
  engine.erase();
  engine.dispose();
  return result;
}
