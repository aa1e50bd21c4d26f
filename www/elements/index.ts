/**
 * `nearside/elements`: defines the shopper's elements and connects them to an engine. Importing it on a server
 * does nothing. Not here: the elements themselves, one file each.
 */
import { NearsideBadge } from './badge.js';
import { NearsideNotice } from './notice.js';
import { NearsidePanel } from './panel.js';
import { NearsideReason } from './reason.js';

export { connect } from './host.js';
export { openPanel, type PanelPlace } from './panel.js';
export { addLanguage, prepare } from './text.js';
export type { Catalog } from '../locales/catalog.js';
export type { NearsideBadge, NearsideNotice, NearsidePanel, NearsideReason };

declare global {
  interface HTMLElementTagNameMap {
    'nearside-badge': NearsideBadge;
    'nearside-notice': NearsideNotice;
    'nearside-panel': NearsidePanel;
    'nearside-reason': NearsideReason;
  }
}

if (globalThis.customElements) {
  for (const [name, element] of [
    ['nearside-badge', NearsideBadge], ['nearside-notice', NearsideNotice],
    ['nearside-panel', NearsidePanel], ['nearside-reason', NearsideReason],
  ] as const) {
    // A second copy of this module on the page leaves the first in place.
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
