/**
 * `<nearside-panel>` as it stands on the page before it is opened: a shell that fetches the real panel at its
 * first opening. Not here: what the panel shows (see `panel/`).
 */
import type { Mounted } from './panel/sheet.js';
import { Host } from './host.js';
import { languageOf, loadText, type Text } from './text.js';
import type { View } from './view.js';

/** Where the panel opens. */
export interface PanelPlace {
  /** The interest to show, by its facet's key. Without it the panel opens at its top. */
  facet?: string | undefined;
}

const load = () => import('./panel/sheet.js');

/** Fetches the panel ahead of a likely opening. */
export function preloadPanel(): void {
  load().catch(() => {}); // It is asked for again when the panel opens.
}

export class NearsidePanel extends Host {
  #mounted: Mounted | undefined;
  #now: { view: View; text: Text } | undefined;

  constructor() {
    super('');
  }

  /** Opens the panel; when it closes, the focus returns to `from`. `false`: no engine, or it could not be fetched. */
  async open(place: PanelPlace = {}, from: Element | null = document.activeElement): Promise<boolean> {
    const inner = from?.shadowRoot?.activeElement ?? from;
    try {
      const [{ mount, ready }, text] = await Promise.all([load(), loadText(languageOf(this))]);
      if (this.engine) await ready(this.engine, text);
      this.refresh();
      if (!this.#now) return false;
      if (this.#mounted) this.#mounted.go(place);
      else {
        this.#mounted = mount(this.root, this.#now, place, () => {
          this.#mounted = undefined;
          giveFocus(from, inner);
        });
      }
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#mounted?.close();
  }

  override disconnectedCallback(): void {
    this.close();
    super.disconnectedCallback();
  }

  protected clear(): void {
    this.#now = undefined;
    this.close();
  }

  protected draw(view: View, text: Text): void {
    this.#now = { view, text };
    this.#mounted?.draw(this.#now);
  }
}

/** Focuses what opened the panel, or what stands in its place now, or the badge. */
export function giveFocus(from: Element | null = null, inner: Element | null = null): void {
  const badge = document.querySelector('nearside-badge');
  const inside = (host: Element | null) => host?.shadowRoot?.querySelector('[tabindex="-1"],button:not([hidden])');
  for (const node of [inner, inside(from), inside(badge)]) {
    if (!(node instanceof HTMLElement) || !node.isConnected || node === document.body) continue;
    node.focus();
    if (node.matches(':focus')) return;
  }
}

/**
 * Opens the page's panel, adding one to the page when there is none. `from` is the element that gets the focus
 * back. `false` when the panel could not be fetched.
 */
export function openPanel(place: PanelPlace = {}, from?: Element): Promise<boolean> {
  let panel = document.querySelector<NearsidePanel>('nearside-panel');
  if (!panel) {
    panel = document.createElement('nearside-panel') as NearsidePanel;
    document.body.append(panel);
  }
  // A page that gave each element its engine has given none to a panel that was not there.
  if (!panel.engine && from instanceof Host) panel.engine = from.engine;
  return panel.open(place, from);
}
