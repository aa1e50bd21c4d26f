// Types as a shop sees them. Each `@ts-expect-error` fails the test when its line compiles.
import { NearsideError, open, type Level, type Pick, type PickList } from 'nearside';
import 'nearside/elements';

export async function sample(catalog: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const nearside = await open({ catalog, storage: 'memory' });
  const level: Level | null = nearside.level;
  nearside.setLevel(level ?? 'visit');
  nearside.track('view', { id: 'tea-1' });
  const list: PickList = nearside.recommend('home', { count: 3, filter: { inStock: true, price: { max: 10 } }, exclude: [{ group: 'bought' }] });
  const first: Pick | undefined = list.items[0];
  const products: { id: number; name: string }[] = nearside.rerank([{ id: 1, name: 'Tea' }]);
  nearside.addEventListener('change', (event) => event.detail.what satisfies 'level' | 'log' | 'erase');
  try {
    nearside.import('{}');
  } catch (thrown) {
    if (thrown instanceof NearsideError) thrown.code satisfies string;
  }

  // @ts-expect-error not a level
  nearside.setLevel('everything');
  // @ts-expect-error not a signal
  nearside.track('stare', { id: 'tea-1' });
  // @ts-expect-error not an option
  await open({ catalogue: catalog });
  // @ts-expect-error a product without an id
  nearside.rerank([{ name: 'Tea' }]);
  return [...list.items.map((pick) => pick.id), first?.reason.term ?? '', ...products.map((product) => product.name)];
}
