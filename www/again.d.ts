/** A second copy of a module: see `AGAIN` in scripts/build/package.mjs. */
declare module '*start.js?again' {
  export const start: typeof import('./start.js').start;
}
