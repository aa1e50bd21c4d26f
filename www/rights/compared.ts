// What the engine would keep of a profile's text, against the text itself: how much fits, what is left out and why.
// Both texts passed the engine's reader, so their shape is that of `src/profile/text.rs`.
import type { Kept, Nearside, SignalName, StanceName } from '../types.js';
import type { Preview } from './types.js';

interface Profile {
  facets?: string[];
  items?: [id: string, facets: number[]][];
  log?: [day: number, signal: SignalName, what: number[]][];
  stated?: [stance: StanceName, subject: string, day: number][];
}

interface Noted { day: number; signal: SignalName; item?: string; facets: string[] }

function noted({ facets = [], items = [], log = [] }: Profile, today: number): Noted[] {
  return log.flatMap(([day, signal, what]) => what.map((place): Noted => {
    const [id, places] = signal === 'search' ? [undefined, [place]] : (items[place] ?? ['', []]);
    // The engine moves days that have not come yet to this one.
    return { day: Math.min(day, today), signal, ...(id !== undefined && { item: id }), facets: places.map((at) => facets[at] ?? '') };
  }));
}

const nameOf = ({ day, signal, item, facets }: Noted) => JSON.stringify([day, signal, item ?? facets[0]]);
const profileOf = (text: string) => (JSON.parse(text) as { profile: Profile }).profile;

export function compared(nearside: Nearside, text: string, kept: Kept): Omit<Preview, 'profile' | 'from'> {
  const today = Date.parse(kept.day) / 86_400_000;
  const [before, after] = [profileOf(text), profileOf(kept.profile)];
  const [held, fitting] = [noted(before, today), noted(after, today)];
  const left = new Map<string, number>();
  for (const one of fitting) left.set(nameOf(one), (left.get(nameOf(one)) ?? 0) + 1);

  const said = before.stated?.length ?? 0;
  const stated = after.stated?.length ?? 0;
  // A statement is left out for one reason only.
  const dropped = { source: 0, sensitive: said - stated, old: 0 };
  const { sources } = nearside.facts;
  for (const one of held) {
    const count = left.get(nameOf(one)) ?? 0;
    if (count > 0) {
      left.set(nameOf(one), count - 1);
      continue;
    }
    const source = sources.find(({ signals }) => signals.includes(one.signal));
    dropped[!source?.on ? 'source' : today - one.day >= source.days ? 'old' : 'sensitive']++;
  }

  const about = new Map<string, number>();
  for (const { signal, facets } of fitting) {
    // To be shown something says nothing; prices and sizes are no interests to name.
    for (const key of signal === 'impression' ? [] : facets.filter((name) => !/^(price|size):/.test(name))) about.set(key, (about.get(key) ?? 0) + 1);
  }
  return {
    holds: { signals: held.length, statements: said },
    fits: { signals: fitting.length, statements: stated },
    dropped,
    elsewhere: fitting.filter(({ item }) => item !== undefined && !nearside.item(item)).length,
    interests: [...about].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([key]) => key.replace(/^\w+:(.* > )?/s, '')),
  };
}
