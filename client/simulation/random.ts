import { seededRandom } from '#shared/lib/chance'

/** A seeded source of chance: the same seed, the same run. */
export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number
  /** Integer, 0 ≤ n < below. */
  below(below: number): number
  /** True once in `of` times. */
  oneIn(of: number): boolean
  pick<T>(from: readonly T[]): T | undefined
  /**
   * A source of its own for one purpose. What the code under test draws then changes nothing in what people and the
   * network do, and a seed goes on meaning much the same when the code changes.
   */
  fork(purpose: string): Chance
}

export function createChance(seed: number): Chance {
  const next = seededRandom(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    oneIn: (of) => below(of) === 0,
    pick: (from) => from[below(from.length)],
    fork: (purpose) => createChance([...purpose].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, seed)),
  }
}
