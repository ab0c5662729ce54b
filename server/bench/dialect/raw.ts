/** What the raw servers speak: the number of a document, then updates, each with its length before it. */
import { MAX_UPDATE_LENGTH } from '../wire/small-update'
import { LoadSocket } from '../wire/socket'
import { answer, type Dialect } from './dialect'

export const ALL_OPEN = 0xffff
const scratch = new Uint8Array(MAX_UPDATE_LENGTH)

export const raw: Dialect = {
  holdsMany: true,
  acknowledges: 'echo',
  async connect({ port, documents }, heard) {
    const numbers = documents.map(Number)
    const indexes = new Map(numbers.map((number, index) => [number, index]))
    const socket = await LoadSocket.open({ port, path: `/?first=${numbers[0]}&count=${numbers.length}` })
    const opened = answer('the raw server', socket)
    let isOpen = false
    socket.onMessage = (bytes, start, end) => {
      const document = bytes.readUInt16BE(start)
      if (document === ALL_OPEN) {
        isOpen = true
        return opened.arrived()
      }
      if (!isOpen) return heard.opened?.(indexes.get(document) ?? -1, bytes.subarray(start + 2, end))
      for (let at = start + 2; at < end; ) {
        const length = bytes.readUInt16BE(at)
        heard.update(bytes, at + 2)
        at += 2 + length
      }
    }
    await opened.come
    return {
      socket,
      type(index, author, now) {
        const length = author.type(scratch, 0, now)
        const at = socket.message(4 + length)
        const out = socket.buffer
        out.writeUInt16BE(numbers[index] ?? 0, at)
        out.writeUInt16BE(length, at + 2)
        out.set(scratch.subarray(0, length), at + 4)
      },
    }
  },
}
