/** The seeds of a run of the tests, in shares that processes run side by side. */
import { describe, expect, test } from 'vitest'
import { KEPT_SEEDS } from './kept-seeds'
import { simulate } from './run'

const SEEDS = Number(process.env.SIM_SEEDS ?? 2000)
const FIRST_SEED = Number(process.env.SIM_FIRST ?? 1)
const STEPS = Number(process.env.SIM_STEPS ?? 300)
const IS_TOLD = process.env.SIM_TRACE !== undefined
const SHARES = 4
const SEEDS_PER_TEST = 50
/** A shorter run that still fails is easier to follow; it need not be the shortest. */
const SHORTENED_BY = 10

/** @param share 0 to 3 */
export function simulateShare(share: number): void {
  const asked = Array.from({ length: SEEDS }, (_, index) => ({ seed: FIRST_SEED + index, steps: STEPS }))
  const runs = [...(process.env.SIM_FIRST ? [] : KEPT_SEEDS), ...asked].filter((_, index) => index % SHARES === share)
  describe('a server, its devices and customers, and an unkind world', () => {
    test.skipIf(runs.length > 0)('there are fewer seeds than shares of them', () => undefined)
    for (let start = 0; start < runs.length; start += SEEDS_PER_TEST) {
      const group = runs.slice(start, start + SEEDS_PER_TEST)
      const name = `seeds ${group[0]?.seed}–${group.at(-1)?.seed}`
      test(`[I1][I2][I3][I4][I5][I6][I7][I8][I10] nothing is lost, doubled, shown to the wrong eyes or stuck: ${name}`, async () => {
        for (const run of group) expect(await reportOf(run)).toBeNull()
      })
    }
  })
}

/** @returns null when all promises hold; otherwise which did not, and how to see it. */
async function reportOf(run: { readonly seed: number; readonly steps: number }): Promise<string | null> {
  const tell = IS_TOLD ? (what: string) => process.stdout.write(`${what}\n`) : undefined
  const faults = await simulate({ ...run, tell })
  if (faults.length === 0) return null
  const steps = await shortened(run)
  const command = `npm run sim -- --first ${run.seed} --seeds 1 --steps ${steps} --trace`
  return `Seed ${run.seed} breaks within ${steps} steps:\n${faults.join('\n')}\nTo see it: ${command}`
}

async function shortened({ seed, steps }: { seed: number; steps: number }): Promise<number> {
  let [sound, broken] = [0, steps]
  while (broken - sound > SHORTENED_BY) {
    const middle = Math.floor((sound + broken) / 2)
    if ((await simulate({ seed, steps: middle })).length > 0) broken = middle
    else sound = middle
  }
  return broken
}
