// What every page of the matrix does with an engine. Not here: where the engine comes from.

/** Draws the first picks, and leaves the engine where the test can ask it. */
export async function show(opening) {
  const nearside = await opening;
  globalThis.nearside = nearside;
  draw(nearside.recommend('home', { count: 8 }).items);
}

/** One line for each item. */
export function draw(items) {
  document.querySelector('#picks').replaceChildren(...items.map(({ id, title }) => {
    const line = document.createElement('li');
    line.dataset.id = id;
    line.textContent = title;
    return line;
  }));
}
