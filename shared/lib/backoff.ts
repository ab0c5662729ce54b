const FIRST_TRY_MS = 1000
const LONGEST_MS = 30_000

/**
 * Milliseconds until the next try to connect: the first within a second, then full jitter up to
 * min(30 s, 0.5 s · 2ⁿ), so that a thousand devices do not come back in step.
 * @param attempt failed tries so far. @param random 0 ≤ n < 1.
 */
export function reconnectDelay(attempt: number, random: number): number {
  const ceiling = attempt === 0 ? FIRST_TRY_MS : Math.min(LONGEST_MS, 500 * 2 ** Math.min(attempt, 16))
  return Math.round(random * ceiling)
}
