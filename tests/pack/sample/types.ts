// Types as a shop sees them. Each `@ts-expect-error` fails the test when its line compiles.
import { NearsideError, open, type Level, type Page, type Pick, type PickList } from 'nearside';
import { open as openWith } from 'nearside/slim';
import { open as openFrom } from 'nearside/url';
import 'nearside/elements';

export async function sample(catalog: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const nearside = await open({ catalog, storage: 'memory' });
  const level: Level | null = nearside.level;
  nearside.setLevel(level ?? 'visit');
  nearside.track('view', { id: 'tea-1' });
  const list: PickList = nearside.recommend('home', { count: 3, filter: { inStock: true, price: { max: 10 } }, exclude: [{ group: 'bought' }] });
  const ruled: PickList = nearside.recommend('product', {
    item: 'tea-1', kind: 'similar', filter: 'in_stock && price < 10', diversity: 0.4, fallback: 'none', minimum: 3,
    boost: [{ where: 'brand = "Acme"', by: 2, promoted: true }], pin: { 0: 'tea-2' },
  });
  nearside.recommend('search', { hits: [{ id: 7 }, 'tea-1'], pin: [{ at: 0, id: 'tea-1', promoted: true }] });
  const page: Page = nearside.page();
  const promoted: boolean | undefined = page.recommend('home', { fallback: ['tea-3'] }).items[0]?.promoted;
  await open({ catalog, config: { placements: { home: { filter: 'in_stock', boost: { where: 'price < 5', by: 0.5 } } } } });
  const first: Pick | undefined = list.items[0];
  const products: { id: number; name: string }[] = nearside.rerank([{ id: 1, name: 'Tea' }]);
  nearside.addEventListener('change', (event) => event.detail.what satisfies 'level' | 'log' | 'settings' | 'guest' | 'hidden' | 'erase');
  try {
    nearside.import('{}');
  } catch (thrown) {
    if (thrown instanceof NearsideError) thrown.code satisfies string;
  }

  const bare: Promise<Response> = fetch('/nearside.wasm');
  for (const other of [await openWith({ wasm: bare, catalog }), await openFrom({ catalog })]) other[Symbol.dispose]();

  // @ts-expect-error the module is missing
  await openWith({ catalog });
  // @ts-expect-error not a level
  nearside.setLevel('everything');
  // @ts-expect-error not a signal
  nearside.track('stare', { id: 'tea-1' });
  // @ts-expect-error not an option
  await open({ catalogue: catalog });
  // @ts-expect-error a boost says how much
  nearside.recommend('home', { boost: { where: 'in_stock' } });
  // @ts-expect-error not a kind of list
  nearside.recommend('product', { kind: 'same' });
  // @ts-expect-error not a placement
  await open({ config: { placements: { attic: {} } } });
  // @ts-expect-error in nearside.json a filter is an expression
  await open({ config: { placements: { home: { filter: { inStock: true } } } } });
  // @ts-expect-error what the page is about is no rule of the merchant's
  await open({ config: { placements: { product: { item: 'tea-1' } } } });
  // @ts-expect-error a product without an id
  nearside.rerank([{ name: 'Tea' }]);
  return [...list.items.map((pick) => pick.id), String(promoted), ...ruled.items.map((pick) => pick.id), first?.reason.term ?? '', ...products.map((product) => product.name)];
}
