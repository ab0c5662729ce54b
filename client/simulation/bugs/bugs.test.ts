import { afterAll, describe, expect, test } from 'vitest'
import { simulate } from '../run'
import { BUGS } from './all'
import type { Bug } from './bug'
import { type Caught, readTable, tableOf, writeTable } from './table'

/** A quarter of what the tests play: a bug that needs more chances to show itself is as good as unnoticed. */
const SEEDS = 500
const STEPS = 300
const RENEW = process.env.SIM_BUGS === 'renew'

const recorded = readTable()
const caught: Caught[] = []

describe('the simulation notices', () => {
  test.each(BUGS.map((bug) => [bug.name, bug] as const))('%s', async (name, bug) => {
    const found = await firstSeed(bug)
    expect(found).not.toBeNull()
    if (found) caught.push({ name, ...found })
  })

  test('each by the seed that docs/simulation.md says: `npm run sim -- --bugs` writes it anew', () => {
    if (RENEW) writeTable(caught)
    const seeds = (table: Iterable<readonly [string, number]>) => Object.fromEntries(table)
    expect(seeds(RENEW ? readTable() : recorded)).toEqual(seeds(caught.map(({ name, seed }) => [name, seed])))
  })

  test('more than 25 bugs, none of them planted in a run without a bug', async () => {
    expect(BUGS.length).toBeGreaterThan(25)
    expect(await simulate({ seed: 1, steps: STEPS })).toEqual([])
  })
})

afterAll(() => void process.stdout.write(`\n${tableOf(caught)}\n`))

/** The recorded seed first: it should do. */
async function firstSeed(bug: Bug): Promise<{ seed: number; fault: string } | null> {
  const first = RENEW ? undefined : recorded.get(bug.name)
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)
  for (const seed of first === undefined ? seeds : [first, ...seeds]) {
    const [fault] = await simulate({ seed, steps: STEPS, bug })
    if (fault) return { seed, fault }
  }
  return null
}
