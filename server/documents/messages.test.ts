import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { makeChance } from '#shared/lib/chance'
import {
  awarenessMessage,
  encodeAwareness,
  MESSAGE_AWARENESS,
  MESSAGE_SYNC,
  parseAwareness,
  parseMessage,
  step1Message,
  step2Message,
  updateMessage,
} from './messages'

const BYTES = new Uint8Array([1, 2, 3])

const written = (...numbers: number[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

describe('messages of y-websocket', () => {
  test('come out as they went in', () => {
    expect(parseMessage(step1Message(BYTES))).toEqual({ kind: 'step1', stateVector: BYTES })
    expect(parseMessage(step2Message(BYTES))).toEqual({ kind: 'update', bytes: BYTES })
    expect(parseMessage(updateMessage(BYTES))).toEqual({ kind: 'update', bytes: BYTES })
    expect(parseMessage(awarenessMessage(BYTES))).toEqual({ kind: 'awareness', bytes: BYTES })
    expect(parseMessage(written(3))).toEqual({ kind: 'query-awareness' })
  })

  test('that are cut off, unknown or too long by their own word are none', () => {
    const whole = updateMessage(BYTES)
    for (let end = 0; end < whole.length; end += 1) expect(parseMessage(whole.subarray(0, end))).toBeNull()
    expect(parseMessage(written(2))).toBeNull()
    expect(parseMessage(written(MESSAGE_SYNC, 7, 0))).toBeNull()
    expect(parseMessage(written(MESSAGE_SYNC, 2, 2 ** 31))).toBeNull()
    expect(parseMessage(written(MESSAGE_AWARENESS, 2 ** 40))).toBeNull()
    expect(parseMessage(new Uint8Array(20).fill(255))).toBeNull()
  })

  test('of random bytes are none or something, never thrown', () => {
    const chance = makeChance(1)
    for (let round = 0; round < 5000; round += 1) {
      const bytes = Uint8Array.from({ length: chance.below(30) }, () => chance.below(chance.below(2) === 0 ? 5 : 256))
      const message = parseMessage(bytes)
      if (message?.kind === 'awareness') parseAwareness(message.bytes)
    }
  })
})

describe('awareness', () => {
  const entry = (clientId: number) => ({ clientId, clock: 1, state: { caret: null } })

  test('is read as y-protocols writes it, and written as it reads it', () => {
    const awareness = new Awareness(new Y.Doc())
    awareness.setLocalState({ user: { name: 'Ольга' } })
    const bytes = encodeAwarenessUpdate(awareness, [awareness.clientID])
    const entries = parseAwareness(bytes)
    expect(entries).toEqual([{ clientId: awareness.clientID, clock: 1, state: { user: { name: 'Ольга' } } }])
    expect(encodeAwareness(entries ?? [])).toEqual(bytes)
    awareness.destroy()
  })

  test('of more clients than a browser has is none', () => {
    expect(parseAwareness(encodeAwareness(Array.from({ length: 16 }, (_, n) => entry(n))))).toHaveLength(16)
    expect(parseAwareness(encodeAwareness(Array.from({ length: 17 }, (_, n) => entry(n))))).toBeNull()
    expect(parseAwareness(written(2 ** 30))).toBeNull()
  })

  test('that is cut off, or holds what is not JSON, is none', () => {
    const whole = encodeAwareness([entry(1)])
    for (let end = 0; end < whole.length; end += 1) expect(parseAwareness(whole.subarray(0, end))).toBeNull()
    const encoder = encoding.createEncoder()
    for (const number of [1, 5, 1]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, '{"a":')
    expect(parseAwareness(encoding.toUint8Array(encoder))).toBeNull()
  })
})
