/** @jsxImportSource ../elements/draw */
/** Every list of the page: what was asked, which rules were at work, and each item's score by term. */
import type { Child } from '../elements/draw/jsx-runtime.js';
import type { Config, Pick, Reason } from '../types.js';
import type { Call, Watched } from './watch.js';

/** Points are 1/4096 of a natural logarithm. */
export const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value / 4096).toFixed(2)}`;
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** What has been opened, by what it is about; kept while the overlay is there. */
const opened = new Set<string>();

/** Whose doing a term is. */
const kind = ({ personal, term }: Reason): string => (personal ? 'own' : term === 'rule' ? 'rule' : '');

/** Where the page shows an item: a chip that was given it, or a link to it. */
function placesOf({ id, link }: Pick): Element[] {
  const chips = [...document.querySelectorAll('nearside-reason')].filter((chip) => (chip as Partial<{ pick: Pick }>).pick?.id === id);
  // Of a link that is no address it is the link itself, as on the page.
  const address = link && Object.assign(document.createElement('a'), { href: link }).href;
  const marked = [...document.querySelectorAll('[data-nearside-id]')].filter((one) => one.getAttribute('data-nearside-id') === id);
  const links = [...document.querySelectorAll('a')].filter(({ href }) => address && href === address);
  return [...chips, ...marked, ...links].map((one) => one.closest('li,article') ?? one);
}

function show(pick: Pick): void {
  const [place] = placesOf(pick);
  place?.scrollIntoView({ block: 'center' });
  place?.animate([{ outline: '4px solid #d02090', outlineOffset: '2px' }, { outline: '4px solid #d02090', outlineOffset: '2px', offset: 0.9 }, { outline: '4px solid transparent' }], 2500);
}

/** Rules in words: what was asked, or else what nearside.json has for the placement. */
function asked({ options, placement, paged }: Call, config: Config, text: Watched['text']): [string, string][] {
  const defaults: object = (placement && config.placements?.[placement]) || {};
  const lines = Object.entries({ ...defaults, ...options }).map(([name, value]): [string, string] => [
    name in options || !(name in defaults) ? name : `${name} (nearside.json)`,
    (name === 'hits' || name === 'cart') && Array.isArray(value) ? `${value.length} items` : text(value),
  ]);
  return paged ? [...lines, ['page()', 'no item of an earlier list']] : lines;
}

/** In short, which of several lists of one placement this is. */
function which({ options: { item, kind: of, cart, hits, filter } }: Call): Child {
  const what = item ? [item, of].filter(Boolean).join(', ') : cart ? `${cart.length} in the cart` : hits ? `${hits.length} hits` : typeof filter === 'string' ? filter : [filter?.facets, filter?.inStock && 'in stock'].flat().filter(Boolean).join(', ');
  return what ? <code>{what}</code> : undefined;
}

/** What rules and the list's own part did to these items. */
function effects(items: Pick[]): string {
  const of = (test: (reason: Reason) => boolean) => items.filter(({ reasons }) => reasons.some(test)).length;
  const lifted = of(({ term, points: by }) => term === 'rule' && by > 0), lowered = of(({ term, points: by }) => term === 'rule' && by < 0);
  const promoted = items.filter((item) => item.promoted).length;
  return ([[lifted, 'boosted'], [lowered, 'lowered'], [promoted, 'promoted'], [of(({ term }) => term === 'variety'), 'moved down for variety'], [of(({ term }) => term === 'explore'), 'to explore']] as const)
    .filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`).join(', ');
}

const about = ({ facet, label, title, term }: Reason): Child => (facet ? <bdi>{label}</bdi> : title && term === 'next' ? <bdi>{title}</bdi> : undefined);

function Item({ pick, at, most }: { pick: Pick; at: number; most: number }): Child {
  return (
    <li class="item" key={pick.id}>
      <div class="head">
        <span class="soft">{at + 1}</span><bdi>{pick.title}</bdi>
        {pick.promoted && <span class="badge">Promoted</span>}
        <span>{points(pick.score)}</span>
        {placesOf(pick).length > 0 && <button class="button find" type="button" aria-label={`Show ${pick.title} on the page`} onClick={() => show(pick)}>Show</button>}
      </div>
      <div class="bar" aria-hidden="true">{pick.reasons.filter((reason) => reason.points > 0).map((reason) => <span class={kind(reason)} style={{ inlineSize: `${(100 * reason.points) / most}%` }} />)}</div>
      <div class="terms">{pick.reasons.map((reason) => <span class={`term ${kind(reason)}`}>{reason.term} {about(reason)} {points(reason.points)}</span>)}</div>
      <div class="soft"><code>{pick.id}</code></div>
    </li>
  );
}

function List({ call, text, config, redraw }: { call: Call; text: Watched['text']; config: Config; redraw: () => void }): Child {
  const { key, way, placement, items, count, given, moved, times, last, slowest, personal, error } = call;
  const rules = asked(call, config, text);
  const made = effects(items);
  const onPage = opened.has(key) ? items.filter((pick) => placesOf(pick).length > 0).length : 0;
  const most = Math.max(1, ...items.map(({ reasons }) => reasons.reduce((sum, reason) => sum + Math.max(reason.points, 0), 0)));
  return (
    <details key={key} onToggle={(event) => {
      opened[event.currentTarget.open ? 'add' : 'delete'](key);
      redraw();
    }}>
      <summary>
        <b>{way} {placement}</b>
        {which(call)}
        <span>{way === 'rerank' ? `${given} items, ${moved} moved` : `${count} items`}</span>
        <span class="soft">{ms(last)}{times > 1 && ` · ${times}×`}</span>
        {personal && <span class="badge">personal</span>}
        {error && <span class="alert">{error}</span>}
        {way === 'recommend' && count === 0 && !error && <span class="alert">empty</span>}
      </summary>
      {opened.has(key) && [
        <dl>
          {rules.map(([name, value]) => [<dt>{name}</dt>, <dd><code>{value}</code></dd>])}
          {made && [<dt>at work</dt>, <dd>{made}</dd>]}
          {items.length > 0 && [<dt>found on the page</dt>, <dd>{onPage} of {count}</dd>]}
          <dt>slowest</dt><dd>{ms(slowest)}</dd>
        </dl>,
        <ol>{items.map((pick, at) => <Item key={pick.id} pick={pick} at={at} most={most} />)}</ol>,
      ]}
    </details>
  );
}

/** All of them, the latest that is new first. */
export function Lists({ watched: { calls, text }, config, redraw }: { watched: Watched; config: Config; redraw: () => void }): Child {
  if (calls.length === 0) return <p class="soft">Nothing was asked of the engine since this is open. Lists that were drawn before show up when they are drawn again.</p>;
  return [
    <p class="soft">Points: +0.69 is twice as likely, −0.69 half. Green is this shopper's, gray is everybody's, red is a rule.</p>,
    calls.map((call) => <List call={call} text={text} config={config} redraw={redraw} />),
  ];
}
