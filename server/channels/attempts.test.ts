import { expect, test } from 'vitest'
import { againAt } from './attempts'

test('what the channel could not take is tried again after ever longer waits, and at last no more', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((attempts) => againAt(attempts, { firstMs: 5_000, now: 1_000 }))
  expect(waits).toEqual([6_000, 21_000, 81_000, 321_000, 1_281_000, null])
})
