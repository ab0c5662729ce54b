import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { MAX_UPDATE_BYTES, noteDocument } from '#shared/domain/document'
import { CLOSE } from '#shared/protocol/frames'
import { makeEditor, REMARK, written } from './hub-fixture'
import { step1Message, updateMessage } from './messages'
import { KEY, reads, startYjs, synced } from './route-fixture'

let yjs: Awaited<ReturnType<typeof startYjs>>
beforeEach(async () => {
  yjs = await startYjs()
})
afterEach(() => yjs.close())

const opened = (path: string, headers: Record<string, string> = {}): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${yjs.url}${path}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
  })

const closeCode = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.on('close', resolve))

/** The code a client is told to go with; it gets no letter before. */
const refusal = async (path: string, headers: Record<string, string> = {}): Promise<number> => {
  const socket = await opened(path, headers)
  socket.on('message', () => expect.unreachable())
  return closeCode(socket)
}

describe('a stock y-websocket client', () => {
  test('reads a document, writes it, and sees what another writes', async () => {
    await yjs.push(written('Привет'))
    const [one, two] = [yjs.client(REMARK), yjs.client(REMARK)]
    await Promise.all([reads(one.text, 'Привет'), reads(two.text, 'Привет')])
    one.text.insert(6, ', мир')
    await reads(two.text, 'Привет, мир')
    two.text.delete(0, 8)
    await reads(one.text, 'мир')
    await reads(two.text, 'мир')
  })

  test('[DOC1] what it wrote is stored, and our own devices are told', async () => {
    const device = makeEditor('olga')
    yjs.hub.open(REMARK, device)
    const { text, ...client } = yjs.client(REMARK)
    await synced(client)
    const other = yjs.client(REMARK)
    await synced(other)
    text.insert(0, 'от робота')
    await reads(other.text, 'от робота')
    expect(await yjs.stored()).toBe('от робота')
    expect(device.heard.some(({ kind }) => kind === 'update')).toBe(true)
    expect(yjs.touched).toContain(REMARK)
  })

  test('[DOC1] whose letters could not be stored brings them again', async () => {
    const { text, ...client } = yjs.client(REMARK)
    await synced(client)
    vi.spyOn(yjs.committer, 'submit').mockRejectedValueOnce(new Error('The disk is full'))
    text.insert(0, 'от робота')
    await reads(yjs.client(REMARK).text, 'от робота')
    expect(await yjs.stored()).toBe('от робота')
    expect(yjs.errors.splice(0)).toHaveLength(1)
  })

  test('[I7] that comes back with what it wrote offline loses nothing of anybody', async () => {
    const first = yjs.client(REMARK)
    await synced(first)
    first.text.insert(0, 'общее ')
    const second = yjs.client(REMARK)
    await reads(second.text, 'общее ')
    first.provider.disconnect()
    first.text.insert(6, 'первый ')
    second.text.insert(0, 'второй ')
    first.provider.connect()
    await reads(second.text, 'второй общее первый ')
    await reads(first.text, 'второй общее первый ')
    expect(await yjs.stored()).toBe('второй общее первый ')
  })

  test('that opens a document twice does not double its text', async () => {
    await yjs.push(written('раз'))
    for (let round = 0; round < 3; round += 1) {
      const client = yjs.client(REMARK)
      await synced(client)
      await reads(client.text, 'раз')
      client.provider.destroy()
    }
    expect(await yjs.stored()).toBe('раз')
  })

  test('[DOC3] is seen by others under the name of its key, and is gone when it leaves', async () => {
    const [one, two] = [yjs.client(REMARK), yjs.client(REMARK)]
    await Promise.all([synced(one), synced(two)])
    const seen = new Promise((resolve) => {
      two.provider.awareness.on('change', () => {
        const state = two.provider.awareness.getStates().get(one.ydoc.clientID)
        if (state?.caret === 5) resolve(state)
      })
    })
    one.provider.awareness.setLocalState({ user: { name: 'Директор', id: 'olga' }, caret: 5 })
    expect(await seen).toEqual({ user: { name: 'Робот', id: null }, caret: 5 })
    const gone = new Promise<void>((resolve) => {
      two.provider.awareness.on('change', ({ removed }: { removed: number[] }) => removed.includes(one.ydoc.clientID) && resolve())
    })
    one.provider.disconnect()
    await gone
  })

  test('on a document nobody has written in is synced at once', async () => {
    const client = yjs.client(noteDocument('d', 'n'))
    await synced(client)
    expect(client.text.toString()).toBe('')
    expect(await yjs.stored(noteDocument('d', 'n'))).toBe('')
  })
})

describe('the door of /yjs', () => {
  test('opens to a key, as a parameter or as a bearer', async () => {
    const sockets = [await opened(`/${REMARK}?key=${KEY}`), await opened(`/${REMARK}`, { authorization: `Bearer ${KEY}` })]
    for (const socket of sockets) socket.terminate()
  })

  test('stays shut without one, with a wrong one, and to a cookie', async () => {
    const codes = await Promise.all([
      refusal(`/${REMARK}`),
      refusal(`/${REMARK}?key=`),
      refusal(`/${REMARK}?key=${KEY}x`),
      refusal(`/${REMARK}`, { cookie: `okno_session=${KEY}` }),
    ])
    expect(codes).toEqual(Array.from({ length: 4 }, () => CLOSE.AUTH))
  })

  test('leads to documents of dialogs and contacts that are there, and nowhere else', async () => {
    const elsewhere = ['remark.gone', 'note.gone.n', 'other', 'remark.', 'remark.%2e%2e', '..%2fremark.d-contact']
    const codes = await Promise.all(elsewhere.map((doc) => refusal(`/${doc}?key=${KEY}`)))
    expect(codes).toEqual(elsewhere.map(() => 4404))
  })

  test('shuts behind whoever is inside when their key is taken away', async () => {
    await yjs.push(written('секрет'))
    const socket = await opened(`/${REMARK}?key=${KEY}`)
    const answered = new Promise((resolve) => socket.once('message', resolve))
    socket.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    await answered
    const closed = closeCode(socket)
    yjs.programs.end('another')
    yjs.programs.end('key')
    expect(await closed).toBe(CLOSE.AUTH)
  })

  test('an unauthorised client never gets a letter, nor writes one', async () => {
    await yjs.push(written('секрет'))
    const stranger = yjs.client(REMARK, { key: 'wrong' })
    const refused = new Promise((resolve) => stranger.provider.once('connection-close', resolve))
    stranger.text.insert(0, 'взлом')
    await refused
    expect(stranger.text.toString()).toBe('взлом')
    expect(await yjs.stored()).toBe('секрет')
  })
})

describe('a hostile client', () => {
  test('that sends garbage is closed, and the others go on', async () => {
    const honest = yjs.client(REMARK)
    await synced(honest)
    for (const bytes of [[9], [0, 9, 0], [0, 0, 1, 255], [255, 255, 255, 255]]) {
      const socket = await opened(`/${REMARK}?key=${KEY}`)
      socket.send(new Uint8Array(bytes))
      expect(await closeCode(socket)).toBe(CLOSE.BAD_FRAME)
    }
    const other = yjs.client(REMARK)
    await synced(other)
    honest.text.insert(0, 'жив')
    await reads(other.text, 'жив')
    expect(yjs.errors).toEqual([])
  })

  test('whose update does not decode, or is of the second encoding, is closed and nothing is stored', async () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'Привет')
    for (const bytes of [new Uint8Array([1, 2, 3, 4]), Y.encodeStateAsUpdateV2(doc)]) {
      const socket = await opened(`/${REMARK}?key=${KEY}`)
      socket.send(updateMessage(bytes))
      expect(await closeCode(socket)).toBe(CLOSE.BAD_FRAME)
    }
    expect((await yjs.store.documents([REMARK])).size).toBe(0)
  })

  test('whose frame is larger than any update is cut off', async () => {
    const socket = await opened(`/${REMARK}?key=${KEY}`)
    socket.on('error', () => undefined)
    socket.send(new Uint8Array(MAX_UPDATE_BYTES + 65))
    expect(await closeCode(socket)).not.toBe(1000)
    const next = yjs.client(REMARK)
    await synced(next)
  })
})
