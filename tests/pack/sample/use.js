// What a shop's page does, in ten lines. Bundled and bare, it has to print the same.
import { open } from 'nearside';

/** The order of the sample's picks for somebody who looked at coffee, and the codes of all problems. */
export async function picks(catalog) {
  const nearside = await open({ catalog, storage: 'memory', now: () => Date.UTC(2026, 0, 15) });
  nearside.setLevel('remember');
  for (const id of ['cof-1', 'cof-2', 'cof-1']) nearside.track('view', { id });
  const { items } = nearside.recommend('home', { count: 6 });
  const problems = nearside.health.problems.map(({ code }) => code);
  nearside.dispose();
  return { ids: items.map(({ id }) => id), personal: items.some((item) => item.personal), problems };
}
