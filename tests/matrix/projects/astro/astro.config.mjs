// No script and no style inside the page, so that a strict policy holds.
export default { devToolbar: { enabled: false }, build: { inlineStylesheets: 'never' }, vite: { build: { assetsInlineLimit: 0 } } };
