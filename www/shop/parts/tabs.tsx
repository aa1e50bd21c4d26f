// "This tab and the others": trying by hand that two tabs lose none of each other's notes.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { own, useChanges } from '../engines.js';
import { useStore } from '../store.js';
import { many } from './price.js';

const VIEWS = 50;

export function Tabs(): VNode {
  const engine = useChanges(useStore(own));
  const [made, setMade] = useState(0);
  const { level, ready } = engine ?? { level: null, ready: false };
  const allowed = ready && level !== null && level !== 'off';

  /** Fifty calls as fifty product pages would make them. What is sensitive is refused, so another is drawn. */
  const note = () => {
    if (!engine) return;
    const { items } = engine.health;
    let noted = 0;
    for (let tries = 0; noted < VIEWS && tries < 10 * VIEWS; tries++) {
      const item = engine.item(Math.floor(Math.random() * items));
      if (item && engine.track('view', { id: item.id })) noted++;
    }
    setMade(made + noted);
  };
  return (
    <section class="tabs" aria-labelledby="tabs">
      <h2 id="tabs">This tab and the others</h2>
      <p>
        Two tabs share one list of notes. <a href="#/privacy" target="_blank" rel="noopener">Open a second tab</a>, put both side by
        side, and press the button in both at the same time: both end with the same number, and it is that of all notes together.
      </p>
      <p role="status">
        This tab sees <strong class="notes">{many(engine?.health.signals ?? 0, 'note')}</strong>
        {made > 0 && <>, of which it made {made} here</>}.
      </p>
      <p><button type="button" class="button" disabled={!allowed} onClick={note}>Note fifty views of random products</button></p>
      {!allowed && <p class="soft">Nothing is noted before you choose “Remember me”.</p>}
      {level === 'visit' && <p class="soft">For this visit only, each tab keeps notes of its own. Choose “Remember me” to share them.</p>}
      <p class="soft">
        These are notes like any others: the picks follow them, and the panel erases them. About three hundred fit; then the oldest
        go, and the number stays about the same.
      </p>
    </section>
  );
}
