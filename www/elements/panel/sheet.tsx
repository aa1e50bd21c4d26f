/** @jsxImportSource ../draw */
/**
 * The panel: a native modal dialog, a sheet at the side of wide windows and a page of its own on narrow ones.
 * Here: opening, closing, the live region and the order of the sections. The sections have files of their own.
 */
import { render } from '../draw/jsx-runtime.js';
import { sheet } from '../host.js';
import { Icon } from '../rich.js';
import type { PanelPlace } from '../panel.js';
import type { Text } from '../text.js';
import type { Nearside } from '../../types.js';
import { checks, sendsNothing, type View } from '../view.js';
import { Desk } from './desk.js';
import { Kept, show, stays } from './kept.js';
import { Left } from './left.js';
import { Level } from './level.js';
import { Now } from './now.js';
import { PANEL } from './style.js';
import { Take } from './take.js';
import { Changes, Who } from './who.js';

export interface Shown { view: View; text: Text }
export interface Mounted {
  draw(now: Shown): void;
  go(place: PanelPlace): void;
  close(): void;
}

/** Fetches what the panel shows where the shop asks for anonymous counts, unless it is here. Without it the rest is shown. */
export function ready(engine: Nearside, text: Text): Promise<void> | undefined {
  return sendsNothing(engine) || text.more ? undefined : import('./share/index.js').then((share) => share.start(engine, text)).catch(() => {});
}

/** Draws the panel into a shadow root and opens it. `closed` is called once, however it was closed. */
export function mount(root: ShadowRoot, { view, text }: Shown, place: PanelPlace, closed: () => void): Mounted {
  const look = sheet(PANEL);
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets.push(look);
  const into = document.createElement('div');
  root.append(into);
  const dialog = () => into.firstChild as HTMLDialogElement;
  const close = () => dialog().close();
  const end = () => {
    desk.end();
    into.remove();
    closed();
  };
  const { host } = root;
  // Whether a page can show itself without the shopper's picks, only the page knows.
  const compare = host.hasAttribute('compare') ? () => {
    close();
    host.dispatchEvent(new Event('nearside-compare', { bubbles: true }));
  } : undefined;
  const draw = () => {
    // What a press changed draws everything once more in a moment.
    if (desk.view.waiting) return;
    desk.tidy();
    const { text, focus } = desk;
    render(
      <dialog
        class="sheet" part="panel" aria-labelledby="title" lang={text.lang} dir={text.dir} onClose={end}
        // A press beside the sheet closes it; presses inside have a target further in.
        onPointerdown={(event) => event.target === event.currentTarget && close()}
      >
        <div class="page">
          <div class="top">
            <h2 id="title" tabIndex={-1}>{text('panel.title')}</h2>
            <button class="button close" part="close" onClick={close}><Icon name="close" />{text('panel.close')}</button>
          </div>
          <Summary desk={desk} />
          <Level desk={desk} />
          <Now desk={desk} compare={compare} />
          <Kept desk={desk} />
          <Left desk={desk} />
          <Take desk={desk} />
          <Who desk={desk} />
        </div>
        <p class="hidden" role="status">{desk.status}</p>
      </dialog>, into);
    desk.focus = undefined;
    if (focus) root.getElementById(focus)?.focus();
  };
  const go = (place: PanelPlace) => {
    if (place.facet === undefined || !show(desk, place.facet)) root.getElementById('title')?.focus();
  };

  let desk = new Desk(view, text, draw, root);
  draw();
  dialog().showModal();
  go(place);
  return {
    draw(now) {
      if (desk.view !== now.view) desk = new Desk(now.view, now.text, draw, root);
      desk.text = now.text;
      draw();
      void ready(now.view.engine, now.text)?.then(draw);
    },
    go, close,
  };
}

/** Where things stand, in a few lines; below it what the self-check found and what went wrong, if anything did. */
function Summary({ desk }: { desk: Desk }) {
  const { view, text } = desk;
  const { engine, problems, interests, where } = view;
  const { level, guest, health, ready, renewed, facts } = engine;
  const line = level === null ? text('panel.open')
    : guest ? text('now.guest.text')
    : !view.on ? stays(desk) ?? text('panel.none')
    : where === 'none' ? text('panel.none')
    : `${text('join.sentence', { list: text('badge.interests', { n: interests.length }) })} ${text(`panel.${where}`)}`;
  const found = checks(view);
  const failed = found.filter(([, passed]) => !passed);
  return (
    <div class="summary">
      <p>{line}</p>
      {health.gpc && <p>{text('panel.gpc')}</p>}
      {renewed && <div class="problems"><p class="strong">{text('notice.renewed')}</p><Changes text={text} facts={facts} /></div>}
      {ready && (
        <p>
          {text('check.passed', { time: text.time(), n: found.length - failed.length, total: found.length })} {text('check.not')}
        </p>
      )}
      {(problems.length > 0 || !ready || failed.length > 0) && (
        <section class="problems" aria-labelledby="problems">
          <h3 id="problems"><Icon name="alert" />{text('problem.title')}</h3>
          {!ready && <p>{text('panel.stopped')}</p>}
          <ul>
            {failed.map(([key]) => <li>{text(key)}</li>)}
            {problems.map((one) => <li>{text(`problem.${one.code}`)}</li>)}
          </ul>
        </section>
      )}
    </div>
  );
}
