/** Time that stands still until the scheduler moves it. Timers run in the order of their times. */
export interface FakeClock {
  now(): number
  /** @returns the way to stop it. */
  setTimer(ms: number, run: () => void): () => void
  /** Moves on by `ms`, through every timer on the way. */
  pass(ms: number): void
  /** Moves to the earliest timer and through it. @returns false when there is none. */
  advance(): boolean
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

export function createClock(start: number): FakeClock {
  let now = start
  const timers = new Set<Timer>()

  function earliest(until: number): Timer | null {
    let first: Timer | null = null
    for (const timer of timers) if (timer.at <= until && (!first || timer.at < first.at)) first = timer
    return first
  }

  const clock: FakeClock = {
    now: () => now,
    setTimer(ms, run) {
      // A timer that sets itself again at once would hold time up for ever.
      const timer = { at: now + Math.max(1, ms), run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    pass(ms) {
      const until = now + ms
      for (let timer = earliest(until); timer; timer = earliest(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = until
    },
    advance() {
      const next = earliest(Number.POSITIVE_INFINITY)
      if (next) clock.pass(next.at - now)
      return next !== null
    },
  }
  return clock
}
