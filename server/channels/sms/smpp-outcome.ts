/** What an operator's answer to an SMS means (command_status of SMPP 3.4, section 5.1.3). */
import type { SendResult } from '../port'

/** System error, queue full, submit failed, throttled, delivery failure: worth another try. */
const LATER = new Set([0x08, 0x14, 0x45, 0x58, 0x64, 0xfe])
/** Not signed in as one should be. */
const ACCOUNT = new Set([0x03, 0x04, 0x05, 0x0d, 0x0e, 0x0f])
const THROTTLED = 0x58

const THROTTLED_MS = 1_000
const ACCOUNT_MS = 60_000

/** Names of what a person can do something about; others have their number. */
const REASONS: Readonly<Record<number, string>> = {
  1: 'too-long',
  10: 'bad-sender',
  11: 'bad-address',
  20: 'queue-full',
  88: 'rate-limit',
}

/** Only for a status that is not 0. */
export function smppOutcome(status: number, laterMs: number): SendResult {
  const reason = REASONS[status] ?? `SMPP 0x${status.toString(16).padStart(8, '0')}`
  if (ACCOUNT.has(status)) return { outcome: 'wait', afterMs: ACCOUNT_MS, reason, of: 'channel' }
  if (status === THROTTLED) return { outcome: 'wait', afterMs: THROTTLED_MS, reason, of: 'channel' }
  if (LATER.has(status)) return { outcome: 'retry', afterMs: laterMs, reason }
  return { outcome: 'failed', reason }
}
