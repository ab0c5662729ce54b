import { describe, expect, test } from 'vitest'
import { NOON } from '../parts-fixture'
import { job } from './outbound-fixture'
import { after as aftermathOf } from './outbound-work'

describe('what a send’s result means', () => {
  const SENDING = job('d', 1, { state: 'sending' })

  test('every end finishes the job; only a retry queues it again', () => {
    expect(aftermathOf(SENDING, { outcome: 'sent' }, NOON)).toMatchObject({ state: 'sent', next: { state: 'finished', attempts: 1 } })
    expect(aftermathOf(SENDING, { outcome: 'failed', reason: 'x' }, NOON)).toMatchObject({
      state: 'failed',
      error: 'x',
      next: { state: 'finished' },
    })
    expect(aftermathOf(SENDING, { outcome: 'unknown', reason: 'x' }, NOON)).toMatchObject({ state: 'unknown', next: { state: 'finished' } })
    const retry = aftermathOf(SENDING, { outcome: 'retry', afterMs: 700, reason: 'x' }, NOON)
    expect(retry).toMatchObject({ state: 'queued', error: null, next: { state: 'queued', attempts: 1, dueAt: NOON + 700 } })
  })

  test('the sixth try is the last', () => {
    const retry = { outcome: 'retry', afterMs: 1, reason: 'busy' } as const
    expect(aftermathOf({ ...SENDING, attempts: 4 }, retry, NOON).state).toBe('queued')
    expect(aftermathOf({ ...SENDING, attempts: 5 }, retry, NOON)).toMatchObject({
      state: 'failed',
      error: 'busy',
      next: { state: 'finished' },
    })
  })
})
