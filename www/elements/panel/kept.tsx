/** "What we keep": interests, what the shopper told us, the whole log, where it lives and what is never kept. */
import { Component } from 'preact';
import type { NeverKept } from '../../facts.js';
import type { Interest } from '../../types.js';
import type { Desk } from './desk.js';
import { isTrace, withTraces } from './desk.js';
import { Signals } from './history.js';
import { InterestRow } from './interest.js';
import { Said } from './said.js';
import { TraceLine } from './trace.js';

/** More than this many interests bring a search field, and are shown a part at a time. */
const FEW = 12;
const STEP = 50;

interface State { query: string; limit: number; open: Set<string>; log: boolean }

/** For searching: without case and without marks on letters. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export class Kept extends Component<{ desk: Desk }, State> {
  override state: State = { query: '', limit: FEW, open: new Set(), log: false };
  #said: ReturnType<typeof setTimeout> | undefined;

  override componentDidMount(): void {
    this.props.desk.show = (facet) => this.#show(facet);
  }
  override componentWillUnmount(): void {
    clearTimeout(this.#said);
  }

  /** Opens one interest and moves the focus to it. `false`: there is none with this key. */
  #show(facet: string): boolean {
    const { desk } = this.props;
    const at = desk.view.interests.findIndex((one) => one.facet === facet);
    if (at < 0) return false;
    desk.focus = desk.id('interest', facet);
    this.setState(({ open, limit }) => ({ query: '', limit: Math.max(limit, at + 1), open: new Set(open).add(facet) }), () => desk.look());
    return true;
  }

  #toggle = (facet: string): void => {
    const open = new Set(this.state.open);
    if (!open.delete(facet)) open.add(facet);
    this.setState({ open });
  };

  #search = (query: string): void => {
    this.setState({ query, limit: FEW });
    clearTimeout(this.#said);
    this.#said = setTimeout(() => this.props.desk.say('kept.found', { n: this.#found(query).length }), 500);
  };

  #found(query: string): Interest[] {
    const { interests } = this.props.desk.view;
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return interests;
    return interests.filter((one) => {
      const label = plain(one.label);
      return words.every((word) => label.includes(word));
    });
  }

  render({ desk }: { desk: Desk }, { query, limit, open, log }: State) {
    const { view, text } = desk;
    const { engine, interests } = view;
    const found = this.#found(query);
    const shown = withTraces(found.slice(0, limit), query ? [] : desk.tracesOf('kept'), (one) => one.facet);
    const more = Math.min(found.length - limit, STEP);
    const notes = view.signals;
    const { health, facts } = engine;
    return (
      <section class="section" aria-labelledby="kept">
        <h3 id="kept">{text('kept.title')}{interests.length > 0 && <span class="count"> ({text.number(interests.length)})</span>}</h3>
        <p class="soft">{text(interests.length ? 'kept.guess' : view.on ? 'kept.none' : 'kept.none.off')}</p>
        {interests.length > FEW && (
          <label class="search">
            <span>{text('kept.search')}</span>
            <input type="search" autocomplete="off" value={query} onInput={(event) => this.#search(event.currentTarget.value)} />
          </label>
        )}
        {interests.length > FEW && query && <p class="soft">{text('kept.found', { n: found.length })}</p>}
        {shown.length > 0 && (
          <ul class="rows">
            {shown.map((one, at) => isTrace(one)
              ? <TraceLine key={`trace ${one.id}`} desk={desk} trace={one} back={desk.id('interest', one.id)} />
              : <InterestRow key={one.facet} desk={desk} one={one} at={at} open={open.has(one.facet)} toggle={this.#toggle} />)}
          </ul>
        )}
        {more > 0 && (
          <button type="button" class="button" onClick={() => {
            const next = found[limit];
            if (next) desk.focus = desk.id('interest', next.facet);
            this.setState({ limit: limit + more }, () => desk.look());
          }}>{text('kept.more', { n: more })}</button>
        )}
        <Said desk={desk} />
        {(notes.length > 0 || desk.tracesOf('history').length > 0) && (
          <details open={log} onToggle={(event) => this.setState({ log: event.currentTarget.open })}>
            <summary>{text('history.title', { n: notes.length })}</summary>
            {log && <Signals desk={desk} list="history" notes={notes} />}
          </details>
        )}
        <dl class="facts">
          <div>
            <dt>{text('where.title')}</dt>
            {health.aside && <dd>{text('where.aside')}</dd>}
            <dd>{desk.text.rich(`where.${view.where}`, { key: facts.key, size: text.bytes(health.bytes) }, (value) => <bdi>{value}</bdi>)}</dd>
          </div>
          <div>
            <dt>{text('kept.for.title')}</dt>
            {facts.sources.map((source) => (
              <dd key={source.name} class="pair">
                <span>{text(`kept.for.${source.name}`)}</span>
                <span>{source.on ? text('kept.for.days', { n: source.days }) : text('kept.for.off')}</span>
              </dd>
            ))}
          </div>
          <div>
            <dt>{text('never.title')}</dt>
            <dd>{text.list(facts.never.map((name) => text(`never.${name as NeverKept}`)))}</dd>
          </div>
        </dl>
      </section>
    );
  }
}
