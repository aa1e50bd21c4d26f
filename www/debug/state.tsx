/** @jsxImportSource ../elements/draw */
/** What is known of the shopper, and how the engine is. */
import type { Child } from '../elements/draw/jsx-runtime.js';
import type { Nearside } from '../types.js';
import { ms, points } from './lists.js';
import type { Call } from './watch.js';

const MOST = 20;

/** Names and values; those without a value are left out. */
export function Facts({ of }: { of: [string, Child][] }): Child {
  return <dl>{of.filter(([, value]) => value != null && value !== '' && value !== false).map(([name, value]) => [<dt>{name}</dt>, <dd>{value}</dd>])}</dl>;
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const WHERE = { device: 'on this device', tab: 'in this tab', memory: 'in this page', none: 'nowhere' } as const;
const kb = (bytes: number): string => (bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`);

export function Shopper({ nearside }: { nearside: Nearside }): Child {
  const { level, chosen, ceiling, renewed, guest, hidden, settings, health } = nearside;
  const [interests, statements] = [nearside.interests(), nearside.statements()];
  return [
    <Facts of={[
      ['level', level ?? 'no choice yet: nothing is noted'],
      ['chosen', chosen !== level && (chosen ?? 'nothing')],
      ['ceiling', ceiling && `${ceiling.level}, by ${ceiling.by}`],
      ['renewed', renewed && 'the shop does more than was agreed to: asked again'],
      ['now', [guest && 'someone else', hidden && 'picks hidden', settings.paused && 'paused'].filter(Boolean).join(', ')],
      ['kept at most', settings.days && `${settings.days} days`],
      ['sources off', settings.sourcesOff.join(', ')],
      ['kept', `${many(health.signals, 'signal')}, ${many(health.statements, 'statement')}, ${kb(health.bytes)}: ${WHERE[health.storage]}`],
    ]} />,
    <h3>Interests: {interests.length}</h3>,
    <ol>{interests.slice(0, MOST).map(({ facet, kind, label, points: by, from, fades }) => (
      <li key={facet} class="item"><div class="head"><bdi>{label}</bdi><span>{points(by)}</span></div><div class="soft">{kind} · {many(from.length, 'signal')} · fades {fades}</div></li>
    ))}</ol>,
    <h3>Said: {statements.length}</h3>,
    <ol>{statements.slice(0, MOST).map(({ subject, label, stance, day }) => <li key={subject} class="item"><div class="head"><bdi>{label}</bdi><span>{stance}</span></div><div class="soft">{day}</div></li>)}</ol>,
  ];
}

/** Files of ours, as far as their names tell. */
const OURS = /\.nsc(\?|$)|nearside[^/]*\.(js|json|wasm)/i;

export function Engine({ nearside, calls }: { nearside: Nearside; calls: Call[] }): Child {
  const { health, facts } = nearside;
  const files = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => OURS.test(name));
  const slowest = calls.toSorted((a, b) => b.slowest - a.slowest)[0];
  return [
    health.problems.length > 0 && [<h3>Problems: {health.problems.length}</h3>, <ol>{health.problems.map(({ code, message }) => <li class="item"><span class="alert">{code}</span> {message}</li>)}</ol>],
    <Facts of={[
      ['runs', health.runs],
      ['ready', nearside.ready ? `${health.items.toLocaleString('en')} items` : 'no: lists are empty, given lists keep their order'],
      ['storage', `${WHERE[health.storage]}; ${kb(health.bytes)} under “${facts.key}”`],
      ['set aside', health.aside && 'a damaged profile'],
      ['privacy signal', health.gpc && 'Global Privacy Control is on'],
      ['slowest list', slowest && `${ms(slowest.slowest)}: ${slowest.way} ${slowest.placement}`],
      ['facts', facts.version],
      ['sources', facts.sources.map(({ name, days, on, off }) => `${name} ${!on ? 'not used' : off ? 'switched off' : `${days} days`}`).join(', ')],
    ]} />,
    <h3>Files</h3>,
    files.length === 0 ? <p class="soft">None by its name: they are part of the shop's own.</p> : <Facts of={files.map(({ name, encodedBodySize, duration }) => [name.replace(/.*\//, ''), `${encodedBodySize > 0 ? kb(encodedBodySize) : 'from the cache'} · ${ms(duration)}`])} />,
  ];
}
