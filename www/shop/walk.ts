// Walking in someone's shoes: a real household's year, basket by basket, in an engine of its own.
// The shopper's own engine hears nothing of it. Not here: how it looks (pages/walk.tsx).
import type { Nearside, Pick } from 'nearside';
import { borrowed, openAside } from './engines.js';
import { Store } from './store.js';

export interface Household {
  label: string;
  /** How much of what they bought is what the label says, in percent. */
  share: number;
  baskets: [day: number, ids: string[]][];
}

export interface Year {
  from: string;
  households: Household[];
}

/** Picks that are compared with the next basket. */
export const AHEAD = 24;
const DAY = 86_400_000;
const NOON = DAY / 2;
/** Milliseconds between two baskets while playing, by speed. */
export const SPEEDS = { slow: 1600, steady: 700, fast: 180 } as const;
export type Speed = keyof typeof SPEEDS;

let year: Promise<Year> | undefined;
/** The households. Asked for when somebody opens the walk, and then always the same file. */
export function households(): Promise<Year> {
  year ??= fetch('/households.json').then((answer) => {
    if (!answer.ok) throw new Error(`households.json: ${answer.status}`);
    return answer.json() as Promise<Year>;
  });
  year.catch(() => (year = undefined));
  return year;
}

export class Walk {
  readonly household: Household;
  readonly engine: Nearside;
  /** Baskets that were replayed. */
  at = 0;
  playing = false;
  speed: Speed = 'steady';
  /** Of the things bought, how many were in the picks just before; counted from the sixth basket on. */
  hits = 0;
  bought = 0;
  /** Ids of the last basket that the picks before it held. */
  foreseen = new Set<string>();
  readonly #start: number;
  readonly #clock: { now: number };
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(household: Household, start: number, engine: Nearside, clock: { now: number }) {
    this.household = household;
    this.#start = start;
    this.#clock = clock;
    this.engine = engine;
  }

  static async begin({ from, households: all }: Year, number: number): Promise<Walk | undefined> {
    const household = all[number];
    if (!household) return undefined;
    const start = Date.parse(`${from}T00:00:00Z`);
    const clock = { now: start + NOON };
    const engine = await openAside(() => clock.now);
    if (!engine.ready) {
      engine.dispose();
      return undefined;
    }
    engine.setLevel('remember');
    return new Walk(household, start, engine, clock);
  }

  get now(): number {
    return this.#clock.now;
  }

  get basket(): string[] {
    return this.household.baskets[this.at - 1]?.[1] ?? [];
  }

  get over(): boolean {
    return this.at >= this.household.baskets.length;
  }

  picks(count: number): Pick[] {
    return this.engine.recommend('home', { count }).items;
  }

  /** Replays one basket. */
  step(): void {
    this.#replay();
    changed();
  }

  #replay(): void {
    const basket = this.household.baskets[this.at];
    if (!basket) return;
    const [day, ids] = basket;
    this.#clock.now = this.#start + day * DAY + NOON;
    const before = new Set(this.picks(AHEAD).map((pick) => pick.id));
    this.foreseen = new Set(ids.filter((id) => before.has(id)));
    if (this.at >= 5) {
      this.hits += this.foreseen.size;
      this.bought += ids.length;
    }
    this.engine.track('purchase', { ids });
    this.at++;
  }

  /** Goes to just after basket number `at`; back means from the beginning. */
  seek(at: number): void {
    if (at < this.at) {
      this.engine.erase();
      this.engine.setLevel('remember');
      this.at = this.hits = this.bought = 0;
      this.foreseen = new Set();
      this.#clock.now = this.#start + NOON;
    }
    while (this.at < Math.min(at, this.household.baskets.length)) this.#replay();
    changed();
  }

  play(): void {
    this.playing = !this.over;
    const next = () => {
      if (!this.playing) return;
      this.step();
      if (this.over) this.pause();
      else this.#timer = setTimeout(next, SPEEDS[this.speed]);
    };
    clearTimeout(this.#timer);
    if (this.playing) this.#timer = setTimeout(next, SPEEDS[this.speed]);
    changed();
  }

  pause(): void {
    this.playing = false;
    clearTimeout(this.#timer);
    changed();
  }
}

/** The walk that is under way. */
export const walk = new Store<Walk | undefined>(undefined);
const changed = () => walk.value && walk.set(walk.value);

export async function begin(number: number): Promise<boolean> {
  const next = await Walk.begin(await households(), number);
  if (!next) return false;
  leave();
  walk.set(next);
  borrowed.set(next.engine);
  return true;
}

/** Back into one's own shoes: the borrowed engine is gone, with all it heard. */
export function leave(): void {
  const last = walk.value;
  if (!last) return;
  last.pause();
  walk.set(undefined);
  borrowed.set(undefined);
  last.engine.dispose();
}
