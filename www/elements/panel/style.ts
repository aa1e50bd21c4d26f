/** The looks of the panel, fetched with it. Logical properties only, so that it mirrors by itself. */
export const PANEL = `
.sheet{position:fixed;inset-block:0;inset-inline:auto 0;inline-size:100%;max-inline-size:none;block-size:100dvh;max-block-size:none;
margin:0;padding:0;border:0;background:var(--ground);color:var(--ink);overflow-y:auto;overscroll-behavior:contain;scroll-padding-block:88px 24px}
.sheet::backdrop{background:rgb(13 20 27/.5)}
.page{max-inline-size:42rem;margin-inline:auto;padding:0 20px 48px}
.top{position:sticky;inset-block-start:0;z-index:1;display:flex;flex-wrap:wrap;align-items:center;gap:16px;
margin-inline:-20px;padding:14px 20px;background:var(--ground);border-block-end:1px solid var(--line)}
.top h2{flex:1 min-content;font-size:1.3125em;font-weight:700;line-height:1.25}
.close{flex:none;padding-inline:12px 16px}
.summary{padding-block:20px 0;color:var(--soft)}
.problems{border:1px solid var(--alert);color:var(--ink)}
.problems h3{display:flex;align-items:center;gap:8px;margin:0 0 4px;font-size:1em;color:var(--alert)}
.section{padding-block:32px 0}
.section+.section{margin-block-start:36px;border-block-start:1px solid var(--line)}
legend{float:inline-start;inline-size:100%;padding:0}
.cards{clear:both}
h3,h4{margin-block-end:8px}
h3{font-size:1.1875em;font-weight:700;line-height:1.3}
h4,.label,dt{font-size:1em;font-weight:600}
.count,.kind{font-weight:400;color:var(--soft)}
.strong{font-weight:600}
.soft{color:var(--soft);line-height:1.45}
.cards{border:1px solid var(--edge);border-radius:var(--radius);overflow:clip}
.card{position:relative;display:grid;grid-template-columns:auto 1fr;column-gap:14px;padding:13px 16px;cursor:pointer}
.card+.card{border-block-start:1px solid var(--line)}
.card input,.switch input{grid-row:span 2;inline-size:20px;block-size:20px;margin:2px 0 0;accent-color:var(--accent)}
.card:hover{background:var(--raised)}
.card:has(:checked){background:var(--tint)}
.card:has(:focus-visible){outline:3px solid var(--focus);outline-offset:-3px;border-radius:var(--radius)}
.card input:focus-visible{outline:none}
.search{display:grid;gap:6px;margin-block:12px 8px;font-weight:600}
.search input,select{min-block-size:44px;padding:8px 14px;border:1px solid var(--edge);border-radius:var(--radius);background:var(--ground);font-weight:400}
.rows{margin-block:12px}
.row{margin-inline:-8px;padding-inline:8px;content-visibility:auto;contain-intrinsic-block-size:auto 72px}
.row::after{content:"";display:block;border-block-end:1px solid var(--line)}
.head{display:grid;grid-template-columns:1fr auto;align-items:center;gap:4px 16px;padding-block:10px}
.about{position:relative;display:grid;grid-template-columns:1fr auto;align-items:center;column-gap:16px;min-inline-size:0}
.about p{grid-column:1/-1}
.name{display:inline-flex;align-items:center;justify-self:start;gap:8px;min-block-size:28px;padding:0;border:0;background:none;font-weight:600;line-height:1.35;text-align:start;cursor:pointer}
.name::after{content:"";position:absolute;inset:0}
.name .icon{color:var(--soft)}
.name:hover bdi{text-decoration:underline}
.bar{display:block;inline-size:84px;block-size:8px;border-radius:4px;background:var(--line);overflow:hidden}
.bar>span{display:block;block-size:100%;min-inline-size:3px;border-radius:inherit;background:var(--accent)}
.quiet{min-inline-size:44px;padding-inline:12px;border-color:transparent;background:none;color:var(--accent);font-weight:500}
.head>.quiet,.note>.quiet,.source>.quiet{margin-inline-end:-12px}
.more{padding:4px 0 20px}
.more .label+*{margin-block-start:8px}
.more>.label{margin-block-start:20px}
.steer{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;max-inline-size:26rem}
.steer .button{padding-inline:8px}
[aria-pressed=true]{border-color:var(--accent);background:var(--accent);color:var(--on-accent)}
[aria-pressed=true]::before{content:"✓"/""}
[aria-pressed=true]:hover{border-color:var(--ink);background:var(--accent)}
.curve{margin-inline:0;margin-block-end:12px}
.curve svg{display:block;inline-size:100%;block-size:56px;border-block-end:1px solid var(--edge)}
.curve svg:dir(rtl){transform:scaleX(-1)}
.under{fill:var(--tint)}
.line{fill:none;stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke}
.axis{display:flex;justify-content:space-between;padding-block:4px}
.more .note:last-child{border:0}
.note{display:grid;grid-template-columns:1fr auto;align-items:center;column-gap:16px;padding-block:8px;border-block-end:1px solid var(--line)}
.note>.quiet{grid-area:1/2/3}
.note .what{overflow-wrap:anywhere}
.note>.what:has(+button){grid-row:1/3}
.trace{margin-block:6px;display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 16px;padding:8px 12px;background:var(--raised);border-radius:var(--radius)}
.trace p{flex:1 1 12rem}
.said{margin-block-start:28px}
details{margin-block-start:20px}
summary{display:flex;align-items:center;gap:8px;min-block-size:44px;font-weight:600;color:var(--accent);cursor:pointer}
summary::before{content:"";inline-size:.5em;block-size:.5em;margin-inline:4px;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(45deg) translate(-2px,-2px)}
[open]>summary::before{transform:rotate(225deg) translate(-2px,-2px)}
.toggle{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(14rem,100%),1fr));align-items:center;gap:4px 16px;margin-block-start:12px}
.section>.button,.note-line{margin-block-start:12px}
.sources{margin-block-start:28px}
.source{display:grid;grid-template-columns:1fr auto;align-items:center;gap:0 16px;border-block-end:1px solid var(--line)}
.switch{display:grid;grid-template-columns:auto 1fr;column-gap:12px;padding-block:6px}
.switch:has(input){cursor:pointer}
.switch .soft{grid-column:-2/-1}
.switch:has(:disabled),.card:has(:disabled){cursor:auto;color:var(--soft)}
.days{display:flex;flex-wrap:wrap;align-items:center;gap:6px 16px;margin-block-start:16px;font-weight:600}
.facts{display:grid;gap:16px;margin-block-start:20px}
.facts dd{color:var(--soft)}
.facts dd .link{margin-block:-8px}
.buttons{display:flex;flex-wrap:wrap;gap:12px;margin-block-start:12px}
.problems,.ask,.result{margin-block-start:16px;padding:14px 16px;border-radius:var(--radius)}
.ask{border:1px solid var(--edge)}
.result{background:var(--raised)}
.ask p{font-weight:600}
.ask .note p,.ask .soft,.trace p{font-weight:400}
@media (max-width:30rem){.source>.quiet{grid-area:2/1;justify-self:start;margin-inline-start:20px}.head{position:relative;gap:2px 16px}.about{display:contents}.name{grid-area:1/1}.head>.quiet{grid-area:1/2;z-index:1}.about p{grid-area:2/1/3/3}.about .bar{grid-area:3/1/4/3;inline-size:100%}.page{padding-inline:16px}.top{margin-inline:-16px;padding-inline:16px}.buttons .button{flex:1 1 100%}}
@media (max-height:30rem){.top{position:static}.sheet{scroll-padding-block:16px}}
@media (min-width:900px){.sheet{inline-size:min(36rem,100%);box-shadow:0 0 48px rgb(13 20 27/.28)}.page{padding-inline:32px}.top{margin-inline:-32px;padding-inline:32px}}
@media (min-width:900px) and (prefers-reduced-motion:no-preference){.sheet{transition:translate .2s ease-out}@starting-style{.sheet[open]{translate:40px 0}.sheet[open]:dir(rtl){translate:-40px 0}}}
@media (forced-colors:active){.bar{border:1px solid CanvasText}.bar>span{forced-color-adjust:none;background:CanvasText}[aria-pressed=true],[aria-pressed=true]:hover{forced-color-adjust:none;background:Highlight;color:HighlightText}.head>.quiet,.note>.quiet,.source>.quiet{margin-inline-end:0}.under{fill:none}.trace{border:1px solid CanvasText}.line{stroke:CanvasText}.card:has(:checked){outline:2px solid Highlight;outline-offset:-2px}.sheet{border-inline-start:1px solid CanvasText}}`;
