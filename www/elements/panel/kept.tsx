/** @jsxImportSource ../draw */
/** "What we keep": interests, what the shopper told us, the whole log, where it lives and what is never kept. */
import type { NeverKept } from '../../facts.js';
import type { Interest } from '../../types.js';
import type { Desk } from './desk.js';
import { isTrace, withTraces } from './desk.js';
import { Find } from './find.js';
import { Signals } from './history.js';
import { InterestRow } from './interest.js';
import { Said } from './said.js';
import { TraceLine } from './trace.js';

/** More than this many interests bring a search field, and are shown a part at a time. */
const FEW = 12;
const STEP = 50;

const limitOf = (desk: Desk): number => desk.limits.get('kept') ?? FEW;

/** Opens one interest and moves the focus to it. `false`: there is none with this key. */
export function show(desk: Desk, facet: string): boolean {
  const at = desk.view.interests.findIndex((one) => one.facet === facet);
  if (at < 0) return false;
  desk.query = '';
  desk.limits.set('kept', Math.max(limitOf(desk), at + 1));
  desk.open.add(facet);
  desk.go(desk.id('interest', facet));
  return true;
}

/** At Off: what is still here, though nothing is done with it; `undefined` when that is nothing. */
export function stays(desk: Desk): string | undefined {
  const list = desk.counts();
  return list && desk.text('level.stays', { list });
}

/** For searching: without case and without marks on letters. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function find({ view: { interests }, query }: Desk): Interest[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return words.length ? interests.filter(({ label }) => words.every((word) => plain(label).includes(word))) : interests;
}

export function Kept({ desk }: { desk: Desk }) {
  const { view, text, query } = desk;
  const { engine, interests, signals } = view;
  const limit = limitOf(desk);
  const found = find(desk);
  const shown = withTraces(found.slice(0, limit), query ? [] : desk.tracesOf('kept'), (one) => one.facet);
  const more = Math.min(found.length - limit, STEP);
  const { health, facts } = engine;
  return (
    <section class="section" aria-labelledby="kept">
      <h3 id="kept">{text('kept.title')}{interests.length > 0 && <span class="count"> ({text.number(interests.length)})</span>}</h3>
      <p class="soft">{interests.length ? text('kept.guess') : view.on ? text('kept.none') : stays(desk) ?? text('kept.none.off')}</p>
      {view.on && <Find desk={desk} />}
      {interests.length > FEW && (
        <label class="search">
          <span>{text('kept.search')}</span>
          <input type="search" autocomplete="off" value={query} onInput={(event) => {
            desk.query = event.currentTarget.value;
            desk.limits.delete('kept');
            desk.draw();
            desk.soon('find.found', () => ({ n: find(desk).length }));
          }} />
        </label>
      )}
      {interests.length > FEW && query && <p class="soft">{text('find.found', { n: found.length })}</p>}
      {shown.length > 0 && (
        <ul class="rows">
          {shown.map((one, at) => isTrace(one)
            ? <TraceLine desk={desk} trace={one} back={desk.id('interest', one.id)} />
            : <InterestRow desk={desk} one={one} at={at} />)}
        </ul>
      )}
      {more > 0 && (
        <button class="button" onClick={() => {
          desk.limits.set('kept', limit + more);
          desk.go(found[limit] && desk.id('interest', found[limit].facet));
        }}>{text('kept.more', { n: more })}</button>
      )}
      <Said desk={desk} />
      {(signals.length > 0 || desk.tracesOf('history').length > 0) && (
        <details open={desk.log} onToggle={(event) => {
          desk.log = (event.currentTarget as HTMLDetailsElement).open;
          desk.draw();
        }}>
          <summary>{text('history.title', { n: signals.length })}</summary>
          {desk.log && <Signals desk={desk} list="history" notes={signals} />}
        </details>
      )}
      <dl class="facts">
        <div>
          <dt>{text('where.title')}</dt>
          {health.aside && <dd>{text('where.aside')}</dd>}
          <dd>{text.rich(`where.${view.where}`, { key: facts.key, size: text.bytes(health.bytes) }, (value) => <bdi>{value}</bdi>)}</dd>
        </div>
        <div>
          <dt>{text('never.title')}</dt>
          <dd>{text.list(facts.never.map((name) => text(`never.${name as NeverKept}`)))}</dd>
        </div>
      </dl>
    </section>
  );
}
