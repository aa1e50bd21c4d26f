// Titles that tell products apart: brand, an invented line where brand, name and size are the same, name, size.

// Lines say nothing about taste, colour or quality: the data does not know those.
const lines = `Meadow Harbor Valley Summit Prairie Lakeside Canyon Sunrise Heritage Signature Classic Select Everyday Favorite
Original Homestead Village Riverside Hilltop Sunday Morning Evening Traveler Pioneer Century Union Market Parade Festival
Carousel Compass Lantern Windmill Weekend Crown Noble Grand Premier Marquee Encore Melody Harmony Duet Sonata Cadence Anthem
Ballad Serenade Fairway Gable Arbor Terrace Northgate Southgate Westgate Eastgate Brookside`.split(/\s+/);

const repeats = (line, text) => text.toLowerCase().split(/\W+/).some((word) => word === line.toLowerCase());

/** Sets `title` on every item. Of items with one name, the best known goes without a line. */
export function giveTitles(items) {
  const groups = new Map();
  for (const item of items) {
    const key = [item.brand, item.shelf.noun, item.size].join('\t');
    (groups.get(key) ?? groups.set(key, []).get(key)).push(item);
  }
  for (const group of groups.values()) {
    const { brand, shelf, size } = group[0];
    const free = lines.filter((line) => !repeats(line, shelf.noun));
    // Where the list starts depends on the name, so that not every second product is a "Meadow".
    const start = [...brand + shelf.noun].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 9973, 7);
    group.sort((a, b) => b.sold - a.sold || Number(a.id) - Number(b.id));
    for (const [at, item] of group.entries()) {
      const line = at === 0 ? '' : free[(start + at) % free.length];
      item.title = [brand, line, shelf.noun].filter(Boolean).join(' ') + (size ? `, ${size}` : '');
    }
    if (group.length > free.length + 1) throw new Error(`more than ${free.length} products named ${group[0].title}`);
  }
}
