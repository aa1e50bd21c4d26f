/** @jsxImportSource ../draw */
/** "Right now": pause, someone else, shared screens. Each works at once and as long as it says. */
import type { Key } from '../text.js';
import type { Desk } from './desk.js';

export function Now({ desk, compare }: { desk: Desk; compare: (() => void) | undefined }) {
  const { text, view } = desk;
  const { engine } = view;
  if (!view.on) return null;
  const one = (name: Key & `now.${'pause' | 'guest' | 'hide'}`, on: boolean, press: () => void) => (
    <div class="toggle">
      <button class="button" id={name} aria-pressed={on} aria-describedby={`${name}-text`} onClick={press}>{text(name)}</button>
      <p class="soft" id={`${name}-text`}>{text(`${name}.text`)}</p>
    </div>
  );
  return (
    <section class="section" aria-labelledby="now">
      <h3 id="now">{text('now.title')}</h3>
      {one('now.pause', engine.paused, () => (engine.paused ? engine.resume() : engine.pause()))}
      {one('now.guest', engine.guest, () => (engine.guest ? engine.endGuest() : engine.startGuest()))}
      {one('now.hide', engine.hidden, () => (engine.hidden = !engine.hidden))}
      {compare && <button class="button" onClick={compare}>{text('now.compare')}</button>}
    </section>
  );
}
