// Five consent tools beside ours: what was measured of them, once, each on a page of its own as its documents set
// it up, in Chromium with axe-core. Not here: measuring ours (look.mjs, small.mjs).

/** In November 2026. They are other things with other jobs: tools that ask, where ours shows and steers too. */
export const TOOLS = ['vanilla-cookieconsent 3.1.0', 'Klaro 0.7.22', 'Orejime 3.2.1', 'tarteaucitron 1.34.0', 'c15t React 2.2.1'];
export const MEASURED = {
  'JavaScript and CSS, kB brotli': ['13.8', '57.9', '13.0', '51.2', '51.4 and React'],
  'axe: banner / preferences': ['0 / target size', 'contrast ×2 / ×5', '0 / 0', '0 / target size', '0 / 0'],
  'Trusted Types without a policy': ['no banner', 'runs', 'runs', 'no banner', 'nothing drawn'],
  "strict CSP, `style-src 'self'`": ['clean', 'clean', 'clean', 'clean', '1 style blocked'],
  '320 × 256 px (400 % zoom)': ['heading cut', 'fits', 'text cut', 'fits', 'heading cut'],
  'Preferences: Tab stays in / Esc closes / focus back': ['yes / yes / yes', 'no / no / –', 'yes / yes / yes', 'yes / yes / yes', 'yes / no / –'],
  'moving parts left with reduced motion': ['4 of 5', '0', '0', '8 of 8', '0'],
  'dark where the system is': ['no', 'no', 'no', 'no', 'as an option'],
  'page from right to left': ['follows', 'follows', 'text stays left', 'follows', 'stays left to right'],
};
