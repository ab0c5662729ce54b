import { seededRandom } from '#shared/lib/chance'

/** A seeded source of chance: the same seed, the same workspace. */
export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number
  /** Integer, 0 ≤ n < limit. */
  below(limit: number): number
  /** Integer, low ≤ n ≤ high. */
  between(low: number, high: number): number
  /** True so often: 0 never, 1 always. */
  happens(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** The same things in another order. */
  shuffled<T>(from: readonly T[]): T[]
}

export function makeChance(seed: number): Chance {
  const next = seededRandom(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    happens: (share) => next() < share,
    pick<T>(from: readonly T[]): T {
      const index = below(from.length)
      if (index >= from.length) throw new Error('Nothing to pick from')
      // In range, so it is there.
      return from[index] as T
    },
    shuffled<T>(from: readonly T[]): T[] {
      const keyed = from.map((value) => ({ value, key: next() }))
      return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value)
    },
  }
}
