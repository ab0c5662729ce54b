import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteDocument, remarkDocument } from '#shared/domain/document'
import { textOf, written } from '../documents/hub-fixture'
import { awarenessMessage, encodeAwareness, parseAwareness, parseMessage, step1Message, updateMessage } from '../documents/messages'
import { dialogRows, OLGA, PAVEL } from '../parts-fixture'
import { quiet } from './connection-fixture'
import { type Device, makeServer } from './session-fixture'

const DOC = remarkDocument('d-contact')
const EMPTY_VECTOR = Y.encodeStateVector(new Y.Doc())

async function makeDevices(): Promise<{ server: Awaited<ReturnType<typeof makeServer>>; olga: Device; pavel: Device }> {
  const server = await makeServer()
  await server.put(...dialogRows('d'))
  const [olga, pavel] = [server.connect(OLGA), server.connect(PAVEL)]
  for (const device of [olga, pavel]) {
    device.hello()
    await device.nth('WELCOME')
  }
  return { server, olga, pavel }
}

/** What the documents of a device were told, by handle. */
const heard = (device: Device, h: number) =>
  device
    .of('DOC')
    .filter((frame) => frame.head.h === h)
    .map(({ raw }) => parseMessage(raw))

const textsHeard = (device: Device, h: number): string =>
  textOf(heard(device, h).flatMap((message) => (message?.kind === 'update' ? [message.bytes] : [])))

describe('documents in a connection', () => {
  test('an update is acknowledged by its id, and reaches whoever has the document open', async () => {
    const { olga, pavel } = await makeDevices()
    pavel.say('DOC_OPEN', { h: 7, doc: DOC, lineage: null })
    olga.say('DOC_PUSH', { id: 'u1', doc: DOC, lineage: null }, written('Привет'))
    expect((await olga.nth('DOC_ACK')).head).toEqual({ ids: ['u1'] })
    await pavel.nth('DOC')
    expect(textsHeard(pavel, 7)).toBe('Привет')
  })

  test('a document is asked for by what one has of it', async () => {
    const { olga, pavel } = await makeDevices()
    olga.say('DOC_PUSH', { id: 'u1', doc: DOC, lineage: null }, written('Привет'))
    await olga.nth('DOC_ACK')
    pavel.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    pavel.say('DOC', { h: 1 }, step1Message(EMPTY_VECTOR))
    await pavel.nth('DOC')
    expect(textsHeard(pavel, 1)).toBe('Привет')
  })

  test('[LIN2] a copy of another lineage is told so, hears nothing of the document, and stores nothing in it', async () => {
    const { olga, pavel, server } = await makeDevices()
    const lineage = await server.documents.lineage(DOC)
    pavel.say('DOC_OPEN', { h: 1, doc: DOC, lineage: 'another.0' })
    pavel.say('DOC', { h: 1 }, step1Message(EMPTY_VECTOR))
    olga.say('DOC_OPEN', { h: 1, doc: DOC, lineage })
    olga.say('DOC_PUSH', { id: 'u1', doc: DOC, lineage }, written('Привет'))
    expect((await pavel.nth('DOC_SYNC')).head).toEqual({ h: 1, lineage })
    pavel.say('DOC_PUSH', { id: 'u2', doc: DOC, lineage: 'another.0' }, written('Пока'))
    expect((await pavel.nth('DOC_REJ')).head).toEqual({ id: 'u2', h: null, code: 'stale' })
    await olga.nth('DOC')
    expect([textsHeard(olga, 1), pavel.of('DOC'), textOf((await server.store.documents([DOC])).get(DOC)?.updates ?? [])]).toEqual([
      'Привет',
      [],
      'Привет',
    ])
  })

  test('[LIN2] the answer to a state vector says of which history it is, and what the server has', async () => {
    const { olga, server } = await makeDevices()
    olga.say('DOC_PUSH', { id: 'u1', doc: DOC, lineage: null }, written('Привет'))
    await olga.nth('DOC_ACK')
    olga.say('DOC_OPEN', { h: 3, doc: DOC, lineage: null })
    olga.say('DOC', { h: 3 }, step1Message(EMPTY_VECTOR))
    const { head, raw } = await olga.nth('DOC_SYNC')
    expect(head).toEqual({ h: 3, lineage: await server.documents.lineage(DOC) })
    const update = (await server.store.documents([DOC])).get(DOC)?.updates[0]
    expect(raw).toEqual(update && Y.encodeStateVectorFromUpdate(update))
  })

  test('an update that arrives unnamed is not taken: it could not be acknowledged', async () => {
    const { olga, server } = await makeDevices()
    olga.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    olga.say('DOC', { h: 1 }, updateMessage(written('x')))
    await quiet()
    expect((await server.store.documents([DOC])).size).toBe(0)
  })

  test('one that cannot be stored is refused by its id, and the text stays with its author', async () => {
    const { olga } = await makeDevices()
    olga.say('DOC_PUSH', { id: 'u1', doc: noteDocument('gone', 'n'), lineage: null }, written('x'))
    expect((await olga.nth('DOC_REJ')).head).toEqual({ id: 'u1', h: null, code: 'not-found' })
  })

  test('[DOC3] others see the caret under the name the server knows', async () => {
    const { olga, pavel } = await makeDevices()
    olga.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    pavel.say('DOC_OPEN', { h: 2, doc: DOC, lineage: null })
    const forged = encodeAwareness([{ clientId: 5, clock: 1, state: { user: { name: 'Павел', id: 'pavel' } } }])
    olga.say('DOC', { h: 1 }, awarenessMessage(forged))
    await pavel.nth('DOC')
    const [message] = heard(pavel, 2)
    const [entry] = (message?.kind === 'awareness' && parseAwareness(message.bytes)) || []
    expect(entry?.state).toMatchObject({ user: { name: 'Ольга', id: 'olga' } })
  })

  test('whoever comes later is shown who is there', async () => {
    const { olga, pavel } = await makeDevices()
    olga.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    olga.say('DOC', { h: 1 }, awarenessMessage(encodeAwareness([{ clientId: 5, clock: 1, state: {} }])))
    await quiet()
    pavel.say('DOC_OPEN', { h: 2, doc: DOC, lineage: null })
    await pavel.nth('DOC')
    expect(heard(pavel, 2).map((message) => message?.kind)).toEqual(['awareness'])
  })

  test('a handle in use is refused, and so is one too many', async () => {
    const { olga } = await makeDevices()
    for (let h = 0; h < 200; h += 1) olga.say('DOC_OPEN', { h, doc: DOC, lineage: null })
    expect(olga.of('DOC_REJ')).toEqual([])
    olga.say('DOC_OPEN', { h: 5, doc: DOC, lineage: null })
    olga.say('DOC_OPEN', { h: 200, doc: DOC, lineage: null })
    expect(olga.of('DOC_REJ').map(({ head }) => head)).toEqual([
      { id: null, h: 5, code: 'invalid' },
      { id: null, h: 200, code: 'invalid' },
    ])
    olga.say('DOC_CLOSE', { h: 0 })
    olga.say('DOC_OPEN', { h: 200, doc: DOC, lineage: null })
    expect(olga.of('DOC_REJ')).toHaveLength(2)
  })

  test('a closed document, and a connection that has ended, are told nothing more', async () => {
    const { olga, pavel, server } = await makeDevices()
    const third = server.connect(PAVEL)
    third.hello()
    await third.nth('WELCOME')
    pavel.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    third.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    pavel.say('DOC_CLOSE', { h: 1 })
    third.hangUp()
    olga.say('DOC_PUSH', { id: 'u', doc: DOC, lineage: null }, written('x'))
    await olga.nth('DOC_ACK')
    await quiet()
    expect([pavel.of('DOC'), third.of('DOC')]).toEqual([[], []])
  })

  test('garbage inside a document’s frame disturbs neither the connection nor the others', async () => {
    const { olga, server } = await makeDevices()
    olga.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    for (const raw of [new Uint8Array(0), new Uint8Array([0]), new Uint8Array([1, 255, 255, 255]), new Uint8Array(500).fill(0xff)])
      olga.say('DOC', { h: 1 }, raw)
    olga.say('DOC', { h: 99 }, step1Message(EMPTY_VECTOR))
    olga.say('DOC_CLOSE', { h: 99 })
    await quiet()
    expect([olga.closed(), server.errors]).toEqual([null, []])
  })

  test('a state vector that is none ends nothing', async () => {
    const { olga, server } = await makeDevices()
    olga.say('DOC_OPEN', { h: 1, doc: DOC, lineage: null })
    for (const vector of [[], [255], [5, 1], [255, 255, 255, 255, 255, 255, 255, 127]])
      olga.say('DOC', { h: 1 }, step1Message(new Uint8Array(vector)))
    await quiet()
    expect([olga.closed(), server.errors]).toEqual([null, []])
  })
})
