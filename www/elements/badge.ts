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
import { checks, sendsNothing, type View } from './view.js';

export class NearsideBadge extends Host {
  #name = el('span', { class: 'hidden' });
  #words = el('span');
  #button = el('button', {
    class: 'button badge', part: 'badge', 'aria-haspopup': 'dialog', hidden: true,
    onclick: () => void this.#open(), onpointerenter: preloadPanel, onfocus: preloadPanel,
  });
  /** Says at the first use of a source that it notes now. There beforehand, so that it is read out. */
  #first = el('p', { role: 'status', class: 'first' });
  #failed = false;
  /** Answers that left, where the shopper shares. */
  #sent = 0;
  #icon: IconName | undefined;

  constructor() {
    super(BADGE);
    this.root.append(this.#button, this.#first);
  }

  async #open(): Promise<void> {
    this.#failed = !(await openPanel({}, this));
    this.refresh();
  }

  protected clear(): void {
    this.#button.hidden = true;
    fill(this.#first, []);
  }

  protected draw(view: View, text: Text): void {
    const [sign, words] = this.#failed ? (['alert', text('failed')] as const) : state(view, text, this.#sent);
    const { engine } = view;
    if (engine.level === 'share') {
      void engine.sharing().then((sharing) => {
        const sent = sharing?.sent().length ?? 0;
        if (sent === this.#sent) return;
        this.#sent = sent;
        this.refresh();
      });
    }
    mark(this.#button, text);
    if (sign !== this.#icon) {
      this.#icon = sign;
      this.#button.replaceChildren(icon(sign), this.#name, this.#words);
      this.#button.classList.toggle('alert', sign === 'alert');
    }
    fill(this.#name, [`${text('badge.name')} `]);
    fill(this.#words, [words]);
    mark(this.#first, text);
    fill(this.#first, [view.first.length > 0 && text('badge.first', { list: text.list(view.first.map((name) => text(`kept.for.${name}`))) })]);
    this.#button.hidden = false;
  }
}

/** The badge's sentence, read from the engine and nothing else. */
function state(view: View, text: Text, sent: number): readonly [IconName, string] {
  const { engine, problems, where, interests } = view;
  const { level, health, facts, paused, guest, hidden } = engine;
  if (!engine.ready) return ['alert', text('badge.stopped')];
  if (level === null) return ['choice', text('badge.open')];
  const failed = checks(view).some(([, passed]) => !passed);
  const parts: (string | false)[] = level === 'off'
    ? [text(health.signals + health.statements ? 'badge.kept' : 'badge.off')]
    : [
      guest && text('badge.guest'), paused && text('badge.paused'), hidden && text('badge.hidden'),
      text(`badge.${where === 'none' ? 'memory' : where}`), text('badge.interests', { n: interests.length }),
      // Below `share` it is said only where nothing can have left; at `share` only once something did.
      !facts.recipients.length && (sendsNothing(engine) || level === 'share' && sent > 0) && text('badge.sent', { n: sent }),
    ];
  if (failed) parts.unshift(text('badge.failed'));
  parts.push(health.gpc && text('badge.gpc'), problems.length > 0 && text('badge.problems', { n: problems.length }));
  const sign = problems.length || failed ? 'alert' : level === 'off' ? 'off' : paused || guest || hidden ? 'pause' : where === 'device' ? 'home' : 'clock';
  return [sign, parts.filter(Boolean).join(' · ')];
}
