export interface RateLimit {
  /** @returns false when the key has had its share of this window. */
  take(key: string): boolean
}

/** At most `max` a key in each window of `perMs`. Forgets everything at a window's end, so it never grows. */
export function makeRateLimit({ max, perMs, clock }: { max: number; perMs: number; clock: () => number }): RateLimit {
  const counts = new Map<string, number>()
  let endsAt = 0
  return {
    take(key) {
      const now = clock()
      if (now >= endsAt) {
        counts.clear()
        endsAt = now + perMs
      }
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count <= max
    },
  }
}
