// Telling two kinds of sessions apart by whatever was seen of them: naive Bayes, learned on one half and tried on the
// other, both ways. Not here: what is seen.

/** Parts that numbers are cut into, each with as many of the sessions learned from. */
const PARTS = 8;

/**
 * How much more often it is right than wrong. `features(session)` is a list of numbers and texts, `session.who` 0 or 1.
 */
export function advantage(sessions, features) {
  const rows = [0, 1].flatMap((who) => sessions.filter((one) => one.who === who)).map((one) => ({ who: one.who, values: features(one) }));
  const halves = [0, 1].map((half) => rows.filter((_, at) => at % 2 === half));
  const right = halves.map((learned, half) => {
    const guess = classifier(learned);
    return halves[1 - half].filter(({ who, values }) => guess(values) === who).length;
  });
  return (2 * (right[0] + right[1])) / rows.length - 1;
}

/** As far as it may be with 95 %, from one side, of n sessions. */
export const upper = (advantage, n) => advantage + 1.645 * Math.sqrt((1 - advantage ** 2) / n);

function classifier(rows) {
  const kinds = Array.from({ length: Math.max(...rows.map(({ values }) => values.length)) }, (_, at) => kind(rows, at));
  return (values) => {
    let sum = 0;
    for (const [at, { bin, weights }] of kinds.entries()) sum += weights.get(bin(values[at])) ?? 0;
    return sum > 0 ? 1 : sum < 0 ? 0 : Math.random() < 0.5 ? 0 : 1;
  };
}

/** How one place of the list is read, and what each reading says: above 0 for the second kind. */
function kind(rows, at) {
  const numbers = rows.map(({ values }) => values[at]).filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const cuts = Array.from({ length: PARTS - 1 }, (_, part) => numbers[Math.floor(((part + 1) * numbers.length) / PARTS)]);
  const bin = (value) => (typeof value === 'number' ? cuts.filter((cut) => value >= cut).length : value);
  const seen = new Map();
  for (const { who, values } of rows) {
    const found = seen.get(bin(values[at])) ?? [1, 1];
    found[who]++;
    seen.set(bin(values[at]), found);
  }
  const all = [0, 1].map((who) => rows.filter((row) => row.who === who).length);
  return { bin, weights: new Map([...seen].map(([value, [a, b]]) => [value, Math.log(b / all[1]) - Math.log(a / all[0])])) };
}
