/**
 * Colors, type and controls that all elements share, and the looks of the three that are always on the page.
 * A shop themes them by the `--nearside-*` properties and by `::part`. Not here: the panel (`panel/style.ts`).
 */

/** Default colors as [light, dark]. `tests/elements` checks the contrast of every pair that is used together. */
export const COLORS = {
  ink: ['#16202b', '#e9eef3'],
  soft: ['#4c5a68', '#aab6c2'],
  ground: ['#ffffff', '#14191f'],
  raised: ['#f3f6f7', '#1d242c'],
  line: ['#dbe2e6', '#333d47'],
  edge: ['#6f7e8b', '#7f8d9a'],
  accent: ['#0a6154', '#7ad3c1'],
  tint: ['#e4f2ef', '#15302c'],
  'on-accent': ['#ffffff', '#0c1a18'],
  focus: ['#0a50c4', '#9cc3ff'],
  alert: ['#9a3412', '#fdba8c'],
} as const;

const tokens = Object.entries(COLORS)
  .map(([name, [light, dark]]) => `--${name}:var(--nearside-${name},light-dark(${light},${dark}));`).join('');

/** For every element. Sizes are in em of a text that is never below 16 px. */
export const BASE = `
:host{${tokens}--radius:var(--nearside-radius,10px);
display:block;font-family:var(--nearside-font,inherit);font-size:max(1rem,16px);font-style:normal;font-weight:400;
line-height:1.5;letter-spacing:normal;text-align:start;text-transform:none;white-space:normal;text-wrap:pretty;color:var(--ink)}
:host([hidden]),[hidden]{display:none!important}
*,::before,::after{box-sizing:border-box}
h2,h3,h4,p,ul,dl,dd,fieldset{margin:0;padding:0;border:0;min-inline-size:0}
ul{list-style:none}
button,input,select{font:inherit;letter-spacing:inherit;color:inherit}
bdi{overflow-wrap:anywhere}
:lang(ja){word-break:auto-phrase}
a,.link{color:var(--accent);font-weight:500;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.22em}
.link{display:inline-flex;align-items:center;min-block-size:44px;padding:0;border:0;background:none;text-align:start;cursor:pointer}
a.link{padding-block:10px}
a:hover,.link:hover{text-decoration-thickness:2px}
.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-block-size:44px;padding:9px 18px;
border:1px solid var(--edge);border-radius:var(--radius);background:var(--ground);font-weight:600;line-height:1.35;text-wrap:balance;cursor:pointer}
.button:hover{background:var(--raised);border-color:var(--ink)}
.button:active{background:var(--line)}
:focus{outline:none}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:var(--radius)}
.icon-undo:dir(rtl){transform:scaleX(-1)}
.icon{flex:none;inline-size:1.25em;block-size:1.25em;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.icon-open{inline-size:1.1em;block-size:1.1em}
[aria-expanded=true] .icon-open{transform:rotate(180deg)}
.hidden{position:absolute;inline-size:1px;block-size:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:no-preference){.button,.icon-open{transition:background-color .12s,border-color .12s,transform .16s}}
@media (prefers-contrast:more){:host{--soft:var(--ink);--edge:var(--ink);--line:var(--edge);--raised:var(--ground);--tint:var(--ground)}}
@media (forced-colors:active){:focus-visible{outline-color:Highlight}.button{border-color:ButtonText}}`;

export const NOTICE = `
:host{container-type:inline-size}
.notice{padding:24px;border:1px solid var(--line);border-radius:calc(var(--radius)*1.4);background:var(--ground)}
h2{font-size:1.25em;font-weight:700;line-height:1.3;letter-spacing:-.005em}
dl{display:grid;gap:14px;margin-block:16px 14px}
dl>div{display:grid;grid-template:auto 1fr/auto 1fr;column-gap:12px}
dl .icon{grid-row:span 2;inline-size:28px;block-size:28px;margin-block-start:1px;color:var(--accent)}
dt{font-weight:600;line-height:1.4}
dd{color:var(--soft);line-height:1.45}
.choices{display:grid;gap:12px;grid-auto-rows:1fr;margin-block-start:18px}
.links{display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:24px;margin-block:6px -12px}
.line{display:flex;align-items:center;gap:10px;padding:12px 16px;border:1px solid var(--line);border-radius:var(--radius);background:var(--tint);font-weight:500}
.line .icon{color:var(--accent)}
h2+.line{margin-block-start:14px}
@container (min-width:36rem){.choices{grid-auto-flow:column;grid-auto-columns:1fr}}
@container (min-width:48rem){.notice{padding:28px 32px}dl{grid-template-columns:repeat(3,1fr);gap:28px}}
@container (max-width:22rem){.notice{padding:16px}}`;

export const BADGE = `
:host{display:inline-block;max-inline-size:100%}
.badge{border-radius:22px;padding-inline:14px 18px;font-weight:500;text-align:start}
.badge .icon{color:var(--accent)}
.badge.alert .icon{color:var(--alert)}
.badge:focus-visible{border-radius:24px}
.first{color:var(--soft);font-size:.9375em}`;

export const REASON = `
:host{min-block-size:44px;font-size:max(.9375rem,15px)}
.chip{display:inline-flex;align-items:center;max-inline-size:100%;min-block-size:44px;padding:4px 0;border:0;background:none;text-align:start;cursor:pointer}
.chip>span{display:inline-flex;align-items:center;gap:6px;padding-block:4px;padding-inline:12px 8px;border:1px solid transparent;border-radius:min(16px,var(--radius)*1.6);background:var(--tint);color:var(--accent);font-weight:500;line-height:1.35}
.chip.plain>span{background:var(--raised);color:var(--soft)}
.chip:hover>span{border-color:currentColor}
.chip:focus-visible{outline-offset:-4px;border-radius:22px}
@media (forced-colors:active){.chip>span{border-color:ButtonText}}`;
