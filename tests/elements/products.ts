/** Products for the fake engine: a few real-looking ones, two hostile ones, and many on request. */
import type { FacetKind } from '../../www/types.js';

export interface Product {
  id: string;
  title: string;
  price: number;
  facets: { key: string; kind: FacetKind; label: string }[];
  popular: number;
  /** Points that similar picks before it take away. */
  similar?: number;
  goesWith?: string;
  promoted?: boolean;
}

const category = (label: string) => ({ key: `category:${label}`, kind: 'category' as const, label });
const brand = (label: string) => ({ key: `brand:${label}`, kind: 'brand' as const, label });
export const MARKUP = '<img src=x onerror="window.hacked=1"><b>bold</b>';
export const HEBREW = 'נעלי ריצה (42)';

export const PRODUCTS: Product[] = [
  { id: 'kibble', title: 'Dry dog food, salmon and rice, 5 kg', price: 24.9, facets: [category('Dog food'), brand('Hazelfield')], popular: 900 },
  { id: 'chews', title: 'Dental chews, large dogs', price: 7.5, facets: [category('Dog food'), brand('Hazelfield')], popular: 700, similar: 1200 },
  { id: 'shoe-a', title: 'Ridge trail shoe', price: 119, facets: [category('Trail shoes'), brand('Norrland')], popular: 1500 },
  { id: 'shoe-b', title: 'Fen trail shoe, waterproof', price: 139, facets: [category('Trail shoes'), brand('Norrland'), { key: 'color:Moss green', kind: 'color', label: 'Moss green' }], popular: 800, goesWith: 'shoe-a' },
  { id: 'coffee', title: 'Espresso beans, dark roast, 1 kg', price: 16.4, facets: [category('Coffee'), brand('Kaffeewerk')], popular: 3000 },
  { id: 'filter', title: 'Paper filters, size 4, 100 pieces', price: 2.1, facets: [category('Coffee')], popular: 400, goesWith: 'coffee' },
  { id: 'soap', title: 'Hand soap, lavender, refill', price: 3.8, facets: [category('Household')], popular: 2500 },
  { id: 'hostile', title: MARKUP, price: 1, facets: [category(MARKUP)], popular: 100 },
  { id: 'hebrew', title: HEBREW, price: 99, facets: [category(HEBREW)], popular: 100 },
];

/** `count` products, each with a category and a name of its own. */
export const many = (count: number): Product[] => Array.from({ length: count }, (_, at) => ({
  id: `many-${at}`, title: `Product number ${at} of a long catalog`, price: 5 + at, facets: [category(`Topic ${at}`)], popular: count - at,
}));
