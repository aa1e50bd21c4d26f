// What a shop's page does, in ten lines. Bundled and bare, it has to print the same.
import { open } from 'nearside';

/** The sample's picks, and coffee's score before and after somebody looked at coffee. */
export async function picks(catalog) {
  const nearside = await open({ catalog, storage: 'memory', now: () => Date.UTC(2026, 0, 15) });
  nearside.setLevel('remember');
  const coffee = () => nearside.recommend('home', { count: 6 }).items.find(({ id }) => id === 'cof-2');
  const before = coffee();
  for (const id of ['cof-1', 'cof-2', 'cof-1']) nearside.track('view', { id });
  const after = coffee();
  const ids = nearside.recommend('home', { count: 6 }).items.map(({ id }) => id);
  const problems = nearside.health.problems.map(({ code }) => code);
  nearside.dispose();
  const tell = ({ score, personal, reasons }) => ({ score, personal, points: reasons.map(({ term, points }) => [term, points]) });
  return { ids, before: tell(before), after: tell(after), problems };
}
