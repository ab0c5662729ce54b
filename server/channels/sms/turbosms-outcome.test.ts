import { describe, expect, test } from 'vitest'
import { turboCheck, turboOutcome, turboStates } from './turbosms-outcome'

const answered = (body: object | string, status = 200) =>
  ({ is: 'answered', status, text: typeof body === 'string' ? body : JSON.stringify(body), retryAfterMs: null }) as const
const whole = (response_code: number, response_status: string, response_result: unknown = null) =>
  answered({ response_code, response_status, response_result })
const one = (response_code: number, response_status: string, message_id: string | null = null) => [
  { phone: '380671112233', response_code, message_id, response_status },
]
const outcome = (called: Parameters<typeof turboOutcome>[0]) => turboOutcome(called, 5)
const ID = 'f83f8868-5e46-c6cf-e4fb-615e5a293754'

describe('[H9] what TurboSMS answers to an SMS', () => {
  test('taken: queued or sent, as a whole or in part', () => {
    for (const code of [0, 800, 801, 802, 803])
      expect(outcome(whole(code, 'SUCCESS', one(0, 'OK', ID)))).toEqual({ outcome: 'sent', keys: [ID] })
    expect(outcome(whole(800, 'SUCCESS_MESSAGE_ACCEPTED'))).toEqual({ outcome: 'sent', keys: [] })
  })

  test('taken as a whole, and the one number refused', () => {
    expect(outcome(whole(802, 'SUCCESS_MESSAGE_PARTIAL_ACCEPTED', one(404, 'NOT_ALLOWED_NUMBER_STOPLIST')))).toEqual({
      outcome: 'failed',
      reason: 'stop-list',
    })
    expect(outcome(whole(0, 'OK', one(305, 'INVALID_PHONE')))).toEqual({ outcome: 'failed', reason: 'bad-address' })
  })

  test('refused: what a person can do something about by name, the rest in the provider’s word', () => {
    expect(outcome(whole(203, 'REQUIRED_BALANCE'))).toEqual({ outcome: 'failed', reason: 'no-balance' })
    expect(outcome(whole(401, 'NOT_ALLOWED_MESSAGE_SENDER_NOT_ACTIVE'))).toEqual({ outcome: 'failed', reason: 'bad-sender' })
    expect(outcome(whole(412, 'NOT_ALLOWED_MESSAGE_TEXT'))).toEqual({ outcome: 'failed', reason: 'NOT_ALLOWED_MESSAGE_TEXT' })
  })

  test('not now: the key is wrong, or the SMS could not be sent', () => {
    for (const code of [103, 105, 106, 301]) expect(outcome(whole(code, 'REQUIRED_AUTH'))).toMatchObject({ outcome: 'wait', of: 'channel' })
    expect(outcome(whole(503, 'FAILED_SMS_SEND'))).toMatchObject({ outcome: 'retry', afterMs: 5 })
  })

  test('[OUT2] whatever does not say that it was not taken is unknown', () => {
    for (const called of [
      answered('<html>'),
      answered('', 502),
      whole(999, 'FATAL_ERROR'),
      answered({ response_code: '0' }),
      { is: 'lost' } as const,
    ])
      expect(outcome(called).outcome).toBe('unknown')
  })
})

describe('[H9] what TurboSMS says of itself and of what it has taken', () => {
  test('the balance tells a good key from a wrong one', () => {
    expect(turboCheck(whole(0, 'OK', { balance: '52.50' }), 'Teplo')).toEqual({ ok: true, name: 'Teplo' })
    expect(turboCheck(whole(301, 'INVALID_TOKEN'), 'Teplo')).toMatchObject({ problem: 'wrong-credentials' })
    expect(turboCheck(answered('<html>'), 'Teplo')).toMatchObject({ problem: 'bad-address' })
    expect(turboCheck(answered('', 502), 'Teplo')).toMatchObject({ problem: 'vendor-trouble' })
    expect(turboCheck({ is: 'lost' }, 'Teplo')).toMatchObject({ problem: 'unreachable' })
  })

  test('delivered, failed with why, on its way; what it does not know of is left out', () => {
    const result = [
      { message_id: '1', response_code: 414, response_status: 'NOT_ALLOWED_MESSAGE_ID' },
      { message_id: '2', response_code: 0, status: 'Delivered', type: 'sms', sent: '2020-01-29 10:19:21', rejected_status: '' },
      { message_id: '3', response_code: 0, status: 'Rejected', type: 'sms', sent: null, rejected_status: 'no route' },
      { message_id: '4', response_code: 0, status: 'Queued', type: 'sms', sent: null },
      { message_id: '5', response_code: 0, status: 'Undelivered', type: 'sms' },
    ]
    expect(turboStates(whole(0, 'OK', result))).toEqual([
      { id: '2', state: 'delivered', isOver: true },
      { id: '3', state: 'failed', error: 'no route', isOver: true },
      { id: '4', state: 'sent', isOver: false },
      { id: '5', state: 'failed', error: 'Undelivered', isOver: true },
    ])
    for (const called of [whole(0, 'OK', 'x'), whole(301, 'INVALID_TOKEN', result), { is: 'lost' } as const])
      expect(turboStates(called)).toEqual([])
  })
})
