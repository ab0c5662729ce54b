import { expect, test } from 'vitest'
import { makeFlight } from './flight'

test('[L1] a list that is flung goes by unread, one that is turned or jumps to a place does not', () => {
  const flung = makeFlight()
  expect(flung(0, 0)).toBe(false)
  expect(flung(4, 16)).toBe(true)
  expect(flung(8, 33)).toBe(true)
  // It slows down.
  expect(flung(9, 49)).toBe(false)

  const turned = makeFlight()
  expect([0, 1, 2, 3].map((first, n) => turned(first, n * 90))).toEqual([false, false, false, false])

  const jumped = makeFlight()
  expect(jumped(0, 0)).toBe(false)
  expect(jumped(900, 2000)).toBe(false)
  // Back at once.
  expect(jumped(0, 2600)).toBe(false)
})
