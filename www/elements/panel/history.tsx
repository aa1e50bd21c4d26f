/** @jsxImportSource ../draw */
/** A list of signals, as the log keeps them, each with Remove: behind one interest, or all of them. Orders go whole, too. */
import type { SignalRecord } from '../../types.js';
import type { Desk } from './desk.js';
import { isTrace, withTraces } from './desk.js';
import { TraceLine } from './trace.js';

const FEW = 10;
const STEP = 100;

export function Signals({ desk, list, notes }: { desk: Desk; list: string; notes: SignalRecord[] }) {
  const { text } = desk;
  const limit = desk.limits.get(list) ?? FEW;
  const more = Math.min(notes.length - limit, STEP);
  const shown = withTraces(notes.slice(0, limit), desk.tracesOf(list), (one) => one.ref);
  const orders = new Set<string>();
  return (
    <>
      <ul class="notes">
        {shown.map((one, at) => {
          if (isTrace(one)) return <TraceLine desk={desk} trace={one} back={desk.id(list, String(one.at))} />;
          const { order, ref } = one;
          const id = desk.id(list, String(at));
          const label = one.title ?? (one.facets?.length ? text.list(one.facets) : text('history.item', { label: one.item ?? '' }));
          const first = order !== undefined && !orders.has(order);
          if (first) orders.add(order);
          return (
            <>
              {first && (
                <li key={`gift ${order}`} class="note">
                  <span class="what" id={`${id}-order`}>{text('order', { date: text.date(one.day) })}</span>
                  <button
                    class="button quiet" id={`${id}-gift`} aria-labelledby={`${id}-gift ${id}-order`}
                    onClick={() => desk.act({ do: 'forget', ref: order }, {
                      list, id: order, at, key: 'done.forgot', values: { n: notes.filter((note) => note.order === order).length },
                    })}
                  >{text('order.gift')}</button>
                </li>
              )}
              <li key={ref} class="note">
                <span class="what" id={`${id}-what`}>{text.rich('join.about', { what: text(`signal.${one.signal}`), label }, (name) => <bdi class="strong">{name}</bdi>)}{one.times > 1 && ` · ${text('times', { n: one.times })}`}</span>
                <span class="soft">
                  <time dateTime={one.day}>{text.date(one.day)}</time> · {text('kept.fades', { date: text.date(one.fades) })}
                </span>
                <button
                  class="button quiet" id={id} aria-labelledby={`${id} ${id}-what`}
                  onClick={() => desk.act({ do: 'forget', ref }, { list, id: ref, at, key: 'kept.removed', values: { label } })}
                >{text('kept.remove')}</button>
              </li>
            </>
          );
        })}
      </ul>
      {more > 0 && (
        <button class="button" onClick={() => {
          desk.limits.set(list, limit + more);
          desk.go(desk.id(list, String(limit)));
        }}>{text('kept.more', { n: more })}</button>
      )}
    </>
  );
}
