/**
 * What Shopify's product recommendations answer, from the catalog in the browser: for themes that draw that answer.
 * Not here: fetching, and what the catalog does not know of a product.
 */
import { itemOf } from '../listen/note.js';
import type { Item, Nearside } from '../types.js';
import type { Id } from './said.js';

/** As the query of `GET /recommendations/products.json`. */
export interface ShopifyQuery {
  product_id: Id;
  /** `related`: in place of it; `complementary`: with it. @default 'related' */
  intent?: 'related' | 'complementary';
  /** 1 to 10. @default 10 */
  limit?: number;
}

/** A product as Shopify tells it, as far as a catalog knows it: no description, vendor, type, tags, variants, options, dates. */
export interface ShopifyProduct {
  /** A number where the catalog's id is one. */
  id: number | string;
  title: string;
  /** The last part of its address. */
  handle: string;
  url: string;
  available: boolean;
  /** In hundredths, as Shopify has all prices; `null` when the feed had none. */
  price: number | null;
  price_min: number | null;
  price_max: number | null;
  price_varies: boolean;
  featured_image: string | null;
  images: string[];
}

/** As the answer. */
export interface ShopifyRecommendations {
  intent: 'related' | 'complementary';
  products: ShopifyProduct[];
}

/**
 * What to show beside a product, for this shopper. As Shopify's own, without what is sold out, costs nothing or is in the
 * cart. Empty where the catalog does not know the product; `limit` is kept within 1 and 10, and any other intent is `related`.
 */
export function shopifyRecommendations(nearside: Nearside, { product_id, intent, limit = 10 }: ShopifyQuery): ShopifyRecommendations {
  const item = itemOf(nearside, [product_id]);
  const complementary = intent === 'complementary';
  const { items } = item === undefined ? { items: [] } : nearside.recommend('product', {
    item, kind: complementary ? 'goes-with' : 'similar', count: Math.min(Math.max(Math.trunc(limit) || 1, 1), 10),
    filter: 'in_stock && !(price = 0)', exclude: [{ group: 'cart' }], fallback: 'none',
  });
  return { intent: complementary ? 'complementary' : 'related', products: items.map(product) };
}

function product({ id, title, link, image, price, inStock }: Item): ShopifyProduct {
  const [, own = id] = /^shopify_[a-z]+_(\d+)_\d+$/i.exec(id) ?? [];
  const amount = price === undefined ? null : Math.round(price * 100);
  return {
    id: /^\d{1,15}$/.test(own) ? Number(own) : own,
    title,
    handle: link.replace(/[?#].*/, '').replace(/\/+$/, '').replace(/.*\//, ''),
    url: link,
    available: inStock,
    price: amount, price_min: amount, price_max: amount, price_varies: false,
    featured_image: image || null,
    images: image ? [image] : [],
  };
}
