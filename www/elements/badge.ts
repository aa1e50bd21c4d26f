/**
 * `<nearside-badge>`: says in one line where things stand, and opens the panel. It speaks only of what this
 * package keeps and sends; it never claims anything about the rest of the page.
 */
import { el, fill } from './dom.js';
import { Host, mark } from './host.js';
import { icon, type IconName } from './icons.js';
import { openPanel, preloadPanel } from './panel.js';
import { BADGE } from './style.js';
import type { Text } from './text.js';
import { sendsNothing, type View } from './view.js';

export class NearsideBadge extends Host {
  #name = el('span', { class: 'hidden' });
  #words = el('span');
  #button = el('button', {
    class: 'button badge', part: 'badge', type: 'button', 'aria-haspopup': 'dialog', hidden: true,
    onclick: () => void this.#open(), onpointerenter: preloadPanel, onfocus: preloadPanel,
  });
  #failed = false;
  #icon: IconName | undefined;

  constructor() {
    super(BADGE);
    this.root.append(this.#button);
  }

  async #open(): Promise<void> {
    this.#failed = !(await openPanel({}, this));
    this.refresh();
  }

  protected clear(): void {
    this.#button.hidden = true;
  }

  protected draw(view: View, text: Text): void {
    const [sign, words] = this.#failed ? (['alert', text('failed')] as const) : state(view, text);
    mark(this.#button, text);
    if (sign !== this.#icon) {
      this.#icon = sign;
      this.#button.replaceChildren(icon(sign), this.#name, this.#words);
      this.#button.classList.toggle('alert', sign === 'alert');
    }
    fill(this.#name, [`${text('badge.name')} `]);
    fill(this.#words, [words]);
    this.#button.hidden = false;
  }
}

/** The badge's sentence, read from the engine and nothing else. */
function state(view: View, text: Text): readonly [IconName, string] {
  const { engine, problems } = view;
  if (!engine.ready) return ['alert', text('badge.stopped')];
  if (engine.level === null) return ['choice', text('badge.open')];
  const parts: string[] = [];
  if (engine.level === 'off') parts.push(text('badge.off'));
  else {
    const where = view.where === 'none' ? 'memory' : view.where;
    parts.push(text(`badge.${where}`), text('badge.interests', { n: view.interests.length }));
    if (sendsNothing(engine) && engine.facts.recipients.length === 0) parts.push(text('badge.sent', { n: 0 }));
  }
  if (problems.length) parts.push(text('badge.problems', { n: problems.length }));
  const sign = problems.length ? 'alert' : engine.level === 'off' ? 'off' : view.where === 'device' ? 'home' : 'clock';
  return [sign, parts.join(' · ')];
}
