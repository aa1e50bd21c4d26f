/** @jsxImportSource ../elements/draw */
/**
 * The overlay: what the page asked for, what it was given and why. English only, for whoever runs the shop; the shop's own
 * words stand in `<bdi>`. Here: opening, closing, the four views' order. Not here: what a page asked (`watch.ts`).
 */
import { render, type Child } from '../elements/draw/jsx-runtime.js';
import { BASE } from '../elements/style.js';
import type { Config, Nearside } from '../types.js';
import { Lists } from './lists.js';
import { Sharing, type Shared } from './sharing.js';
import { Engine, Shopper } from './state.js';
import { DEBUG } from './style.js';
import type { Watched } from './watch.js';

const VIEWS = ['Lists', 'Shopper', 'Engine', 'Sharing'] as const;

/** Draws it over the page; returns what takes it away. */
export function mount(nearside: Nearside, watched: Watched, config: Config): () => void {
  const host = document.createElement('div');
  host.dataset['nearsideDebug'] = '';
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [BASE, DEBUG].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  const into = document.createElement('div');
  root.append(into);
  // Those of several engines lie one above the other.
  host.style.marginBlockEnd = `${document.querySelectorAll('[data-nearside-debug]').length * 52}px`;

  let open = matchMedia('(min-width:760px)').matches;
  let view: (typeof VIEWS)[number] = 'Lists';
  let shared: Shared = {};
  let waiting = false;
  let gone = false;

  const toggle = (): void => {
    open = !open;
    draw();
    root.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  };

  // Escape is ours alone: the page would close something of its own too.
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle();
  };

  const ask = (): void => {
    shared = { asking: true };
    draw();
    (async () => nearside.sharing())().then((sharing) => (shared = { sharing }), (error: unknown) => (shared = { failed: String(error) })).then(draw);
  };

  const inside = (): Child => {
    try {
      switch (view) {
        case 'Lists': return <Lists watched={watched} config={config} redraw={draw} />;
        case 'Shopper': return <Shopper nearside={nearside} />;
        case 'Engine': return <Engine nearside={nearside} calls={watched.calls} />;
        case 'Sharing': return <Sharing nearside={nearside} shared={shared} ask={ask} />;
      }
    } catch (error) {
      return <p class="alert">{String(error)}</p>; // Of what nobody expected; the other views go on.
    }
  };

  const draw = (): void => {
    if (gone) return;
    // Pages that change their address by themselves may have emptied their body.
    if (!host.isConnected) (document.body ?? document.documentElement).append(host);
    const { problems } = nearside.health;
    const state = `${nearside.level ?? 'no choice'}${problems.length > 0 ? ` · ${problems.length} problems` : ''}`;
    render(open ? (
      <section class="sheet" lang="en" dir="ltr" aria-label="Nearside debug" onKeydown={keys}>
        <div class="top">
          <h2>Nearside <span class={problems.length > 0 ? 'alert' : 'soft'}>{state}</span></h2>
          <button class="button" type="button" aria-expanded={true} onClick={toggle}>Hide</button>
        </div>
        <div class="tabs" role="group" aria-label="What to show">
          {VIEWS.map((name) => <button key={name} class="button" type="button" aria-pressed={name === view} onClick={() => (view = name, draw())}>{name}</button>)}
        </div>
        <div key={view} class="body" role="region" aria-label={view} tabIndex={0}>{inside()}</div>
      </section>
    ) : <button class="button pill" type="button" lang="en" dir="ltr" aria-expanded={false} onClick={toggle}>{`Nearside: ${state}, ${watched.calls.length} lists`}</button>, into);
  };

  const later = (): void => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      draw();
    }, 50);
  };
  watched.heard = later;
  nearside.addEventListener('change', later);
  nearside.addEventListener('problem', later);
  draw();
  // Lists that were drawn before are asked for again by whatever follows the engine.
  if (watched.calls.length === 0) (nearside as unknown as EventTarget).dispatchEvent(new CustomEvent('change', { detail: Object.freeze({ what: 'settings' }) }));

  return () => {
    gone = true;
    delete watched.heard;
    nearside.removeEventListener('change', later);
    nearside.removeEventListener('problem', later);
    host.remove();
  };
}
