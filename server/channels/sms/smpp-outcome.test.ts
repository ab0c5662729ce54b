import { expect, test } from 'vitest'
import { smppOutcome as outcomeOf } from './smpp-outcome'

const smppOutcome = (status: number) => outcomeOf(status, 30_000)

test('[H9] an operator’s answer says whether to wait, to try again or to give up', () => {
  expect(smppOutcome(0x58)).toEqual({ outcome: 'wait', afterMs: 1000, reason: 'rate-limit', of: 'channel' })
  expect(smppOutcome(0x0e)).toMatchObject({ outcome: 'wait', of: 'channel' })
  for (const status of [0x08, 0x14, 0x45]) expect(smppOutcome(status).outcome).toBe('retry')
  expect(smppOutcome(0x0b)).toEqual({ outcome: 'failed', reason: 'bad-address' })
  expect(smppOutcome(0x433)).toEqual({ outcome: 'failed', reason: 'SMPP 0x00000433' })
})
