import { expect, test } from 'vitest'
import { simulate } from './run'

test('the same seed is the same run, to the last word and fault', async () => {
  const traces = [[], []] as string[][]
  for (const trace of traces) trace.push(...(await simulate({ seed: 7, steps: 100, tell: (what) => trace.push(what) })))
  expect(traces[0]).toHaveLength(100)
  expect(traces[0]).toEqual(traces[1])
})
