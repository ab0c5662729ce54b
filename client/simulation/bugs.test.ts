import { describe, expect, test } from 'vitest'
import { BUGS } from './bugs'
import { simulate } from './run'

/** A bug that needs more chances than these to show itself is as good as unnoticed. */
const SEEDS = 40
const STEPS = 120

describe('the simulation notices', () => {
  test.each(BUGS.map((bug) => [bug.name, bug] as const))('%s', { timeout: 600_000 }, async (_name, bug) => {
    let caught: { seed: number; fault: string } | null = null
    for (let seed = 1; seed <= SEEDS && !caught; seed += 1) {
      const [fault] = await simulate(seed, STEPS, bug)
      if (fault) caught = { seed, fault }
    }
    expect(caught).not.toBeNull()
  })
})
