/** Numbers 0 ≤ n < 1 by mulberry32: the same seed, the same numbers. Not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Chance for property tests. */
export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number
  /** Integer, 0 ≤ n < below. */
  below(below: number): number
  pick<T>(from: readonly [T, ...T[]]): T
  /** Letters of an alphabet small enough that texts repeat and contain each other. */
  text(maxLength: number): string
}

export function makeChance(seed: number): Chance {
  const next = seededRandom(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] ?? from[0],
    text: (maxLength) => Array.from({ length: below(maxLength + 1) }, () => 'абв '[below(4)]).join(''),
  }
}
