/** Time and randomness of the whole process come from the run, so that a seed says everything. */
import type { FakeClock } from './clock'
import type { Chance } from './random'

/** @returns the way back. */
export function ruleThePlatform(clock: FakeClock, chance: Chance): () => void {
  const realNow = Date.now
  const ownRandom = Object.getOwnPropertyDescriptor(crypto, 'getRandomValues')
  Date.now = clock.now
  Object.defineProperty(crypto, 'getRandomValues', {
    configurable: true,
    value: (into: Uint8Array) => into.fill(0).map(() => chance.below(256)),
  })
  return () => {
    Date.now = realNow
    if (ownRandom) Object.defineProperty(crypto, 'getRandomValues', ownRandom)
    else Reflect.deleteProperty(crypto, 'getRandomValues')
  }
}
