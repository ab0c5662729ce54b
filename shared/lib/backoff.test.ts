import { expect, test } from 'vitest'
import { reconnectDelay } from './backoff'

test('the first try comes within a second, later ones within twice the time, never beyond half a minute', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 7, 100, 1e9].map((attempt) => reconnectDelay(attempt, 1))
  expect(longest).toEqual([1000, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000])
})

test('tries are spread over the whole time, so that devices do not come back in step', () => {
  for (const attempt of [0, 1, 5, 20]) {
    expect(reconnectDelay(attempt, 0)).toBe(0)
    expect(reconnectDelay(attempt, 0.5)).toBe(reconnectDelay(attempt, 1) / 2)
  }
})
