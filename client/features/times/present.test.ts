import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '../../data/contract'
import { present } from './present'
import { timesAhead } from './times-ahead'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const inAnHour = (phase: ConnectionState['phase'], aheadMs: number) => {
  const connection = () => ({ phase }) as ConnectionState
  return timesAhead(present({ connection, clockAhead: () => aheadMs }))[0]?.at
}

test('[C8] «in an hour» is in an hour though the clock of the device is a day wrong, as long as the server is heard', async () => {
  const { now } = await import('../now')
  expect(inAnHour('live', 0)).toBe(now() + HOUR_MS)
  expect(inAnHour('live', DAY_MS)).toBe(now() - DAY_MS + HOUR_MS)
  expect(inAnHour('live', -DAY_MS)).toBe(now() + DAY_MS + HOUR_MS)
  // The clock may have been set right since.
  expect(inAnHour('offline', DAY_MS)).toBe(now() + HOUR_MS)
})
