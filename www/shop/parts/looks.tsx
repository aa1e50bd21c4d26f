// "Make it yours": the switch of the elements' looks, the lines that make each, and what the contrast guard changed.
// Not here: the looks (looks.css).
import { openPanel } from 'nearside/elements';
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { cssOf, look, LOOKS, wear } from '../looks.js';
import { useStore } from '../store.js';

export function Looks(): VNode {
  const now = useStore(look);
  return (
    <section class="looks" aria-labelledby="looks">
      <h2 id="looks">Make it yours</h2>
      <p>
        Badge, notice, chips and panel take a shop’s colors, corners and type from a few lines of CSS. A look holds until you
        load the page anew, and is kept nowhere.
      </p>
      <fieldset>
        <legend class="hidden">Look</legend>
        {LOOKS.map(({ name, label, words }) => (
          <label key={name} class={now === name ? 'on' : ''}>
            <input type="radio" name="look" value={name} checked={now === name} onChange={() => wear(name)} />
            <span><strong>{label}</strong><small>{words}</small></span>
          </label>
        ))}
      </fieldset>
      <Mended />
      <p><button type="button" class="button" onClick={(event) => void openPanel({}, event.currentTarget)}>Open the panel in this look</button></p>
      <Lines />
    </section>
  );
}

/** The lines to copy. */
function Lines(): VNode {
  const now = useStore(look);
  const css = useMemo(() => cssOf(now), [now]);
  const [said, setSaid] = useState('');
  const code = useRef<HTMLPreElement>(null);
  useEffect(() => setSaid(''), [now]);
  const copy = () => {
    const text = () => {
      // Where a page may not write to the clipboard, the lines are at least selected.
      if (code.current) getSelection()?.selectAllChildren(code.current);
      setSaid('Selected: copy them with your keyboard.');
    };
    if (!navigator.clipboard) text();
    else void navigator.clipboard.writeText(css).then(() => setSaid('Copied.'), text);
  };
  return (
    <details>
      <summary>The CSS of this look</summary>
      <pre ref={code}><code>{css}</code></pre>
      <p class="acts">
        <button type="button" class="button" onClick={copy}>Copy it</button>
        <span role="status">{said}</span>
      </p>
    </details>
  );
}

/** What the contrast guard put in place of a look's colors, read from the badge. */
function Mended(): VNode | null {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const badge = document.querySelector<HTMLElement>('nearside-badge');
    if (!badge) return undefined;
    const read = () => setNames([...badge.style]);
    const watcher = new MutationObserver(read);
    watcher.observe(badge, { attributes: true, attributeFilter: ['style'] });
    read();
    return () => watcher.disconnect();
  }, []);
  if (names.length === 0) return null;
  const drawn = document.querySelector<HTMLElement>('nearside-badge')!.style;
  return (
    <div class="mended" role="status">
      <p>The guard mended {names.length} colors; the console says which. Asked for, and drawn:</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <span class="swatch" style={{ background: `var(--nearside-${name.slice(2)})` }} />
            <span class="swatch" style={{ background: drawn.getPropertyValue(name) }} />
            <code>{name.slice(2)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
