/** Time and chance of the whole process come from the run, so that a seed says everything. */
import type { FakeClock } from './clock'
import { ruleRandomValues } from './libraries'
import type { Chance } from './random'

type Run = (...args: unknown[]) => void

/** Node's timers are objects; nobody needs more of them than this. */
class Timer {
  readonly stop: () => void
  constructor(stop: () => void) {
    this.stop = stop
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}

/** @returns the way back. */
export function ruleThePlatform(clock: FakeClock, chance: Chance): () => void {
  const ruled = {
    setTimeout: (run: Run, ms = 0, ...args: unknown[]) => new Timer(clock.setTimer(ms, () => run(...args))),
    setInterval(run: Run, ms = 0, ...args: unknown[]) {
      let stop: () => void = () => undefined
      const next = () => {
        stop = clock.setTimer(ms, () => {
          next()
          run(...args)
        })
      }
      next()
      return new Timer(() => stop())
    },
    clearTimeout: (timer: unknown) => (timer instanceof Timer ? timer.stop() : undefined),
    clearInterval: (timer: unknown) => (timer instanceof Timer ? timer.stop() : undefined),
  }
  const own = Object.fromEntries(Object.keys(ruled).map((name) => [name, Reflect.get(globalThis, name)]))
  const [ownNow, ownRandom] = [Date.now, Math.random]
  Object.assign(globalThis, ruled)
  Date.now = clock.now
  Math.random = chance.next
  ruleRandomValues((into) => {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = chance.below(256)
    return into
  })
  return () => {
    Object.assign(globalThis, own)
    Date.now = ownNow
    Math.random = ownRandom
    ruleRandomValues(null)
  }
}
