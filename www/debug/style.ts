/** The looks of the overlay, over those of the elements: a sheet at the foot of narrow windows, at the end of wide ones. */
export const DEBUG = `
:host{position:fixed;z-index:2147483000;inset-block-end:0;inset-inline:0;display:block;font-family:system-ui,sans-serif;font-size:14px;pointer-events:none}
.sheet,.pill{pointer-events:auto}
.sheet{display:flex;flex-direction:column;max-block-size:min(62dvh,40rem);background:var(--ground);border:1px solid var(--edge);border-radius:12px 12px 0 0;box-shadow:0 0 32px rgb(13 20 27/.3)}
.pill{margin:8px;border-radius:22px;box-shadow:0 2px 12px rgb(13 20 27/.3)}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;padding:4px 6px 4px 14px;border-block-end:1px solid var(--line)}
h2{flex:1 1 8rem;font-size:1em;font-weight:700}
h3{margin-block:14px 4px;font-size:1em;font-weight:700}
.tabs{display:flex;flex-wrap:wrap;gap:6px;padding:8px 12px}
.button{min-block-size:36px;padding:4px 12px;font-weight:500}
.tabs .button{flex:1 1 auto}
[aria-pressed=true]{border-color:var(--accent);background:var(--tint);color:var(--accent)}
.body{overflow-y:auto;overscroll-behavior:contain;padding:0 14px 16px;overflow-wrap:anywhere}
.body:focus-visible{outline-offset:-3px}
details{border-block-end:1px solid var(--line)}
summary{display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline;padding-block:9px;cursor:pointer}
summary::before{content:"▸";color:var(--soft)}
[open]>summary::before{content:"▾"}
summary b{font-weight:600}
.soft{color:var(--soft)}
.alert{color:var(--alert);font-weight:600}
code{font-family:ui-monospace,monospace;font-size:.9286em}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:2px 12px;padding-block-end:10px}
dt{color:var(--soft)}
ol{margin:0;padding:0 0 10px;list-style:none}
.item{padding-block:8px;border-block-start:1px solid var(--line)}
.head{display:flex;gap:8px;align-items:center}
.head>bdi{flex:1;min-inline-size:0;font-weight:600}
.find{min-block-size:28px;padding:1px 10px}
.terms{display:flex;flex-wrap:wrap;gap:4px;margin-block-start:4px}
.term{padding:1px 7px;border-inline-start:4px solid var(--edge);background:var(--raised);font-size:.9286em}
.own{border-color:var(--accent);background:var(--tint)}
.rule{border-color:var(--alert)}
.bar{display:flex;block-size:6px;margin-block-start:5px;border-radius:3px;background:var(--line);overflow:hidden}
.bar>span{background:var(--edge)}
.bar>.own{background:var(--accent)}
.bar>.rule{background:var(--alert)}
.badge{padding:0 6px;border:1px solid currentColor;border-radius:4px;font-size:.8571em}
@media (min-width:760px){:host{inset-inline:auto 16px;inset-block-end:16px;inline-size:30rem}.sheet{max-block-size:min(80dvh,52rem);border-radius:12px}.pill{float:inline-end;margin:0}}
@media (max-width:24rem){dl{grid-template-columns:1fr}dt{margin-block-start:4px}}
@media (max-height:24rem){.sheet{max-block-size:94dvh}}
@media (forced-colors:active){.term{border:1px solid CanvasText}.bar{border:1px solid CanvasText}.bar>span{forced-color-adjust:none;background:CanvasText}[aria-pressed=true]{forced-color-adjust:none;background:Highlight;color:HighlightText}}`;
