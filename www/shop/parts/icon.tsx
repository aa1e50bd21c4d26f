// Small signs of the shop's controls. Not here: pictures of products (art.svg).
const PATHS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5 21 21',
  cart: 'M3 5h3l2.5 11h10L21 8H7M10 20.5h.01M17 20.5h.01',
  menu: 'M4 7h16M4 12h16M4 17h16',
  down: 'M6 9.5l6 6 6-6',
  next: 'M9 5l7 7-7 7',
  up: 'M12 19V5M6 11l6-6 6 6',
  fall: 'M12 5v14M6 13l6 6 6-6',
  same: 'M5 12h14',
  fresh: 'M12 4v16M4 12h16',
  close: 'M6 6l12 12M18 6L6 18',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  step: 'M6 5l9 7-9 7zM18.5 5v14',
  shoes: 'M3 15c0-3 0-6 1-8l4 3c2 3 4 4 8 4.5 3 .5 5 1.5 5 4.5H3zM3 16h18M9 10.5l2-1M11 12.5l2-1',
  check: 'M5 12.5l5 5 9-11',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d={PATHS[name]} /></svg>
);
