/** The protocol of y-websocket, one document a connection: its own server, and Okno's `/yjs`. */
import { MAX_UPDATE_LENGTH, readVarUint, writeVarUint } from '../wire/small-update'
import { LoadSocket, type Target } from '../wire/socket'
import { answer, type Client, type Dialect, type Heard } from './dialect'

const SYNC = 0
const STEP_2 = 1
const UPDATE = 2
/** «I have nothing»: an empty state vector. */
const ASK = new Uint8Array([SYNC, 0, 1, 0])

const scratch = new Uint8Array(MAX_UPDATE_LENGTH)

export const yWebsocket = (pathOf: (document: string) => string, acknowledges: Dialect['acknowledges']): Dialect => ({
  holdsMany: false,
  acknowledges,
  connect: ({ port, documents: [document = ''] }, heard) => open({ port, path: pathOf(document) }, heard),
})

async function open(target: Target, heard: Heard): Promise<Client> {
  const socket = await LoadSocket.open(target)
  const opened = answer(target.path, socket)
  socket.onMessage = (bytes, start, end) => {
    if (bytes[start] !== SYNC) return
    const at = { bytes, position: start + 2 }
    const length = readVarUint(at)
    if (bytes[start + 1] === UPDATE) heard.update(bytes, at.position)
    if (bytes[start + 1] !== STEP_2) return
    heard.opened?.(0, bytes.subarray(at.position, Math.min(end, at.position + length)))
    opened.arrived()
  }
  socket.send(ASK)
  socket.flush()
  await opened.come
  return {
    socket,
    type(_index, author, now) {
      const length = author.type(scratch, 0, now)
      let at = socket.message(3 + length)
      const out = socket.buffer
      out[at++] = SYNC
      out[at++] = UPDATE
      at = writeVarUint(out, at, length)
      out.set(scratch.subarray(0, length), at)
    },
  }
}
