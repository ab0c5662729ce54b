/** The protocol of Hocuspocus 3: every message begins with the name of its document, so that one connection holds many. */
import type { Author } from '../wire/small-update'
import { MAX_UPDATE_LENGTH, readVarUint, writeVarUint } from '../wire/small-update'
import { LoadSocket } from '../wire/socket'
import { answer, type Dialect } from './dialect'

const SYNC = 0
const AUTH = 2
const SYNC_STATUS = 8
const STEP_2 = 1
const UPDATE = 2

const scratch = new Uint8Array(MAX_UPDATE_LENGTH)

export const hocuspocus: Dialect = {
  holdsMany: true,
  acknowledges: 'frame',
  async connect({ port, documents }, heard) {
    const socket = await LoadSocket.open({ port, path: '/' })
    const indexes = new Map(documents.map((name, index) => [name, index]))
    const names = documents.map((name) => Buffer.concat([Buffer.from([name.length]), Buffer.from(name)]))
    /** Whose letters the server has not confirmed yet, by document, in the order sent. */
    const sent: Author[][] = documents.map(() => [])
    const opened = answer('Hocuspocus', socket)
    let left = documents.length
    socket.onMessage = (bytes, start) => {
      const at = { bytes, position: start }
      const length = readVarUint(at)
      const index = indexes.get(bytes.toString('latin1', at.position, at.position + length)) ?? -1
      at.position += length
      const kind = readVarUint(at)
      if (kind === SYNC_STATUS) {
        const author = sent[index]?.shift()
        if (author && readVarUint(at) === 1) heard.acknowledged?.(author)
        return
      }
      if (kind !== SYNC) return
      const step = readVarUint(at)
      if (step !== UPDATE && step !== STEP_2) return
      const size = readVarUint(at)
      if (step === UPDATE) return heard.update(bytes, at.position)
      heard.opened?.(index, bytes.subarray(at.position, at.position + size))
      left -= 1
      if (left === 0) opened.arrived()
    }
    for (const name of names) {
      socket.send(Buffer.concat([name, Buffer.from([AUTH, 0, 0])]))
      socket.send(Buffer.concat([name, Buffer.from([SYNC, 0, 1, 0])]))
    }
    socket.flush()
    await opened.come
    return {
      socket,
      type(index, author, now) {
        const name = names[index]
        if (!name) return
        const length = author.type(scratch, 0, now)
        let at = socket.message(name.length + 3 + length)
        const out = socket.buffer
        out.set(name, at)
        at += name.length
        out[at++] = SYNC
        out[at++] = UPDATE
        at = writeVarUint(out, at, length)
        out.set(scratch.subarray(0, length), at)
        if (heard.acknowledged) sent[index]?.push(author)
      },
    }
  },
}
