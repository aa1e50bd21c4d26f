/** What a page or a worker asks of its engine. */
export function told(nearside) {
  const items = nearside.recommend('home', { count: 8 }).items.map(({ id, title }) => ({ id, title }));
  return { items, runs: nearside.health.runs, problems: nearside.health.problems.map(({ code }) => code) };
}
