/** Slows guessing down: so many attempts by a key, then a wait. In memory: a restart forgives. */
export interface Attempts {
  /** Counts an attempt before it is judged, so that many at once count too. @returns milliseconds to wait, 0: go on. */
  begin(key: string): number
  /** The attempt was right and does not count. */
  forgive(key: string): void
}

/** Memory for so many keys; beyond it the oldest are forgotten, which helps only an attacker of as many addresses. */
const MAX_KEYS = 20_000

export function makeAttempts({ max, perMs, clock }: { max: number; perMs: number; clock: () => number }): Attempts {
  const windows = new Map<string, { count: number; endsAt: number }>()

  function windowOf(key: string, now: number) {
    const current = windows.get(key)
    if (current && current.endsAt > now) return current
    const made = { count: 0, endsAt: now + perMs }
    // Set anew, so that the map stays in order of time.
    windows.delete(key)
    windows.set(key, made)
    const oldest = windows.size > MAX_KEYS ? windows.keys().next().value : undefined
    if (oldest !== undefined) windows.delete(oldest)
    return made
  }

  return {
    begin(key) {
      const now = clock()
      const window = windowOf(key, now)
      if (window.count >= max) return window.endsAt - now
      window.count += 1
      return 0
    },
    forgive(key) {
      const window = windows.get(key)
      if (window && window.count > 0) window.count -= 1
    },
  }
}
