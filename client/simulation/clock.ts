/** Time that stands still until the scheduler moves it to the next timer. */
export interface FakeClock {
  now(): number
  setTimer(ms: number, run: () => void): () => void
  /** Moves to the earliest timer and runs it. @returns false when there is none. */
  advance(): boolean
}

export function createClock(start: number): FakeClock {
  let now = start
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    setTimer(ms, run) {
      const timer = { at: now + Math.max(0, ms), run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance() {
      const next = timers.reduce<(typeof timers)[number] | null>((first, timer) => (first && first.at <= timer.at ? first : timer), null)
      if (!next) return false
      timers = timers.filter((timer) => timer !== next)
      now = Math.max(now, next.at)
      next.run()
      return true
    },
  }
}
