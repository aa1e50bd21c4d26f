// The shop's sheet of pictures → one file for each, which is what a feed's image links lead to.
import { readFileSync } from 'node:fs';

/** Picture name → the text of an SVG file. */
export function pictures(path) {
  const found = [...readFileSync(path, 'utf8').matchAll(/<symbol id="([\w-]+)" ([^>]*)>(.*?)<\/symbol>/gs)];
  return new Map(found.map(([, name, attributes, inside]) => [name, `<svg xmlns="http://www.w3.org/2000/svg" color="#0a6154" ${attributes}>${inside}</svg>\n`]));
}
