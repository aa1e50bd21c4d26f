// What goes wrong on a page, from its first moment: WebDriver tells no console. Served by served.mjs, before all else.
globalThis.faults = [];
const note = (kind, said) => globalThis.faults.push(`${kind}: ${said}`);
addEventListener('error', ({ message, target, error }) => note('error', message ? `${message} ${error?.stack ?? ''}` : `${target.localName} ${target.src ?? target.href}`), true);
addEventListener('unhandledrejection', ({ reason }) => note('rejected', `${reason} ${reason?.stack ?? ''}`));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => note('policy', `${violatedDirective} ${blockedURI} ${sourceFile}`));
for (const kind of ['error', 'warn']) {
  const own = console[kind];
  console[kind] = (...said) => {
    note(`console.${kind}`, said.join(' '));
    own.apply(console, said);
  };
}
