import { expect, test } from 'vitest'
import { WIDGET_CLOSE } from '#shared/protocol/widget'
import { afterClose, waitCeiling } from './reconnect'

test('the first try after a drop comes within a second, later ones ever rarer, never rarer than half a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map(waitCeiling)).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

test('a window stops at an unknown channel, reloads when outdated, and otherwise comes back', () => {
  expect(afterClose(WIDGET_CLOSE.UNKNOWN_CHANNEL, 0).next).toBe('stop')
  expect(afterClose(WIDGET_CLOSE.UPGRADE, 0).next).toBe('reload')
  expect([1006, 1001, WIDGET_CLOSE.SLOW, WIDGET_CLOSE.BAD_FRAME].map((code) => afterClose(code, 2))).toEqual(
    Array.from({ length: 4 }, () => ({ next: 'reconnect', attempt: 2 })),
  )
})

test('a restart and a rebuke spread the returning windows out', () => {
  expect(waitCeiling(afterClose(WIDGET_CLOSE.DRAINING, 0).attempt)).toBe(4_000)
  expect(waitCeiling(afterClose(WIDGET_CLOSE.RATE, 0).attempt)).toBe(30_000)
})
