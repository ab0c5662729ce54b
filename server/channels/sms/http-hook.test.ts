import { describe, expect, test } from 'vitest'
import type { HookRequest } from '../connector'
import { readHook, takeHook } from './http-hook'

const NOW = 1_700_000_000_000
const KEY = 'a-secret-of-the-address'
const PLACES = {
  hookFrom: 'from',
  hookText: 'message.text',
  hookId: 'id',
  receiptId: 'MessageSid',
  receiptState: 'MessageStatus',
  deliveredValues: 'delivered, DELIVRD',
  failedValues: 'undelivered, failed',
}
const request = (method: 'GET' | 'POST', query: string, body = ''): HookRequest => ({
  method,
  query: new URLSearchParams(query),
  header: () => undefined,
  bytes: new TextEncoder().encode(body),
})
const take = (one: HookRequest, now = NOW) => takeHook(one, { key: KEY, now })
const read = (raw: string, at = NOW) => readHook(raw, at, PLACES)
const eventOf = (raw: string, at?: number) => {
  const reading = read(raw, at)
  return reading.ok ? reading.events[0] : reading.reason
}

describe('[H9] what a provider of SMS calls us with', () => {
  test('without the secret of the address it is nothing', () => {
    for (const query of ['', 'key=', 'key=another-secret-of-same', `key=${KEY}x`, `KEY=${KEY}`])
      expect(take(request('POST', query, '{"from":"1"}'))).toEqual({ status: 403 })
  })

  test('[CON1] is kept as it came, the secret apart', () => {
    expect(take(request('POST', `key=${KEY}`, '{"from": 5}')).received).toMatchObject([{ raw: '{"from": 5}' }])
    expect(take(request('GET', `from=380&key=${KEY}&text=a+b`)).received).toMatchObject([{ raw: 'from=380&text=a+b' }])
    expect(take(request('POST', `key=${KEY}&from=380`)).received).toMatchObject([{ raw: 'from=380' }])
    expect(take(request('GET', `key=${KEY}`))).toEqual({ status: 200, body: 'OK' })
  })

  test('[CON3] of a list each is kept by itself, so that one that cannot be read spoils no other', () => {
    const { received = [] } = take(request('POST', `key=${KEY}`, '[{"MessageSid": 4912661846655238145, "MessageStatus": "delivered"}, 7]'))
    expect(received.map(({ raw }) => read(raw))).toEqual([
      { ok: true, events: [{ type: 'report', key: '4912661846655238145', state: 'delivered' }] },
      { ok: false, reason: 'not-a-call' },
    ])
  })

  test('[CON2] told twice it has one name; the same words under another id, or an hour later, have another', () => {
    const named = (body: string, now?: number) => take(request('POST', `key=${KEY}`, body), now).received?.[0]?.key
    expect(named('{"id":1}')).toBe(named('{"id":1}'))
    expect(named('{"id":1}')).not.toBe(named('{"id":2}'))
    expect(named('{"id":1}')).not.toBe(named('{"id":1}', NOW + 3_600_000))
    const said = '{"from": "380671112233", "message": {"text": "так"}}'
    const keyOf = (at: number) => Reflect.get(Object(eventOf(said, at)), 'key')
    expect(keyOf(NOW)).toBe(keyOf(NOW))
    expect(keyOf(NOW)).not.toBe(keyOf(NOW + 3_600_000))
  })

  test('an SMS, from a number however it is written, or from a name', () => {
    const from = (number: string) =>
      Reflect.get(Object(eventOf(JSON.stringify({ from: number, id: '7', message: { text: 'Привіт' } }))), 'peer')
    for (const number of ['+380671112233', '380671112233', ' 380671112233', '00380671112233', '+38 (067) 111-22-33'])
      expect(from(number)).toMatchObject({ key: '+380671112233' })
    expect(from('MonoBank')).toMatchObject({ key: 'MonoBank' })
    expect(eventOf('{"from":"380671112233","id":7,"message":{"text":"Привіт\\u0000"}}')).toMatchObject({
      key: 'in:7',
      text: 'Привіт',
      type: 'message',
    })
  })

  test('a report: delivered, failed with its word, or on its way', () => {
    const state = (word: string) => eventOf(String(new URLSearchParams({ MessageSid: 'SM1', MessageStatus: word })))
    expect(state('DELIVERED')).toMatchObject({ type: 'report', key: 'SM1', state: 'delivered' })
    expect(state('undelivered')).toMatchObject({ state: 'failed', error: 'undelivered' })
    expect(state('queued')).toMatchObject({ state: 'sent' })
  })

  test('[CON3] what is neither is said to be unreadable', () => {
    for (const raw of [
      '',
      'OK',
      '7',
      '{}',
      '{"from":"380"}',
      '{"message":{"text":"x"}}',
      '{"from":"  ","message":{"text":"x"}}',
      'MessageSid=1',
    ])
      expect(read(raw).ok).toBe(false)
    expect(readHook('from=380671112233&text=x', NOW, { ...PLACES, hookFrom: '' }).ok).toBe(false)
  })
})
