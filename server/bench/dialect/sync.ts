/** Okno's own `/sync`: a device with everything that a device has, and many documents over its one connection. */
import { newId } from '#shared/domain/id'
import { CLIENT_FRAMES, SERVER_FRAMES } from '#shared/protocol/frames'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { encodeClient } from '#shared/protocol/wire'
import type { Author } from '../wire/small-update'
import { MAX_UPDATE_LENGTH, readVarUint } from '../wire/small-update'
import { LoadSocket } from '../wire/socket'
import { answer, type Client, type Dialect } from './dialect'

const HEADER_BYTES = 5
const SYNC = 0
const STEP_2 = 1
const UPDATE = 2
const ASK = new Uint8Array([SYNC, 0, 1, 0])

const scratch = new Uint8Array(MAX_UPDATE_LENGTH)

export interface Device {
  readonly socket: LoadSocket
  /** How far its rows are known, and the history they belong to. */
  readonly position: { cursor: number; epoch: string | null }
  /** Any other frame of the server. */
  onFrame: (type: number, bytes: Buffer, headStart: number, headEnd: number, end: number) => void
}

interface DevicePlace {
  readonly port: number
  readonly cookie: string
}

interface Position {
  readonly cursor: number
  readonly epoch: string | null
}

/** Says hello and waits until the device has everything. */
export async function connectDevice(place: DevicePlace, from: Position = { cursor: 0, epoch: null }): Promise<Device> {
  const origin = `http://localhost:${place.port}`
  const socket = await LoadSocket.open({ port: place.port, path: '/sync', headers: { cookie: place.cookie, origin } })
  const caughtUp = answer('the rows of a device', socket)
  const device: Device = { socket, position: { ...from }, onFrame: () => {} }
  let head = 0
  let mode = ''
  let taken = 0
  /** As a device does once it has written a frame. */
  const confirm = () => {
    taken += 1
    socket.send(encodeClient('ACK', { cursor: 0, taken }))
    socket.flush()
  }
  socket.onMessage = (bytes, start, end) => {
    const type = bytes[start] ?? 0
    const headStart = start + HEADER_BYTES
    const headEnd = headStart + bytes.readUInt32BE(start + 1)
    const frameHead = () => JSON.parse(bytes.toString('utf8', headStart, headEnd))
    if (type === SERVER_FRAMES.WELCOME.type) {
      const welcome = frameHead()
      ;({ head, mode } = welcome)
      device.position.epoch = welcome.epoch
      if (mode === 'resume' && from.cursor >= head) caughtUp.arrived()
    } else if (type === SERVER_FRAMES.SNAPSHOT.type) {
      confirm()
      // The head is long, and its last part the one with few rows.
      if (headEnd - headStart > 4096) return
      const part = frameHead()
      if (!part.last) return
      device.position.cursor = part.to
      caughtUp.arrived()
    } else if (type === SERVER_FRAMES.BATCH.type) {
      confirm()
      device.position.cursor = numberAfter(bytes, headStart, '"to":')
      if (mode === 'resume' && device.position.cursor >= head) caughtUp.arrived()
    } else device.onFrame(type, bytes, headStart, headEnd, end)
  }
  const hello = { proto: PROTOCOL_VERSION, build: 'bench', device: newId(), aclEpoch: 0, staged: null, unanswered: [] }
  socket.send(encodeClient('HELLO', { ...hello, ...from }))
  socket.flush()
  await caughtUp.come
  return device
}

/** The number behind the first of these words, which stands near the beginning of the head. */
function numberAfter(bytes: Buffer, start: number, word: string): number {
  const text = bytes.toString('latin1', start, start + 64)
  return Number.parseInt(text.slice(text.indexOf(word) + word.length), 10)
}

export const oknoSync = (cookie: () => string): Dialect => ({
  holdsMany: true,
  acknowledges: 'frame',
  async connect({ port, documents }, heard): Promise<Client> {
    const device = await connectDevice({ port, cookie: cookie() })
    const { socket } = device
    const heads = documents.map((doc) => JSON.stringify({ id: '000000000000000000000', doc, lineage: null }))
    const waiting = new Map<string, Author>()
    const opened = answer('the documents of a device', socket)
    let left = documents.length
    /** Two connections never name an update alike: the server stores a name once. */
    const prefix = newId().slice(0, 11)
    let lastPush = 0
    device.onFrame = (type, bytes, headStart, headEnd, end) => {
      if (type === SERVER_FRAMES.DOC.type) readDocument(bytes, headStart, headEnd, end)
      else if (type === SERVER_FRAMES.DOC_ACK.type && heard.acknowledged) {
        const head = JSON.parse(bytes.toString('latin1', headStart, headEnd)) as { id?: string; ids?: string[] }
        for (const id of head.ids ?? [head.id ?? '']) {
          const author = waiting.get(id)
          waiting.delete(id)
          if (author) heard.acknowledged(author)
        }
      } else if (type === SERVER_FRAMES.DOC_REJ.type) throw new Error(`Refused: ${bytes.toString('latin1', headStart, headEnd)}`)
    }
    function readDocument(bytes: Buffer, headStart: number, headEnd: number, end: number): void {
      for (let at = headEnd; at < end; ) {
        const cursor = { bytes, position: at + 2 }
        const length = readVarUint(cursor)
        const kind = bytes[at] === SYNC ? bytes[at + 1] : -1
        if (kind === UPDATE) heard.update(bytes, cursor.position)
        if (kind === STEP_2) {
          heard.opened?.(numberAfter(bytes, headStart, '"h":'), bytes.subarray(cursor.position, cursor.position + length))
          left -= 1
          if (left === 0) opened.arrived()
        }
        if (kind === -1) return
        at = cursor.position + length
      }
    }
    for (const [h, doc] of documents.entries()) {
      socket.send(encodeClient('DOC_OPEN', { h, doc, lineage: null }))
      socket.send(encodeClient('DOC', { h }, ASK))
    }
    socket.flush()
    await opened.come
    return {
      socket,
      type(index, author, now) {
        const head = heads[index] ?? ''
        const length = author.type(scratch, 0, now)
        const at = socket.message(HEADER_BYTES + head.length + length)
        const out = socket.buffer
        out[at] = CLIENT_FRAMES.DOC_PUSH.type
        out.writeUInt32BE(head.length, at + 1)
        out.write(head, at + HEADER_BYTES, 'latin1')
        const id = prefix + String(++lastPush).padStart(10, '0')
        // Its place in the head: {"id":"…
        out.write(id, at + HEADER_BYTES + 7, 'latin1')
        out.set(scratch.subarray(0, length), at + HEADER_BYTES + head.length)
        if (heard.acknowledged) waiting.set(id, author)
      },
    }
  },
})
