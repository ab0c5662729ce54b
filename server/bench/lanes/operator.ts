import { newId } from '#shared/domain/id'
import { SERVER_FRAMES } from '#shared/protocol/frames'
import { encodeClient } from '#shared/protocol/wire'
import { connectDevice } from '../dialect/sync'
import { flusher, type Sender } from './drive'

/** A device that answers in all of the dialogs in turn. It is told everything that everybody writes, as every device is. */
export async function operator(
  place: { port: number; cookie: string },
  dialogs: readonly string[],
  from?: { cursor: number; epoch: string | null },
): Promise<Sender> {
  const device = await connectDevice(place, from)
  const { socket } = device
  const waiting = new Map<string, () => void>()
  device.onFrame = (type, bytes, headStart, headEnd) => {
    if (type !== SERVER_FRAMES.RESULT.type) return
    const { results } = JSON.parse(bytes.toString('utf8', headStart, headEnd)) as { results: { id: string; status: string }[] }
    for (const { id, status } of results) {
      if (status !== 'done') throw new Error(`A reply was ${status}`)
      waiting.get(id)?.()
      waiting.delete(id)
    }
  }
  const flush = flusher(socket)
  return {
    close: () => socket.close(),
    send(n) {
      const text = `Ответ номер ${n}: заказ отправлен`
      const args = { itemId: newId(), text, attachments: [], replyTo: null, seen: 0, ifUnchanged: false }
      const command = { id: newId(), type: 'message.send' as const, args: { dialogId: dialogs[n % dialogs.length], ...args } }
      return new Promise((resolve) => {
        waiting.set(command.id, resolve)
        socket.send(encodeClient('CMD', { commands: [command] }))
        flush()
      })
    },
  }
}
