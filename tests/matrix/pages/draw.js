// Drawing what was told. Not here: the engine.

/** One line for each item; how it came about in the list's own attributes. */
export function draw({ items, runs, problems }) {
  const list = document.querySelector('#picks');
  list.dataset.runs = runs;
  list.dataset.problems = problems.join(' ');
  list.replaceChildren(...items.map(({ id, title }) => {
    const line = document.createElement('li');
    line.dataset.id = id;
    line.textContent = title;
    return line;
  }));
}
