import { describe, expect, test } from 'vitest'
import { httpOutcome } from './http-outcome'
import { parseSaid, textAt } from './http-values'

const rule = { okPath: 'status', okValues: 'ok, queued', idPath: 'data[0].id', errorPath: 'error.text' }
const answered = (text: string, status = 200, retryAfterMs: number | null = null) =>
  ({ is: 'answered', status, text, retryAfterMs }) as const
const outcome = (text: string, status?: number, of = rule) => httpOutcome(answered(text, status), { rule: of, own: 'item', laterMs: 5 })

describe('[H9] what a provider’s answer means for the SMS', () => {
  test('taken, under its id and under ours', () => {
    expect(outcome('{"status": "OK", "data": [{"id": 4912661846655238145}]}')).toEqual({
      outcome: 'sent',
      keys: ['4912661846655238145', 'item'],
    })
    expect(outcome('{"status": "queued"}')).toEqual({ outcome: 'sent', keys: ['item'] })
    expect(outcome('whatever', 202, { okPath: '', okValues: '', idPath: '', errorPath: '' })).toEqual({ outcome: 'sent', keys: ['item'] })
  })

  test('in plain words, as Kannel answers', () => {
    const kannel = { okPath: '', okValues: '0:, 3:', idPath: '', errorPath: '' }
    expect(outcome('0: Accepted for delivery', 202, kannel)).toMatchObject({ outcome: 'sent' })
    expect(outcome('3: Queued for later delivery', 202, kannel)).toMatchObject({ outcome: 'sent' })
    expect(outcome('5: Rejected', 200, kannel)).toEqual({ outcome: 'failed', reason: '5: rejected' })
  })

  test('refused, in the provider’s words', () => {
    expect(outcome('{"status": "error", "error": {"text": "No such number"}}')).toEqual({ outcome: 'failed', reason: 'No such number' })
    expect(outcome('{"error": {"text": "Bad sender"}}', 400)).toEqual({ outcome: 'failed', reason: 'Bad sender' })
    expect(outcome('', 404)).toEqual({ outcome: 'failed', reason: 'HTTP 404' })
    expect(outcome('', 302)).toEqual({ outcome: 'failed', reason: 'HTTP 302' })
  })

  test('[OUT2] whatever does not say that it was not taken is unknown, and is not sent again', () => {
    for (const text of ['', '<html>Welcome', '{"state": "ok"}', '{"status": {"code": 1}}']) expect(outcome(text).outcome).toBe('unknown')
    for (const status of [500, 502, 504]) expect(outcome('{"status":"ok"}', status).outcome).toBe('unknown')
    expect(httpOutcome({ is: 'lost' }, { rule, own: 'item', laterMs: 5 })).toEqual({ outcome: 'unknown', reason: 'lost-answer' })
  })

  test('later: it was certainly not taken', () => {
    const later = (called: Parameters<typeof httpOutcome>[0]) => httpOutcome(called, { rule, own: 'item', laterMs: 5 })
    expect(later(answered('', 503))).toEqual({ outcome: 'retry', afterMs: 5, reason: 'vendor-trouble' })
    expect(later(answered('', 429, 7000))).toMatchObject({ outcome: 'wait', afterMs: 7000, of: 'channel' })
    expect(later(answered('', 401))).toMatchObject({ outcome: 'wait', reason: 'wrong-credentials' })
    expect(later({ is: 'not-sent', problem: 'unsafe' })).toMatchObject({ outcome: 'wait', reason: 'unsafe' })
  })
})

describe('what providers say', () => {
  test('numbers longer than JavaScript’s stay as they are written; words and fractions are left alone', () => {
    const said = parseSaid(
      '{"a": 12345678901234567890, "b": "12345678901234567890", "c": 1.12345678901234567, "d": "\\"98765432109876543", "e": 7}',
    )
    expect(['a', 'b', 'c', 'd', 'e'].map((path) => textAt(said, path))).toEqual([
      '12345678901234567890',
      '12345678901234567890',
      '1.1234567890123457',
      '"98765432109876543',
      '7',
    ])
  })

  test('is a form as well, and what is neither is nothing', () => {
    expect(textAt(parseSaid('from=%2B380&text=%D1%82%D0%B0%D0%BA'), 'text')).toBe('так')
    for (const nothing of ['', 'OK', '{', `${'['.repeat(100_000)}`]) expect(parseSaid(nothing)).toBeNull()
  })

  test('is looked into no deeper than it goes', () => {
    const said = { list: [{ id: 5 }], flag: false, none: null }
    expect(
      ['list.0.id', 'list[0].id', 'flag', 'none', 'list', 'list.length', 'constructor.name', '__proto__', ''].map((path) =>
        textAt(said, path),
      ),
    ).toEqual(['5', '5', 'false', undefined, undefined, '1', undefined, undefined, undefined])
  })
})
