import { expect, test } from 'vitest'
import { makeRateLimit } from './rate-limit'

test('each key has its own share, and a new one in the next window', () => {
  let now = 0
  const limit = makeRateLimit({ max: 2, perMs: 1000, clock: () => now })
  expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([true, true, false, true])
  now = 999
  expect(limit.take('a')).toBe(false)
  now = 1999
  expect(limit.take('a')).toBe(true)
})
