// "Make it yours": which look the elements wear. It is this page's for as long as the page lives, and kept nowhere.
// Not here: the looks themselves (looks.css).
import { Store } from './store.js';

export const LOOKS = [
  { name: 'own', label: 'The shop’s own', words: 'The elements take the colors that the shop has already.' },
  { name: 'warm', label: 'Warm', words: 'Warm colors, round corners, another typeface; light or dark as your system is.' },
  { name: 'sharp', label: 'Sharp', words: 'Dark whatever your system says, no corner rounded, capitals by ::part().' },
  { name: 'faint', label: 'Faint', words: 'Colors nobody could read, on purpose: watch the contrast guard mend them.' },
] as const;

export type Look = (typeof LOOKS)[number]['name'];

export const look = new Store<Look>('own');

export function wear(name: Look): void {
  if (name === 'own') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = name;
  look.set(name);
}

/** The lines that make a look, read from the stylesheet that is in force, for a page that has no other look. */
export function cssOf(name: Look): string {
  const wanted = name === 'own' ? ':root' : `:root[data-theme="${name}"]`;
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSStyleRule);
  return rules.filter(({ selectorText, cssText }) =>
    selectorText === wanted ? cssText.includes('--nearside-') : name !== 'own' && selectorText.startsWith(`${wanted} `)).map((rule) => {
    const selector = rule.selectorText === wanted ? ':root' : rule.selectorText.slice(wanted.length + 1);
    const lines = rule.style.cssText.split(/;\s*/).filter((line) => line && (name !== 'own' || line.startsWith('--nearside-')));
    return `${selector} {\n${lines.map((line) => `  ${line.replace(/:\s*/, ': ').replace(/,\s*/g, ', ')};\n`).join('')}}`;
  }).join('\n');
}
