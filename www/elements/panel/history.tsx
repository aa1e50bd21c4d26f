/** A list of signals, as the log keeps them, each with Remove: behind one interest, or all of them. */
import { Component } from 'preact';
import type { SignalRecord } from '../../types.js';
import type { Desk } from './desk.js';
import { isTrace, withTraces } from './desk.js';
import { TraceLine } from './trace.js';

const FEW = 10;
const STEP = 100;

interface Props { desk: Desk; list: string; notes: SignalRecord[] }

export class Signals extends Component<Props, { limit: number }> {
  override state = { limit: FEW };

  render({ desk, list, notes }: Props, { limit }: { limit: number }) {
    const { text } = desk;
    const more = Math.min(notes.length - limit, STEP);
    const shown = withTraces(notes.slice(0, limit), desk.tracesOf(list), (one) => one.ref);
    return (
      <>
        <ul class="notes">
          {shown.map((one, at) => {
            if (isTrace(one)) return <TraceLine key={`trace ${one.id}`} desk={desk} trace={one} back={desk.id(list, String(one.at))} />;
            const id = desk.id(list, String(at));
            const label = one.title ?? (one.facets?.length ? text.list(one.facets) : text('history.item', { label: one.item ?? '' }));
            return (
              <li key={one.ref} class="note">
                <span class="what" id={`${id}-what`}>{text.rich('join.about', { what: text(`signal.${one.signal}`), label }, (name) => <bdi class="strong">{name}</bdi>)}{one.times > 1 && ` · ${text('times', { n: one.times })}`}</span>
                <span class="soft">
                  <time dateTime={one.day}>{text.date(one.day)}</time> · {text('kept.fades', { date: text.date(one.fades) })}
                </span>
                <button
                  type="button" class="button quiet" id={id} aria-labelledby={`${id} ${id}-what`}
                  onClick={() => desk.act({ do: 'forget', ref: one.ref }, {
                    list, id: one.ref, at, key: 'kept.removed', values: { label },
                  })}
                >{text('kept.remove')}</button>
              </li>
            );
          })}
        </ul>
        {more > 0 && (
          <button type="button" class="button" onClick={() => {
            desk.focus = desk.id(list, String(limit));
            this.setState({ limit: limit + more }, () => desk.look());
          }}>{text('kept.more', { n: more })}</button>
        )}
      </>
    );
  }
}
