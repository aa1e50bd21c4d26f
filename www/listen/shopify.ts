/**
 * Shopify's standard storefront events (`shopify:…`, from the theme) and customer events (`product_viewed`, from web
 * pixels and Hydrogen). Not here: its privacy API (`nearside/ceilings`).
 */
import type { Nearside, SignalName } from '../types.js';
import { few, hears, isNew, MOST, namesOf, note, part, quietly, search, type Stop } from './note.js';

/** What `shopifyEvents()` takes. */
export interface ShopifyOptions {
  /** Where the theme's events come by. @default document */
  target?: EventTarget;
  /** `analytics.subscribe` of a web pixel, or `subscribe` of Hydrogen's `useAnalytics()`. @default none */
  subscribe?: (name: string, callback: (event: unknown) => void) => unknown;
}

/** Of customer events; `data` is where items lie in them. */
const CUSTOMER: Record<string, SignalName> = {
  product_viewed: 'view', collection_viewed: 'impression', search_submitted: 'search', search_viewed: 'search',
  product_added_to_cart: 'cart', product_removed_from_cart: 'uncart', checkout_completed: 'purchase',
};

/** Notes what theme, pixel or Hydrogen say. What is put into the cart or taken out of it, when the shop says it is done. */
export function shopifyEvents(nearside: Nearside, { target = document, subscribe }: ShopifyOptions = {}): Stop {
  let listening = true;
  /** Variants and lines of the cart seen in this page, as later events name them by nothing else. */
  const seen = new Map<unknown, string[]>();

  const keep = (key: unknown, names: string[]): void => {
    if (names[0] && typeof key === 'string' && seen.size < MOST) seen.set(key, names);
  };

  /** A variant with its product, a product with the variant that is chosen, or either alone; ids as they come. */
  const find = (variant: unknown, product?: unknown, shown?: boolean): string[] => {
    const one = part(variant);
    const said = part(product === undefined ? one?.['product'] : product);
    const variantId = one?.['id'];
    const productId = said?.['id'];
    const first = nearside.item(0)?.id ?? '';
    // Google's channel names both; how, the catalog shows.
    const [google] = /^shopify_[a-z]+_(?=\d+_\d+$)/i.exec(first) ?? [];
    // To be shown something says nothing about what it carries.
    const carried = shown ? undefined : { categories: [said?.['productType'] ?? said?.['type']], brand: said?.['vendor'] };
    const names = namesOf(nearside, [google && `${google}${digits(productId)}_${digits(variantId)}`, variantId, one?.['sku'], productId], carried);
    keep(variantId, names);
    return names;
  };

  /** Learns what the lines of a cart are. */
  const learn = (cart: unknown): void => {
    const lines = part(part(cart)?.['lines']);
    for (const each of few(Array.isArray(lines) ? lines : (lines?.['nodes'] ?? lines?.['edges']))) {
      const node = part(each);
      const line = part(node?.['node']) ?? node;
      keep(line?.['id'], find(line?.['merchandise']));
    }
  };

  const theme: Record<string, (event: Record<string, unknown>) => void> = {
    'product:view': (event) => {
      const product = part(event['product']);
      const context = event['context'];
      const shown = context !== undefined && context !== 'page' && context !== 'dialog';
      note(nearside, shown ? 'impression' : 'view', [find(product?.['selectedVariant'] ?? {}, product, shown)]);
    },
    'search:update': (event) => search(nearside, part(event['search'])?.['query']),
    'cart:view': (event) => learn(event['cart']),
    'cart:lines-update': (event) => {
      const action = event['action'];
      const adds = action === 'add';
      const lines = few(event['lines']).map(part).filter((line) => adds || action === 'remove' || line?.['quantity'] === 0);
      const ids = lines.map((line) => line?.[adds ? 'merchandiseId' : 'id']);
      // Lines that go are in no cart afterwards.
      const before = ids.map((id) => seen.get(id));
      const done = (result: unknown) => quietly(() => {
        const said = part(result);
        if (!listening || few(said?.['userErrors']).length > 0 || !hears(nearside)) return;
        learn(said?.['cart']);
        note(nearside, adds ? 'cart' : 'uncart', ids.map((id, at) => before[at] ?? seen.get(id) ?? (adds ? namesOf(nearside, [id]) : [])));
      });
      const { promise } = event;
      if (promise === undefined) done(undefined);
      else Promise.resolve(promise).then(done, () => {});
    },
  };

  const customer = (signal: SignalName, event: unknown): void => {
    const said = part(event);
    const data = part(said?.['data']) ?? said;
    if (!data) return;
    if (signal === 'search') return search(nearside, data['searchTerm'] ?? part(data['searchResult'])?.['query']);
    const line = part(data[signal === 'uncart' ? 'prevLine' : 'currentLine']) ?? part(data['cartLine']);
    const collection = part(data['collection']);
    const variants = [
      ...few(data['productVariant']), ...few(line?.['merchandise']), ...few(collection?.['productVariants']),
      ...few(part(data['checkout'])?.['lineItems']).map((item) => part(item)?.['variant']),
    ].map((variant) => find(variant, undefined, signal === 'impression'));
    const products = few(data['products']).map((product) => find({ id: part(product)?.['variantId'], sku: part(product)?.['sku'] }, product));
    note(nearside, signal, [...variants, ...products].slice(0, MOST));
  };

  /** Each event once, and none before a choice. */
  const hear = (event: unknown, work: (event: Record<string, unknown>) => void): void => quietly(() => {
    if (listening && part(event) && isNew(nearside, event as object) && hears(nearside)) work(event as Record<string, unknown>);
  });

  const stops = Object.entries(theme).map(([name, work]): Stop => {
    const listener = (event: Event): void => hear(event, work);
    target.addEventListener(`shopify:${name}`, listener);
    return () => target.removeEventListener(`shopify:${name}`, listener);
  });
  if (subscribe) {
    for (const [name, signal] of Object.entries(CUSTOMER)) {
      quietly(() => void subscribe(name, (event) => hear(event, () => customer(signal, event))));
    }
  }
  return () => {
    listening = false;
    for (const stop of stops) stop();
  };
}

/** The number at the end of `gid://shopify/Product/7`, which may be given as it is. */
function digits(id: unknown): string {
  return /\d+$/.exec(String(id))?.[0] ?? '';
}
