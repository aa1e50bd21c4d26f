/**
 * `<nearside-reason>`: the chip beside a pick that says why it is there. Closed it is one button; what opens below
 * it is fetched at the first opening (see `reason-open.tsx`).
 */
import type { Pick } from '../types.js';
import { bdi, el, fill } from './dom.js';
import { Host, mark } from './host.js';
import { icon } from './icons.js';
import { giveFocus } from './panel.js';
import type { Opened } from './reason-open.js';
import { REASON } from './style.js';
import type { Text } from './text.js';
import { shortReason, type View } from './view.js';

const load = () => import('./reason-open.js');
const preload = () => void load().catch(() => {}); // Asked for again when the chip opens.

export class NearsideReason extends Host {
  #pick: Pick | undefined;
  #words = el('span');
  #button = el('button', {
    class: 'chip', part: 'chip', 'aria-expanded': 'false', 'aria-controls': 'why', hidden: true,
    onclick: () => void this.toggle(), onpointerenter: preload, onfocus: preload,
  }, el('span', {}, this.#words, icon('open')));
  #why = el('div', { id: 'why', part: 'reasons', hidden: true });
  #opened: Opened | undefined;
  #focused: HTMLElement | undefined;

  constructor() {
    super(REASON);
    this.root.append(this.#button, this.#why);
    this.root.addEventListener('focusin', (event) => (this.#focused = event.target as HTMLElement));
    this.root.addEventListener('focusout', () => {
      // Also said when the chip is moved; then it is about to be back.
      queueMicrotask(() => this.isConnected && !this.root.activeElement && (this.#focused = undefined));
    });
  }

  /** The pick to speak of, as `recommend()` gave it. Another pick closes the chip. */
  get pick(): Pick | undefined {
    return this.#pick;
  }
  set pick(pick: Pick | undefined) {
    if (pick?.id !== this.#pick?.id && this.expanded) void this.toggle(false);
    this.#pick = pick;
    this.refresh();
  }

  get expanded(): boolean {
    return !this.#why.hidden;
  }

  /** Opens or closes what stands behind the reason. */
  async toggle(open = !this.expanded): Promise<void> {
    this.#why.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
    if (!open) {
      this.#opened?.close();
      this.#opened = undefined;
      return;
    }
    try {
      const { mount } = await load();
      if (this.expanded) this.#opened ??= mount(this, this.#why);
      this.refresh();
    } catch {
      fill(this.#why, [el('span', { class: 'failed' })]);
      this.refresh();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A page that puts its picks into another order moves the chip, and browsers drop the focus of what is moved.
    if (this.#focused && document.activeElement === document.body) this.#focused.focus({ preventScroll: true });
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      // What was pressed may have taken the whole card away.
      if (this.#focused && document.activeElement === document.body) giveFocus();
      this.#focused = undefined;
      if (this.expanded) void this.toggle(false);
    });
  }

  protected clear(): void {
    this.#button.hidden = true;
  }

  protected draw(view: View, text: Text): void {
    const pick = this.#pick;
    this.#button.hidden = !pick;
    if (!pick) return;
    const { key, label } = shortReason(view, pick);
    mark(this.#button, text);
    mark(this.#why, text);
    // After a change most chips say what they said: nothing of them is made anew.
    if (this.#words.textContent !== text.rich(key, { label }, String).join('')) fill(this.#words, text.rich(key, { label }, bdi));
    this.#button.classList.toggle('plain', pick.promoted || !pick.reason.personal);
    this.#opened?.draw(view, text, pick);
    const failed = this.#why.querySelector('.failed');
    if (failed) fill(failed, [text('failed')]);
  }
}
