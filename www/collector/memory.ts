import type { CountStore, Sum, Turn } from './types.js';

/** A store for tests: whatever it holds is gone with the process. */
export function memoryStore(): CountStore {
  const held = new Map<string, Sum>();
  const turned: Turn[] = [];
  return {
    add({ sums, turns }) {
      for (const { number, ...about } of sums) {
        const key = Object.values(about).join('\n');
        held.set(key, { ...about, number: (held.get(key)?.number ?? 0) + number });
      }
      turned.push(...turns);
    },
    read: (from, to) => ({
      sums: [...held.values()].filter(({ day }) => from <= day && day <= to),
      turns: [...turned],
    }),
  };
}
