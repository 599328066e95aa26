export type Random = () => number;

/** A small generator (mulberry32): a failure comes back with the same seed. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

export const some = <T>(random: Random, list: readonly T[], most: number): T[] => {
  const shuffled = [...list].sort(() => random() - 0.5);
  return shuffled.slice(0, Math.floor(random() * (most + 1)));
};

export const maybe = <T>(random: Random, value: T): T | null => (random() < 0.3 ? null : value);
