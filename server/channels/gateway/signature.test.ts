import { describe, expect, test } from 'vitest'
import { isSigned, signatureOf } from './signature'

const NOW = 1_700_000_000_000
const secret = 'a secret that both of them know'
const bytes = new TextEncoder().encode('{"type":"ping"}')
const timestamp = '1700000000'
const signature = signatureOf(bytes, { secret, timestamp })

describe('a signature of the open channel API', () => {
  test('is over the time and the bytes as they came', () => {
    expect(isSigned(bytes, { secret, timestamp, signature, now: NOW })).toBe(true)
    expect(isSigned(new TextEncoder().encode('{"type": "ping"}'), { secret, timestamp, signature, now: NOW })).toBe(false)
    expect(isSigned(bytes, { secret: 'another', timestamp, signature, now: NOW })).toBe(false)
    expect(isSigned(bytes, { secret, timestamp: '1700000001', signature, now: NOW })).toBe(false)
    for (const wrong of [undefined, '', 'v1=', signature.slice(0, -1), `${signature}0`])
      expect(isSigned(bytes, { secret, timestamp, signature: wrong, now: NOW })).toBe(false)
    for (const wrong of [undefined, '', 'now', '-5']) expect(isSigned(bytes, { secret, timestamp: wrong, signature, now: NOW })).toBe(false)
  })

  test('[API1] is none five minutes later, or five minutes before its time', () => {
    const at = (ms: number) => isSigned(bytes, { secret, timestamp, signature, now: NOW + ms })
    expect([at(300_000), at(300_001), at(-300_000), at(-300_001)]).toEqual([true, false, true, false])
  })
})
