/** The looks of the section on what is shared, beside those of the panel. Logical properties only. */
export const SHARE = `
.asks{display:grid;gap:12px;margin-block:12px 16px}
.asks li{padding-inline-start:14px;border-inline-start:3px solid var(--line)}
.shared h4{margin-block-start:24px}
.shared .ask{margin-block-start:0}
.shared .ask p{margin-block-start:4px}
.ask .cells,.ask .hex{font-weight:400}
.shared .notes p{grid-column:1/-1}
.cells{display:flex;flex-wrap:wrap;gap:6px 16px;margin-block:8px;line-height:1.35}
.cells.many{gap:5px}
.cells>span{display:inline-flex;align-items:center;gap:6px}
.cells i{flex:none;inline-size:16px;block-size:16px;border:2px solid var(--edge);border-radius:4px}
.cells .one{border-color:var(--accent);background:var(--accent)}
.cells .true{outline:2px solid var(--ink);outline-offset:2px}
.bytes{margin-block-start:4px;font-size:.9375em}
.bytes .facts{gap:4px;margin-block:8px 12px}
.bytes .facts>div{display:flex;flex-wrap:wrap;gap:0 12px}
.bytes dd,.hex{overflow-wrap:anywhere}
.hex,.bytes dt{font-family:ui-monospace,monospace;text-align:start}
@media (forced-colors:active){.cells i{border-color:CanvasText}.cells .one{forced-color-adjust:none;border-color:CanvasText;background:CanvasText}.cells .true{outline-color:Highlight}}`;
