// The drawn picture of a product on its tinted tile. Not here: the drawings (art.svg, put into the page by art.ts).
import { brandOf, OWN } from './price.js';

/** Hues of the tiles, by what is on them. */
const HUES: Record<number, string> = {
  22: 'tomato steak pork ham bacon sausage soda sauce pizza health tobacco spirits',
  55: 'bread cake pie cookie cracker waffle dough cereal taco chicken deli meal nut coffee beer carrot dog bird',
  92: 'banana cheese egg chips pasta flour oil juice bar candle bulb broom',
  140: 'apple lettuce herbs leaf olive garden plant',
  175: 'spice rice soup grill soap hair',
  220: 'milk yogurt fish shrimp water can frozenveg icecream tooth razor',
  255: 'laundry spray paper bag airfresh pan box tool bug pencil shirt toy',
  300: 'cat wine berries jam magazine card',
  345: 'candy cream makeup flower balloon gift baby diaper',
};
const hueOf = new Map(Object.entries(HUES).flatMap(([hue, names]) => names.split(' ').map((name) => [name, Number(hue)] as const)));

/** A little to the left or right for each brand, so that a shelf of one kind is not a wall of one color. */
function turn(title: string): number {
  let sum = 0;
  for (const letter of brandOf(title)) sum = (sum * 31 + letter.codePointAt(0)!) % 997;
  return (sum % 9) * 4 - 16;
}

/** `/art/cat.svg` → `cat`: the symbol that a feed's picture is drawn from. */
export const symbolOf = (image: string) => /([\w-]+)\.svg$/.exec(image)?.[1] ?? 'box';

export function Picture({ name, title = '', size = 'tile' }: { name: string; title?: string; size?: 'tile' | 'small' | 'large' }) {
  const hue = (hueOf.get(name) ?? 200) + (title ? turn(title) : 0);
  const own = brandOf(title) === OWN;
  return (
    <span class={`picture ${size}${own ? ' own' : ''}`} style={{ '--hue': String(hue) }} aria-hidden="true">
      <svg width="48" height="48" viewBox="0 0 48 48"><use href={`#art-${name}`} /></svg>
      {own && <span class="label">{OWN}</span>}
    </span>
  );
}
