/** The looks of an opened reason chip, fetched with it. It lies over the page, so that no card is torn apart. */
export const WHY = `
[popover]{position:absolute;inset:auto;inline-size:min(23rem,100vw - 16px);max-block-size:none;margin:0;padding:0;border:0;background:none;color:inherit;overflow:visible}
.why{padding:18px;border:1px solid var(--edge);border-radius:calc(var(--radius)*1.2);background:var(--ground);box-shadow:0 8px 32px rgb(13 20 27/.22)}
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
.useful{display:flex;align-items:center;gap:8px;margin-block-start:16px;font-weight:600}
.useful+.acts{margin-block-start:8px}
.acts .button{padding-inline:8px}
.acts p{font-size:.9375em;line-height:1.35}
.done p{margin-block:8px;font-weight:500}
#undo{margin-inline-end:16px}
.failed{display:block;padding-block:8px}
@media (forced-colors:active){.bar{border:1px solid CanvasText}.bar>span{forced-color-adjust:none;background:CanvasText}}`;
