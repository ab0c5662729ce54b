import { expect, test, vi } from 'vitest'
import { makeClockCheck } from './clock-check'

const HOUR_MS = 3_600_000

test('a clock that is hours off is told once, and again when it has been put right', () => {
  const tell = vi.fn()
  const check = makeClockCheck(tell)
  for (const at of [0, 25_000, 50_000]) check({ server: at, here: at + 3 * HOUR_MS + 700 })
  expect(tell.mock.calls).toEqual([[3 * HOUR_MS]])
  for (const at of [75_000, 100_000]) check({ server: at, here: at })
  expect(tell.mock.calls).toEqual([[3 * HOUR_MS], [0]])
})

test('a clock that is some minutes off harms nobody', () => {
  const tell = vi.fn()
  const check = makeClockCheck(tell)
  for (const at of [0, 25_000]) check({ server: at, here: at - 4 * 60_000 })
  expect(tell).not.toHaveBeenCalled()
})

test('a word that waited while the laptop slept is no proof', () => {
  const tell = vi.fn()
  const check = makeClockCheck(tell)
  check({ server: 0, here: 0 })
  check({ server: 25_000, here: 8 * HOUR_MS })
  check({ server: 8 * HOUR_MS + 9_000, here: 8 * HOUR_MS + 9_000 })
  check({ server: 8 * HOUR_MS + 34_000, here: 8 * HOUR_MS + 34_000 })
  expect(tell).not.toHaveBeenCalled()
})
