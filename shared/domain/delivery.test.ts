import { describe, expect, test } from 'vitest'
import { advanceDelivery, DELIVERY_STATES, type DeliveryState } from './delivery'

const WAY: readonly DeliveryState[] = ['queued', 'sending', 'sent', 'delivered', 'read']

describe('delivery of a message', () => {
  test('a report moves a message forward and never back', () => {
    for (const [at, from] of WAY.entries())
      for (const [place, to] of WAY.entries()) expect(advanceDelivery(from, to)).toBe(WAY[Math.max(at, place)])
  })

  test('the same report twice is the same as once, whatever it says', () => {
    for (const from of DELIVERY_STATES)
      for (const to of DELIVERY_STATES) {
        const once = advanceDelivery(from, to)
        expect(advanceDelivery(once, to)).toBe(once)
      }
  })

  test('reports of success come to the same end in any order', () => {
    for (const first of WAY)
      for (const second of WAY)
        expect(advanceDelivery(advanceDelivery('queued', first), second)).toBe(advanceDelivery(advanceDelivery('queued', second), first))
  })

  test('a failure counts until the customer is known to have the message', () => {
    for (const from of ['queued', 'sending', 'unknown', 'sent'] as const) expect(advanceDelivery(from, 'failed')).toBe('failed')
    for (const from of ['delivered', 'read'] as const) expect(advanceDelivery(from, 'failed')).toBe(from)
  })

  test('what was feared lost is delivered once a report says so', () => {
    expect(advanceDelivery('unknown', 'sent')).toBe('sent')
    expect(advanceDelivery('failed', 'delivered')).toBe('delivered')
    expect(advanceDelivery('unknown', 'sending')).toBe('unknown')
  })

  test('an incoming message stays received', () => {
    for (const to of DELIVERY_STATES) expect(advanceDelivery('received', to)).toBe('received')
  })
})
