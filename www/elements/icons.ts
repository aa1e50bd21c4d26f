/**
 * The pictograms: strokes on a grid of 24, drawn in the color of the text. They repeat what the words beside
 * them say and are hidden from screen readers.
 */
const PATHS = {
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  note: 'M6.5 2.5h11a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 20V4a1.5 1.5 0 0 1 1.5-1.5ZM9 8h6M9 11.5h6M9 15h3',
  gift: 'M4 11.5h16V20a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 20ZM2.5 7.5h19v4h-19ZM12 7.5v14M12 7.5C8 7.5 6.5 6 7 4.2 7.6 2 11 2.5 12 7.5ZM12 7.5c4 0 5.5-1.5 5-3.3C16.4 2 13 2.5 12 7.5Z',
  home: 'M4 11 12 4l8 7v8a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19ZM9.5 20.5V14h5v6.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.2l3.5 2',
  off: 'M12 3v8M6.7 6.2a8 8 0 1 0 10.6 0',
  pause: 'M8.5 5v14M15.5 5v14',
  choice: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.3 9.5a2.8 2.8 0 1 1 4 2.5c-.9.5-1.3 1-1.3 2M12 17v.01',
  alert: 'M12 3.5 22 20.5H2ZM12 10v4.5M12 17.5v.01',
  open: 'm6 9.5 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  undo: 'M8 4 3.5 8.5 8 13M4 8.5h10a6 6 0 0 1 0 12H9',
} as const;

export type IconName = keyof typeof PATHS;
export const path = (name: IconName): string => PATHS[name];

const SVG = 'http://www.w3.org/2000/svg';

/** The pictogram as a node. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const shape = document.createElementNS(SVG, 'path');
  for (const [key, value] of [['viewBox', '0 0 24 24'], ['class', `icon icon-${name}`], ['aria-hidden', 'true']] as const) {
    svg.setAttribute(key, value);
  }
  shape.setAttribute('d', PATHS[name]);
  svg.append(shape);
  return svg;
}
