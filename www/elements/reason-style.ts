/** The looks of an opened reason chip, fetched with it. */
export const WHY = `
.why{margin-block:4px 8px;padding:16px;border:1px solid var(--line);border-radius:var(--radius);background:var(--ground)}
.why ul{display:grid;gap:12px}
.why li{display:grid;grid-template-columns:1fr auto;gap:4px 12px}
.what .soft{white-space:nowrap}
.share{font-variant-numeric:tabular-nums;font-weight:600}
.soft{color:var(--soft)}
.label{margin-block:16px 8px;font-weight:600}
.bar{grid-column:1/-1;display:block;block-size:6px;border-radius:3px;background:var(--line);overflow:hidden}
.bar>span{display:block;block-size:100%;min-inline-size:2px;border-radius:inherit;background:var(--accent)}
.minus .bar>span{background:var(--soft)}
.why>p.soft{margin-block-start:12px}
.why>p.soft+p.soft{margin-block-start:0}
.why>p:first-child{margin-block-end:12px}
.acts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,8rem),1fr));align-items:center;gap:8px 12px;margin-block:16px 8px}
.acts .button{padding-inline:8px}
.acts p{font-size:.9375em;line-height:1.35}
.done p{margin-block:8px;font-weight:500}
.failed{display:block;padding-block:8px}
@media (forced-colors:active){.bar{border:1px solid CanvasText}.bar>span{forced-color-adjust:none;background:CanvasText}}`;
