/**
 * `<nearside-notice>`: asks once, in the flow of the page, how much the shop may keep on this device. It takes no
 * focus and covers nothing. It is there only while nothing was chosen and picks can be made, and not where somebody
 * else has said no already.
 */
import { bdi, el, fill } from './dom.js';
import { Host, mark } from './host.js';
import { icon, type IconName } from './icons.js';
import { openPanel } from './panel.js';
import { NOTICE } from './style.js';
import type { Key, Text } from './text.js';
import { type Named, safeLink, sourcesOn, type View } from './view.js';
import type { Level } from '../types.js';

export class NearsideNotice extends Host {
  /** Holds the question, then the line that confirms the choice. The live region must be there beforehand. */
  #box = el('div');
  #status = el('div', { role: 'status' });
  /** Of whom it was asked, in which language, and how much could be chosen. */
  #asked: readonly [View, Text, Level?] | undefined;

  constructor() {
    super(NOTICE);
    this.root.append(this.#box, this.#status);
  }

  protected clear(): void {
    this.#asked = undefined;
    fill(this.#box, []);
    fill(this.#status, []);
  }

  protected draw(view: View, text: Text): void {
    mark(this.#box, text);
    mark(this.#status, text);
    const { level, ready, ceiling } = view.engine;
    // `share` is chosen in the panel alone, which says so.
    if (level && level !== 'share') {
      if (this.#asked) this.#confirm(view, text);
    } else if (level || !ready || ceiling?.level === 'off') this.clear();
    else {
      const now = [view, text, ceiling?.level] as const;
      if (now.every((one, at) => one === this.#asked?.[at])) return;
      this.#asked = now;
      fill(this.#status, []);
      fill(this.#box, [this.#question(view, text)]);
    }
  }

  #question(view: View, text: Text): HTMLElement {
    const { engine } = view;
    const { facts } = engine;
    const verbs = sourcesOn(engine).map((name) => text(`source.${name}`));
    const row = (name: IconName, label: Key, line: string) =>
      el('div', {}, icon(name), el('dt', {}, text(label)), el('dd', {}, line));
    const others = facts.recipients.length ? text.rich('sent.some', { label: text.list(facts.recipients) }, bdi) : [text('sent.nothing')];
    const policy = facts.policy && safeLink(facts.policy);
    const end = facts.levels.findIndex((level) => level.name === engine.ceiling?.level) + 1;
    return el('section', { class: 'notice', part: 'notice', 'aria-labelledby': 'title' },
      el('h2', { id: 'title', part: 'title' }, text('notice.title')),
      engine.renewed && el('p', { class: 'line' }, el('span', {}, text('notice.renewed'),
        ...facts.changes.flatMap((one) => [el('br'), `${text.date(one.date)}: `, bdi(one.text)]))),
      el('dl', {},
        row('eye', 'notice.what', verbs.length
          ? text('notice.what.text', { list: text.list(verbs) }) : text('notice.what.none')),
        row('note', 'notice.how', text('notice.how.text')),
        row('gift', 'notice.gain', text('notice.gain.text'))),
      el('p', {}, ...others, ' ', text('notice.change')),
      // Levels that would send anything are never asked for here; they wait in the panel. What is above the ceiling
      // would be refused.
      el('div', { class: 'choices' }, ...facts.levels.slice(0, end || undefined).filter((level) => level.sends === 'nothing').map((level) =>
        // Tools that answer for people find a button by its value, whatever the language.
        el('button', { class: 'button', part: 'choice', value: level.name, onclick: () => engine.setLevel(level.name) },
          text(`notice.choose.${level.name as Named}`)))),
      el('div', { class: 'links' },
        el('button', { class: 'link', part: 'link', 'aria-haspopup': 'dialog', onclick: () => void openPanel({}, this) },
          text('notice.all')),
        policy && el('a', { class: 'link', part: 'link', href: policy }, text('notice.policy'))));
  }

  #confirm(view: View, text: Text): void {
    const level = view.engine.level ?? 'off';
    const focused = this.root.activeElement !== null;
    this.#asked = undefined;
    fill(this.#box, []);
    const line = el('p', { class: 'line', part: 'line', tabindex: '-1' }, icon(level === 'off' ? 'off' : 'home'),
      el('span', {}, text(view.where === 'memory' ? 'notice.done.memory' : `notice.done.${level as Named}`)));
    fill(this.#status, [line]);
    // The button that had the focus is gone; without this the focus would fall back to the page's start.
    if (focused) line.focus();
    this.#leave(line, performance.now() + 4000);
  }

  /** Takes the line away with the shopper's next act after `until`, so that nothing moves by itself. */
  #leave(line: HTMLElement, until: number): void {
    const acts = ['pointerdown', 'keydown'] as const;
    const acted = () => {
      if (performance.now() < until && line.isConnected) return;
      // A moment later, so that a click lands where it was aimed and Tab has moved on.
      setTimeout(() => {
        if (this.root.activeElement === line) return;
        for (const act of acts) document.removeEventListener(act, acted, true);
        line.remove();
      }, 300);
    };
    for (const act of acts) document.addEventListener(act, acted, true);
  }
}
