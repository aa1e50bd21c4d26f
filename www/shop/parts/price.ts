// Prices, titles and dates in words.
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** `$1.99`; a product without a price is asked for at the till. */
export const money = (price: number | undefined): string => (price === undefined ? 'Price in store' : dollars.format(price));

/** `Velora White Bread, 20 oz` → its name and the rest. */
export function split(title: string): { name: string; detail: string } {
  const at = title.indexOf(', ');
  return at < 0 ? { name: title, detail: '' } : { name: title.slice(0, at), detail: title.slice(at + 2) };
}

/** The shop's own label has three words, every other brand one. */
export const OWN = 'Corner & Co';
export const brandOf = (title: string): string => (title.startsWith(`${OWN} `) ? OWN : (title.split(' ', 1)[0] ?? ''));

export const many = (count: number, one: string, more = `${one}s`): string => `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;

const long = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
export const day = (time: number): string => long.format(time);
