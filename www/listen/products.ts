/** Products as a page has them at hand, for a page that says itself what happens. Not here: events of others. */
import type { Nearside, SignalName } from '../types.js';
import { few, hears, namesOf, note, part, quietly } from './note.js';

const IDS = ['item_id', 'id', 'item_variant', 'item_group_id', 'sku', 'productID', 'productGroupID', 'gtin', 'gtin13', 'gtin14', '@id'];
const CATEGORIES = ['item_category', 'item_category2', 'item_category3', 'item_category4', 'item_category5', 'productType', 'category'];

/**
 * As `track()`, with products in the shape of the data layer, of Shopify or of JSON-LD, one or several; numbers and texts are
 * ids. Of what the catalog does not know, category and brand teach. Nothing is thrown and nothing else is read.
 */
export function products(nearside: Nearside, signal: Exclude<SignalName, 'search'>, said: unknown): void {
  quietly(() => {
    if (!hears(nearside)) return;
    note(nearside, signal, few(said).map((one) => {
      const product = part(one);
      if (!product) return namesOf(nearside, [one]);
      const read = (names: string[]): unknown[] => names.map((name) => product[name]).filter((value) => value !== undefined);
      const brand = product['item_brand'] ?? product['vendor'] ?? product['brand'];
      const carried = { categories: read(CATEGORIES), brand: part(brand)?.['name'] ?? brand };
      return namesOf(nearside, read(IDS), signal === 'impression' ? undefined : carried);
    }));
  });
}
