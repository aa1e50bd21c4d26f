// What the demo shop itself holds, with or without Nearside: its shelves, its bestsellers, its list of products.

/** Bestsellers kept for each aisle: what a category page shows when there is no engine. */
const PER_AISLE = 8;

/** Departments → aisles → shelves with their number of products, and the bestsellers of each aisle. */
export function shopTree(items, sold) {
  const departments = new Map();
  const order = new Map();
  for (const [at, item] of items.entries()) {
    const [department, aisle, shelf] = item.shelf.path;
    const d = departments.get(department) ?? departments.set(department, { name: department, pictures: new Map(), count: 0, aisles: new Map() }).get(department);
    const a = d.aisles.get(aisle) ?? d.aisles.set(aisle, { name: aisle, picture: item.shelf.picture, count: 0, shelves: new Map(), items: [] }).get(aisle);
    d.count++;
    d.pictures.set(item.shelf.picture, (d.pictures.get(item.shelf.picture) ?? 0) + 1);
    a.count++;
    a.shelves.set(shelf, (a.shelves.get(shelf) ?? 0) + 1);
    a.items.push(at);
    order.set(department, Math.min(order.get(department) ?? Infinity, walk.indexOf(department)));
  }
  const missing = [...departments.keys()].filter((name) => !walk.includes(name));
  if (missing.length) throw new Error(`departments without a place in the shop: ${missing.join(', ')}`);
  return [...departments.values()]
    .sort((a, b) => walk.indexOf(a.name) - walk.indexOf(b.name))
    .map(({ name, count, aisles }) => ({
      name,
      picture: pictures[name],
      count,
      aisles: [...aisles.values()].map((aisle) => ({
        name: aisle.name,
        picture: aisle.picture,
        count: aisle.count,
        shelves: [...aisle.shelves].sort((a, b) => b[1] - a[1]),
        best: aisle.items.sort((a, b) => sold[b] - sold[a]).filter((at) => items[at].inStock).slice(0, PER_AISLE).map((at) => brief(items[at])),
      })),
    }));
}

const brief = (item) => [item.id, item.title, item.price, item.shelf.path[2]];

/** One product a line, best known first: `id, title, price, shelf number, in stock`; the shelves come first. */
export function productList(items, sold) {
  const shelves = [...new Set(items.map((item) => item.shelf.path.join(' > ')))].sort();
  const number = new Map(shelves.map((shelf, at) => [shelf, at]));
  const rows = items
    .map((item, at) => ({ item, sold: sold[at] }))
    .sort((a, b) => b.sold - a.sold)
    .map(({ item }) => [item.id, item.title, item.price ?? '', number.get(item.shelf.path.join(' > ')), item.inStock ? 1 : 0].join('\t'));
  return [String(shelves.length), ...shelves, ...rows, ''].join('\n');
}

// The way through the shop, and the picture at each department's door.
const pictures = {
  'Fruit & vegetables': 'apple', Bakery: 'bread', 'Dairy & eggs': 'milk', 'Meat & poultry': 'steak', 'Fish & seafood': 'fish',
  'Deli & ready meals': 'deli', Frozen: 'icecream', Pantry: 'can', Breakfast: 'cereal', Snacks: 'chips', Candy: 'candy',
  Drinks: 'soda', 'Beer, wine & spirits': 'wine', 'Natural foods': 'leaf', Baby: 'baby', Pets: 'dog', Household: 'spray',
  'Health & pharmacy': 'health', 'Beauty & personal care': 'soap', 'Home & garden': 'pan', 'Flowers & plants': 'flower',
  'Cards, toys & leisure': 'card', 'Tobacco & lighters': 'tobacco',
};
const walk = Object.keys(pictures);
