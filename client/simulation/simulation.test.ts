import { describe, expect, test } from 'vitest'
import { simulate } from './run'

/** Seeds that once failed are run for ever; the rest are fresh ground. */
const KEPT_SEEDS: readonly number[] = []
const SEEDS = Number(process.env.SIM_SEEDS ?? 500)
const FIRST_SEED = Number(process.env.SIM_FIRST ?? 1)
const STEPS = 120
const SEEDS_PER_TEST = 50

const seeds = [...KEPT_SEEDS, ...Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index)]

describe('a server, three devices and an unkind network', () => {
  for (let start = 0; start < seeds.length; start += SEEDS_PER_TEST) {
    const group = seeds.slice(start, start + SEEDS_PER_TEST)
    test(`[I2][I3][I4][I5][I6][I7][I10] nothing is lost, doubled or stuck: seeds ${group[0]}–${group.at(-1)}`, {
      timeout: 600_000,
    }, async () => {
      for (const seed of group) expect({ seed, faults: await simulate(seed, STEPS) }).toEqual({ seed, faults: [] })
    })
  }
})
