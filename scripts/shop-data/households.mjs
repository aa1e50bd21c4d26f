// A dozen real households whose year can be replayed in the demo shop. Not here: the replaying.

// What makes a year interesting to watch: a share of one corner of the shop, by its shelves.
// Nothing sensitive is chosen or named: no health, no alcohol, no tobacco.
const kinds = [
  ['A house with cats', (p) => p[1] === 'Cat food' || p[1] === 'Cat litter'],
  ['A house with dogs', (p) => p[1] === 'Dog food'],
  ['A family with a baby', (p) => p[0] === 'Baby'],
  ['The keen bakers', (p) => p[1] === 'Baking ingredients' || p[1] === 'Baking mixes & decorations'],
  ['Fresh fruit first', (p) => p[0] === 'Fruit & vegetables'],
  ['Tacos every week', (p) => p[1] === 'Mexican & Latin food' || p[1] === 'Tortillas & flatbread'],
  ['Quick frozen meals', (p) => p[0] === 'Frozen' && p[1] === 'Meals & entrées'],
  ['The natural foods cart', (p) => p[0] === 'Natural foods'],
  ['Coffee and breakfast', (p) => p[1] === 'Coffee' || p[0] === 'Breakfast'],
  ['A sweet tooth', (p) => p[0] === 'Candy' || p[1] === 'Ice cream'],
  ['The home cooks', (p) => p[0] === 'Meat & poultry' || p[1] === 'Spices & seasonings'],
  ['Lunchboxes and snacks', (p) => p[0] === 'Snacks' || p[1] === 'Lunch meat'],
];

/** Chooses one household for each kind: the highest share of it among years of 45 to 110 baskets. */
export function chooseHouseholds(items, baskets) {
  const years = new Map();
  for (const basket of baskets) (years.get(basket.household) ?? years.set(basket.household, []).get(basket.household)).push(basket);
  const chosen = [];
  const taken = new Set();
  for (const [label, belongs] of kinds) {
    const mine = items.map((item) => belongs(item.shelf.path));
    let best;
    for (const [household, year] of years) {
      if (taken.has(household) || year.length < 45 || year.length > 110) continue;
      // A year, not a season; and people who come back every two weeks at least.
      if (year[0].day > 30 || year.at(-1).day < 330 || year.some((basket, at) => at > 0 && basket.day - year[at - 1].day > 21)) continue;
      const bought = year.flatMap((basket) => basket.items);
      if (bought.length < 250 || bought.length > 1100) continue;
      const share = bought.filter((item) => mine[item]).length / bought.length;
      if (!best || share > best.share) best = { household, share, year };
    }
    taken.add(best.household);
    chosen.push({ label, share: Math.round(best.share * 100), baskets: best.year.map((basket) => [basket.day, basket.items.map((item) => items[item].id)]) });
  }
  return chosen;
}
