/**
 * What the four elements have in common: an open shadow root, shared stylesheets, the engine, the language, and
 * drawing again after changes. Not here: what any of them shows.
 */
import type { Nearside } from '../types.js';
import { BASE, COLORS } from './style.js';
import { languageOf, loadText, textNow, type Text } from './text.js';
import { viewOf, type View } from './view.js';

// On a server there is no HTMLElement; the classes are then never used, only declared.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

const connected = new Set<Host>();
let common: Nearside | undefined;
let watching = false;

/** Gives every element on this page its engine, except those that were given one of their own. */
export function connect(engine: Nearside | undefined): void {
  common = engine;
  for (const host of connected) host.refresh();
}

const sheets = new Map<string, CSSStyleSheet>();
/** One constructed sheet per stylesheet, however many elements use it. */
export function sheet(css: string): CSSStyleSheet {
  let made = sheets.get(css);
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css);
    sheets.set(css, made);
  }
  return made;
}

/** Draws again where the page's language or looks change. */
function watch(): void {
  if (watching) return;
  watching = true;
  const again = () => {
    for (const host of connected) {
      host.refresh();
      guard(host);
    }
  };
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ['lang', 'class', 'style', 'data-theme'] });
  for (const query of ['(prefers-color-scheme:dark)', '(prefers-contrast:more)']) matchMedia(query).addEventListener('change', again);
}

const unseen = new Set<Host>();

/**
 * Where a shop sets colors of its own, they are looked at before anybody can have read them: once for all elements that
 * have come, and after a paint, when the page's styles are there. Asked for earlier, they would be made for it alone.
 */
function guard(host: Host): void {
  if (!unseen.size) setTimeout(() => {
    const hosts = [...unseen];
    unseen.clear();
    const names = Object.keys(COLORS) as (keyof typeof COLORS)[];
    // Without it the colors are as the shop set them.
    // What was mended before is looked at too: the shop may have taken its colors back.
    if (hosts.some((host) => host.style.length || names.some((name) => getComputedStyle(host).getPropertyValue(`--nearside-${name}`)))) {
      import('./contrast.js').then(({ mend }) => mend(hosts.filter((host) => host.isConnected), names), () => {});
    }
  }, 100);
  unseen.add(host);
}

export abstract class Host extends Base {
  readonly root: ShadowRoot;
  #engine: Nearside | undefined;
  #view: View | undefined;
  #stop: (() => void) | undefined;

  constructor(css: string) {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = [sheet(BASE), sheet(css)];
  }

  /** The engine of this element; without one of its own, that of `connect()`. */
  get engine(): Nearside | undefined {
    return this.#engine ?? common;
  }
  set engine(engine: Nearside | undefined) {
    this.#engine = engine;
    this.refresh();
  }

  connectedCallback(): void {
    // Properties set before the element was defined hide the accessors; hand them over.
    for (const name of ['engine', 'pick'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const self = this as unknown as Record<string, unknown>;
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
    connected.add(this);
    watch();
    this.refresh();
    guard(this);
  }
  disconnectedCallback(): void {
    connected.delete(this);
    this.#stop?.();
    this.#stop = this.#view = undefined;
  }

  /** Draws when there is an engine and the texts are here; fetches the texts when they are not. */
  refresh(): void {
    if (!this.isConnected) return;
    const { engine } = this;
    if (this.#view?.engine !== engine) {
      this.#stop?.();
      this.#view = engine && viewOf(engine);
      this.#stop = this.#view?.listen(() => this.refresh());
    }
    if (!this.#view) {
      this.clear();
      return;
    }
    const lang = languageOf(this);
    const text = textNow(lang);
    if (text) this.draw(this.#view, text);
    // Texts that cannot be fetched leave the element empty; the shop's page goes on.
    else void loadText(lang).then(() => this.refresh(), () => {});
  }

  /** Shows the present state. Called again after every change. */
  protected abstract draw(view: View, text: Text): void;
  /** Shows nothing: there is no engine yet. */
  protected abstract clear(): void;
}

/** Marks the language and direction of what is drawn; the page's own can be others. */
export function mark(node: HTMLElement, text: Text): void {
  if (node.lang !== text.lang) node.lang = text.lang;
  if (node.dir !== text.dir) node.dir = text.dir;
}
