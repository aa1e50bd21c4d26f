/**
 * Watches over a shop's own colors: a `--nearside-*` color that would be too faint to read is moved towards black or
 * white until it can be read, and the console says so, once a theme. Fetched only where a shop sets colors.
 */
import type { COLORS } from './style.js';

type Name = keyof typeof COLORS;
type Color = readonly number[];

const BLACK: Color = [0, 0, 0], WHITE: Color = [1, 1, 1];
const GROUNDS: Name[] = ['ground', 'raised', 'tint'];
/** What stands on what: text first, then what only has to be seen. */
const TEXTS: [Name, Name[]][] = [['ink', GROUNDS], ['soft', GROUNDS], ['accent', GROUNDS], ['alert', ['ground']], ['on-accent', ['accent']]];
const SHAPES: [Name, Name[]][] = [['edge', ['ground', 'tint']], ['focus', GROUNDS]];

const luminance = (color: Color): number => color.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at]!, 0);
const contrast = (a: Color, b: Color): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};
const worst = (front: Color, backs: Color[]): number => Math.min(...backs.map((back) => contrast(front, back)));
/** Black or white, whichever is read better on all of these. */
const best = (backs: Color[]): Color => (worst(BLACK, backs) > worst(WHITE, backs) ? BLACK : WHITE);

/** The colors that have to change, so that everything can be read. */
export function mended(colors: Record<Name, Color>, text: number, shape: number): Partial<Record<Name, Color>> {
  const now = { ...colors };
  // A ground on which neither black nor white can be read, and one that wants other text than the main ground.
  if (worst(best([now.ground]), [now.ground]) < text) now.ground = contrast(WHITE, now.ground) < contrast(BLACK, now.ground) ? WHITE : BLACK;
  const grounds: Color[] = [];
  for (const name of GROUNDS) {
    if (worst(best([...grounds, now[name]]), [...grounds, now[name]]) < text) now[name] = now.ground;
    grounds.push(now[name]);
  }
  for (const [pairs, least] of [[TEXTS, text], [SHAPES, shape]] as const) {
    for (const [name, on] of pairs) {
      const backs = on.map((back) => now[back]);
      const from = now[name], to = best(backs);
      // In whole steps of 255, as it will be drawn.
      for (let step = 1; step <= 20 && worst(now[name], backs) < least; step++) {
        now[name] = from.map((part, at) => Math.round((part + (to[at]! - part) * step / 20) * 255) / 255);
      }
    }
  }
  return Object.fromEntries((Object.keys(now) as Name[]).filter((name) => now[name] !== colors[name]).map((name) => [name, now[name]]));
}

const known = new Map<string, Partial<Record<Name, Color>>>();

interface Themed extends HTMLElement {
  root: ShadowRoot;
}

/**
 * Mends the colors of elements: those with these names. Equal themes are looked at once. All is read before anything is
 * written, or the page's styles would be made anew for each element.
 */
export function mend(hosts: Themed[], names: Name[]): void {
  const [more, dark] = ['contrast:more', 'color-scheme:dark'].map((query) => matchMedia(`(prefers-${query})`).matches);
  const keyed = hosts.map((host) => {
    const style = getComputedStyle(host);
    return [host, [...names.map((name) => style.getPropertyValue(`--nearside-${name}`)), style.colorScheme, more, dark].join()] as const;
  });
  for (const [{ root, style }, key] of keyed) {
    for (const name of names) style.removeProperty(`--${name}`);
    let changes = known.get(key);
    if (!changes) {
      const probe = root.appendChild(document.createElement('span'));
      const colors = Object.fromEntries(names.map((name) => {
        // Mixed with itself, a color of any notation comes back as numbers of red, green and blue.
        probe.style.color = `color-mix(in srgb,var(--${name}),var(--${name}))`;
        return [name, getComputedStyle(probe).color.match(/[\d.]+(e-\d+)?/g)!.map(Number)];
      }));
      probe.remove();
      known.set(key, (changes = mended(colors as unknown as Record<Name, Color>, more ? 7 : 4.5, more ? 4.5 : 3)));
      const list = Object.keys(changes).map((name) => `--nearside-${name}`);
      if (list[0]) console.warn(`nearside: too little contrast, so these colors were changed here: ${list.join(', ')}. See docs/elements.md.`);
    }
    for (const [name, color] of Object.entries(changes)) style.setProperty(`--${name}`, `rgb(${color.map((part) => Math.round(part * 255)).join(' ')})`);
  }
}
