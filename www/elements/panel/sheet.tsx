/**
 * The panel: a native modal dialog, a sheet at the side of wide windows and a page of its own on narrow ones.
 * Here: opening, closing, the live region and the order of the sections. The sections have files of their own.
 */
import { Component, createRef, render } from 'preact';
import { sheet } from '../host.js';
import { Icon } from '../rich.js';
import type { PanelPlace } from '../panel.js';
import type { Text } from '../text.js';
import type { View } from '../view.js';
import { Desk } from './desk.js';
import { Kept } from './kept.js';
import { Left } from './left.js';
import { Level } from './level.js';
import { PANEL } from './style.js';
import { Take } from './take.js';
import { Who } from './who.js';

export interface Now { view: View; text: Text }
export interface Mounted {
  draw(now: Now): void;
  go(place: PanelPlace): void;
  close(): void;
}

/** Draws the panel into a shadow root and opens it. `closed` is called once, however it was closed. */
export function mount(root: ShadowRoot, now: Now, place: PanelPlace, closed: () => void): Mounted {
  const look = sheet(PANEL);
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets.push(look);
  const into = document.createElement('div');
  root.append(into);
  let panel: Sheet | undefined;
  const end = () => {
    render(null, into);
    into.remove();
    closed();
  };
  const draw = ({ view, text }: Now) => render(
    <Sheet self={(one) => (panel = one)} view={view} text={text} place={place} root={root} closed={end} />, into);
  draw(now);
  return { draw, go: (to) => panel?.go(to), close: () => panel?.close() };
}

interface Props extends Now { self: (sheet: Sheet) => void; place: PanelPlace; root: ShadowRoot; closed: () => void }

class Sheet extends Component<Props, { drawn: number }> {
  #dialog = createRef<HTMLDialogElement>();
  #desk = new Desk(this.props.view, this.props.text, () => this.setState(({ drawn = 0 }) => ({ drawn: drawn + 1 })));

  override componentDidMount(): void {
    this.props.self(this);
    this.#dialog.current?.showModal();
    this.go(this.props.place);
  }

  override componentDidUpdate(): void {
    const id = this.#desk.focus;
    if (!id) return;
    this.#desk.focus = undefined;
    this.props.root.getElementById(id)?.focus();
  }

  /** Shows an interest, or the top. */
  go(place: PanelPlace): void {
    if (place.facet !== undefined && this.#desk.show?.(place.facet)) return;
    this.props.root.getElementById('title')?.focus();
  }

  close(): void {
    this.#dialog.current?.close();
  }

  render({ view, text, closed }: Props) {
    const desk = this.#desk;
    if (desk.view !== view) Object.assign(desk, { view, acts: new Desk(view, text, () => {}).acts, traces: [] });
    desk.text = text;
    desk.tidy();
    return (
      <dialog
        ref={this.#dialog} class="sheet" part="panel" aria-labelledby="title" lang={text.lang} dir={text.dir}
        onClose={closed}
        // A press beside the sheet closes it; presses inside have a target further in.
        onPointerDown={(event) => event.target === this.#dialog.current && this.close()}
      >
        <div class="page">
          <div class="top">
            <h2 id="title" tabIndex={-1}>{text('panel.title')}</h2>
            <button type="button" class="button close" part="close" onClick={() => this.close()}>
              <Icon name="close" />{text('panel.close')}
            </button>
          </div>
          <Summary desk={desk} />
          <Level desk={desk} />
          <Kept desk={desk} />
          <Left desk={desk} />
          <Take desk={desk} />
          <Who desk={desk} />
        </div>
        <p class="hidden" role="status">{desk.status}</p>
      </dialog>
    );
  }
}

/** Where things stand, in one line; below it what went wrong, if anything did. */
function Summary({ desk: { view, text } }: { desk: Desk }) {
  const { engine, problems } = view;
  const line = engine.level === null ? text('panel.open')
    : view.where === 'none' ? text('panel.none')
    : `${text('join.sentence', { list: text('badge.interests', { n: view.interests.length }) })} ${text(`panel.${view.where}`)}`;
  return (
    <div class="summary">
      <p>{line}</p>
      {(problems.length > 0 || !engine.ready) && (
        <section class="problems" aria-labelledby="problems">
          <h3 id="problems"><Icon name="alert" />{text('problem.title')}</h3>
          {!engine.ready && <p>{text('panel.stopped')}</p>}
          <ul>{problems.map((one) => <li key={one.code}>{text(`problem.${one.code}`)}</li>)}</ul>
        </section>
      )}
    </div>
  );
}
