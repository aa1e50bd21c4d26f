/**
 * Nearside: personal picks, computed in the shopper's own browser.
 *
 * ```ts
 * import { open } from 'nearside';
 * const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
 * nearside.track('view', { id: 'sku-1' });
 * const { items } = nearside.recommend('home', { count: 12 });
 * ```
 */
import { Asked } from './asked.js';
import { checked, OPEN_OPTIONS } from './checks.js';
import { Engine } from './engine.js';
import { NearsideError } from './errors.js';
import { Call } from './facts.js';
import { Reader } from './reader.js';
import type { Loaded } from './start.js';
import type { Nearside, OpenOptions, Sharing } from './types.js';

export { NearsideError } from './errors.js';
export type * from './types.js';

/**
 * Opens the engine. It resolves whatever the browser or the shop's files do: where the module, the catalog or the
 * storage fails, the engine says so in `health.problems`, `rerank()` keeps the given order, and the page goes on.
 *
 * @throws {NearsideError} `BAD_OPTION` when an option has the wrong type: a fault of the calling code.
 */
export const open = /* @__PURE__ */ opener(() => import('./load.js').then((module) => module.load()));

/** @internal `open()` of a package entry, by where it has the module from. */
export function opener(load: () => Promise<Loaded>): (options?: OpenOptions) => Promise<Nearside> {
  return async (options = {}) => {
    checked('open()', options, OPEN_OPTIONS);
    const { catalog = '/catalog.nsc', config = {}, storage = 'browser', now = Date.now, ceiling } = options;
    const problems: NearsideError[] = [];
    const failed = <T>(instead: T) => (thrown: unknown) => {
      problems.push(NearsideError.from(thrown));
      return instead;
    };
    const nothing = new Uint8Array();
    const goods = () => bytesOf(catalog).catch(failed(nothing));

    const [loaded, bytes, text] = await Promise.all([load().catch(failed(undefined)), goods(), textOf(config).catch(failed(undefined))]);
    if (!loaded) return new Engine(undefined, { now, storage, problems, runs: 'none' });
    const { runs, source } = loaded;

    // By this number tabs tell each other apart; it is another at each load. Memory is this page's alone.
    const tab = storage === 'memory' ? 0 : 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! >>> 12);
    const made = async ({ Shop }: Loaded, catalogBytes: Uint8Array, configText = '') => {
      try {
        const shop = new Asked(new Shop(), now);
        shop.numbers(Call.Add, catalogBytes);
        // On a slow telephone these together, and what the page does then, would hold it too long.
        const breath = () => new Promise((done) => setTimeout(done));
        await breath();
        shop.numbers(Call.Open, configText, '', tab);
        await breath();
        return shop;
      } catch (thrown) {
        problems.push(NearsideError.from(thrown));
        return undefined;
      }
    };
    // Without a sound catalog nothing is ranked or noted, but the shopper can still see, take and erase.
    // Without a sound configuration neither: what it would have ruled out must not happen by mistake.
    const shopOf = async (from: Loaded, goods: Uint8Array) => await made(from, text === undefined ? nothing : goods, text) ?? made(from, nothing, problems.at(-1)?.code === 'BAD_CONFIG' ? '' : text);
    let shop = await shopOf(loaded, bytes);
    const again = () => import('./start.js?again').then(async ({ start }) => (shop = await shopOf(await start(source), await goods())));
    const setting = { now, storage, problems, runs, again };
    const shards = shop?.text(Call.About).split('\n')[2];
    // Before anything is ranked or noted, and before the page has the engine at all.
    const capped = (engine: Nearside): Nearside => {
      if (typeof ceiling === 'string') engine.setCeiling('shop', ceiling);
      const stop = typeof ceiling === 'function' && ceiling(engine);
      const dispose = engine.dispose.bind(engine);
      if (stop) engine.dispose = () => (stop(), dispose());
      if (text && storage === 'browser' && engine.facts.levels[3]) {
        let sharing: Promise<Sharing | null> | undefined;
        const share = (begun: boolean) => (sharing ??= import('./counts/index.js').then(({ begin }) => begin(engine, text, (number) => shop!.text(Call.Facet, '', '', number), now, begun)).catch(failed(null)));
        engine.sharing = () => share(false);
        if (engine.chosen === 'share') share(true);
      }
      return engine;
    };
    if (!shop || !shards) return capped(new Engine(shop, setting));
    // Only what a large catalog needs: a chunk of its own. Without it there is the head.
    const withShards = await import('./shards.js').then((module) => module.withShards).catch(failed(undefined));
    if (!withShards) return capped(new Engine(shop, setting));
    return capped(new (withShards(Engine, (from, firstRow) => new Reader(from, firstRow)))(shop, { ...setting, shards, catalog, bytesOf }));
  };
}

async function bytesOf(catalog: NonNullable<OpenOptions['catalog']>): Promise<Uint8Array> {
  const bytes =
    catalog instanceof Uint8Array ? catalog
    : catalog instanceof ArrayBuffer ? new Uint8Array(catalog)
    : new Uint8Array(await (await ask(catalog, 'CATALOG_MISSING')).arrayBuffer());
  if (bytes.length === 0) throw new NearsideError('CATALOG_CORRUPT', 'an empty file');
  return bytes;
}

async function textOf(config: NonNullable<OpenOptions['config']>): Promise<string> {
  if (typeof config === 'object' && !(config instanceof URL)) return JSON.stringify(config);
  return (await ask(config, 'BAD_CONFIG')).text();
}

/** Files of the shop are asked for without cookies and without saying from which page. */
async function ask(address: string | URL, code: 'CATALOG_MISSING' | 'BAD_CONFIG'): Promise<Response> {
  const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch((cause: unknown) => cause as { ok?: false; status?: number });
  if (answer.ok) return answer;
  throw new NearsideError(code, `${String(address)} is missing`, { cause: answer });
}
