import { expect, test } from 'vitest'
import type { ConnectionState, DialogRow } from '../../data/contract'
import { now } from '../now'
import { isWindowClosed, windowLeft } from './reply-facts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const byClock = (aheadMs: number, phase: ConnectionState['phase'] = 'live') => ({
  connection: () => ({ phase }) as ConnectionState,
  clockAhead: () => aheadMs,
})

/** The customer wrote to a WhatsApp number so long ago, by the clock of the server. */
const written = (ago: number, aheadMs: number) =>
  ({ channel: { kind: 'whatsapp' }, dialog: { lastInAt: now() - aheadMs - ago } }) as unknown as Pick<DialogRow, 'channel' | 'dialog'>

test.each([DAY_MS, 2 * DAY_MS, -DAY_MS])(
  '[C-window] the channel takes an answer as long as it does, by a clock that is %s ms ahead',
  (aheadMs) => {
    expect(windowLeft(byClock(aheadMs), written(HOUR_MS, aheadMs))).toBe(DAY_MS - HOUR_MS)
    expect(isWindowClosed(byClock(aheadMs), written(HOUR_MS, aheadMs))).toBe(false)
    expect(isWindowClosed(byClock(aheadMs), written(DAY_MS + HOUR_MS, aheadMs))).toBe(true)
  },
)
