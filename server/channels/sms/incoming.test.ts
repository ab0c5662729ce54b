import { describe, expect, test } from 'vitest'
import { encodeText } from './alphabet'
import { concatenationHeader } from './concatenation'
import { hashOf, type Incoming, NOTHING_INCOMING, parseIncoming, withConfirmed, withDelivery, withoutExpired } from './incoming'
import type { Delivery } from './pdu'

const DAY = 24 * 60 * 60 * 1000
const sms = (text: string, more: Partial<Delivery> = {}): Delivery => ({
  from: '380671112233',
  to: 'SHOP',
  esmClass: 0,
  coding: 8,
  bytes: encodeText(text, 'ucs2'),
  receiptedId: null,
  messageState: null,
  place: null,
  ...more,
})
const part = (text: string, n: number, total: number, ref = 9) =>
  sms('', { esmClass: 0x40, bytes: Buffer.concat([concatenationHeader({ ref, total, n }), encodeText(text, 'ucs2')]) })

/** Takes them one after another in one connection, after another one that left `from`. @returns what came of each. */
function run(deliveries: readonly Delivery[], from: Incoming = NOTHING_INCOMING, { now = 1, session = 'a' } = {}) {
  let incoming = from
  const events = deliveries.map((delivery, index) => {
    const step = withDelivery(incoming, delivery, { key: `key-${session}${index}`, session, now })
    incoming = parseIncoming(JSON.stringify(step.incoming))
    return step.events.map(({ key, raw }) => ({ key, parts: JSON.parse(raw).parts.map(({ n }: { n: number }) => n) }))
  })
  return { incoming, events }
}

describe('an SMS that comes', () => {
  test('[SMS1] in parts is one, in whatever order they come, and whatever comes between them', () => {
    const { events, incoming } = run([part('три', 3, 3), part('другое', 1, 2, 10), part('раз', 1, 3), part('два', 2, 3)])
    expect(events).toEqual([[], [], [], [{ key: 'key-a0', parts: [1, 2, 3] }]])
    expect(incoming.groups).toHaveLength(1)
  })
  test('[SMS1] whose parts stand beside it is put together too', () => {
    const { events } = run([1, 2].map((n) => sms(`${n}`, { place: { ref: 300, total: 2, n } })))
    expect(events[1]).toEqual([{ key: 'key-a0', parts: [1, 2] }])
  })
  test('[SMS1] of which parts never come goes on after a day with what there is', () => {
    const { incoming } = run([part('раз', 1, 3), part('три', 3, 3)])
    expect(withoutExpired(incoming, DAY).events).toEqual([])
    const over = withoutExpired(incoming, DAY + 1)
    expect(JSON.parse(over.events[0]?.raw ?? '').parts.map(({ n }: { n: number }) => n)).toEqual([1, 3])
    expect(over.incoming.groups).toEqual([])
  })
  test('[SMS2] again in the next connection, where our answer may have been lost, is the same one', () => {
    const { incoming } = run([sms('Ок')])
    expect(run([sms('Ок')], incoming, { session: 'b' }).events).toEqual([[{ key: 'key-a0', parts: [1] }]])
    expect(run([sms('Ок')], incoming, { session: 'b', now: 11 * 60_000 }).events).toEqual([[{ key: 'key-b0', parts: [1] }]])
  })
  test('[SMS2] again in the same connection, or once our answer was heard, is another: people write «ok» twice', () => {
    const { events, incoming } = run([sms('Ок'), sms('Ок')])
    expect(events.map(([event]) => event?.key)).toEqual(['key-a0', 'key-a1'])
    const heard = withConfirmed(incoming, new Set([hashOf(sms('Ок'))]))
    expect(run([sms('Ок')], heard, { session: 'b' }).events.map(([event]) => event?.key)).toEqual(['key-b0'])
  })
  test('[SMS2] of which a part comes again neither doubles it nor begins another', () => {
    const first = run([part('раз', 1, 2)])
    const second = run([part('раз', 1, 2), part('два', 2, 2)], first.incoming, { session: 'b' })
    expect(second.events).toEqual([[], [{ key: 'key-a0', parts: [1, 2] }]])
    const third = run([part('два', 2, 2)], second.incoming, { session: 'c' })
    expect([third.events, third.incoming.groups]).toEqual([[[]], []])
  })
  test('[SMS1] from many at once keeps no more than it must', () => {
    const { incoming } = run(
      Array.from({ length: 300 }, (_, n) => part('x', 1, 2, n & 0xff)).map((each, n) => ({ ...each, from: `38067${n}` })),
    )
    expect(incoming.groups.length).toBe(200)
  })
})
