// Choosing a household, and the player of its year.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { own } from '../engines.js';
import { asProduct, Card } from '../parts/card.js';
import { Icon } from '../parts/icon.js';
import { Question } from '../parts/nearside.js';
import { Picture, symbolOf } from '../parts/picture.js';
import { day, many } from '../parts/price.js';
import { useStore } from '../store.js';
import { AHEAD, begin, households, leave, walk, type Speed, type Walk, type Year } from '../walk.js';

const SHOWN = 12;
const NAMES: Record<Speed, string> = { slow: 'Slow', steady: 'Steady', fast: 'Fast' };
const SIGNS: Record<string, string> = {
  'A house with cats': 'cat', 'A house with dogs': 'dog', 'A family with a baby': 'baby', 'The keen bakers': 'flour', 'Fresh fruit first': 'apple',
  'Tacos every week': 'taco', 'Quick frozen meals': 'meal', 'The natural foods cart': 'leaf', 'Coffee and breakfast': 'coffee', 'A sweet tooth': 'candy',
  'The home cooks': 'pan', 'Lunchboxes and snacks': 'chips',
};

export function WalkPage(): VNode {
  const current = useStore(walk);
  return current ? <Player walk={current} /> : <Choice />;
}

function Choice(): VNode {
  const engine = useStore(own);
  const [year, setYear] = useState<Year>();
  const [failed, setFailed] = useState(false);
  useEffect(() => void households().then(setYear, () => setFailed(true)), []);
  const blocked = failed || engine?.ready === false;
  return (
    <>
      <div class="text">
        <h1 tabIndex={-1}>Walk in someone’s shoes</h1>
        <p>
          Twelve real households from a public data set, without names. Choose one and watch the picks follow a year of their baskets.
          While you walk, this page keeps their profile in its memory; your own is left as it is.
        </p>
        {blocked && <p class="empty" role="status">The walk needs the engine, which cannot run here now.</p>}
      </div>
      <ul class="people">
        {(year?.households ?? []).map((household, number) => (
          <li key={household.label}>
            <button type="button" disabled={blocked} onClick={() => void begin(number).then((went) => setFailed(!went), () => setFailed(true))}>
              <Picture name={SIGNS[household.label] ?? 'bag'} size="small" />
              <span><strong>{household.label}</strong><small>{many(household.baskets.length, 'basket')} in 2017</small></span>
            </button>
          </li>
        ))}
      </ul>
      {(year || failed) && <Question />}
    </>
  );
}

function Player({ walk: one }: { walk: Walk }): VNode {
  const { household, engine } = one;
  const picks = one.picks(AHEAD);
  const before = useRef<{ at: number; ids: Set<string>; fresh: Set<string> }>({ at: -1, ids: new Set(), fresh: new Set() });
  if (before.current.at !== one.at) {
    const ids = new Set(picks.map((pick) => pick.id));
    const last = before.current;
    before.current = { at: one.at, ids, fresh: new Set(last.at < 0 ? [] : [...ids].filter((id) => !last.ids.has(id))) };
  }
  const { fresh } = before.current;
  return (
    <>
      <div class="list-head">
        <div>
          <h1 tabIndex={-1}>{household.label}</h1>
          <p>{household.share} % of their year is what this name says.</p>
        </div>
        <button type="button" class="button" onClick={leave}>Leave their shoes</button>
      </div>
      <div class="player">
        <div class="player-buttons">
          <button type="button" class="button strong" onClick={() => (one.playing ? one.pause() : one.play())} disabled={one.over}>
            <Icon name={one.playing ? 'pause' : 'play'} />{one.playing ? 'Pause' : 'Play'}
          </button>
          <button type="button" class="button" onClick={() => one.step()} disabled={one.over || one.playing}><Icon name="step" />Next basket</button>
          <label class="field">Speed
            <select value={one.speed} onChange={(event) => { one.speed = event.currentTarget.value as Speed; }}>
              {(Object.keys(NAMES) as Speed[]).map((name) => <option key={name} value={name}>{NAMES[name]}</option>)}
            </select>
          </label>
        </div>
        <label class="track">
          <span><strong>{one.at === 0 ? 'New here' : day(one.now)}</strong><span>{one.at} of {many(household.baskets.length, 'basket')}</span></span>
          <input
            type="range" min="0" max={household.baskets.length} value={one.at} aria-label="Basket" aria-valuetext={`Basket ${one.at}, ${day(one.now)}`}
            onChange={(event) => { one.pause(); one.seek(Number(event.currentTarget.value)); }}
          />
        </label>
        {one.bought > 0 && (
          <p class="soft">
            {one.hits} of {one.bought} things they bought since the sixth basket ({Math.round((100 * one.hits) / one.bought)} %) were among
            the {AHEAD} picks just before. The catalog was compiled from all baskets, theirs too, so this shows how it works, not how well.
          </p>
        )}
      </div>
      <div class="with-side wide">
        <section aria-labelledby="basket" class="basket">
          <h2 id="basket">{one.at === 0 ? 'Their first basket is still to come' : 'What they just bought'}</h2>
          <ul>
            {one.basket.map((id) => {
              const item = engine.item(id);
              return item && (
                <li key={id}>
                  <Picture name={symbolOf(item.image)} size="small" />
                  <span><bdi>{item.title}</bdi>{one.foreseen.has(id) && <small><Icon name="check" />was among the picks</small>}</span>
                </li>
              );
            })}
          </ul>
        </section>
        <section aria-labelledby="theirs">
          <h2 id="theirs">Their picks now</h2>
          <ul class="grid" aria-label="Their picks">
            {picks.slice(0, SHOWN).map((pick) => (
              <Card key={pick.id} product={asProduct(pick)} pick={pick} engine={engine} marked={fresh.has(pick.id)} move="fresh" />
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
