import { newId } from '#shared/domain/id'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { decodeServer, encodeClient } from '#shared/protocol/wire'
import type { Sender } from './load'

export interface Target {
  readonly url: string
  readonly cookie: string
}

/** A device that answers in one dialog. It is told everything that everybody writes, as every device is. */
export async function connectSender(
  { url, cookie }: Target,
  dialogId: string | null,
): Promise<Sender & { firstDialog: string; close(): void }> {
  const { WebSocket } = await import('ws')
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, { headers: { cookie, origin: url } })
  const waiting = new Map<string, () => void>()
  let firstDialog = ''
  const ready = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const frame = decodeServer(new Uint8Array(data))
      if (frame?.name === 'RESULT') for (const { id } of frame.head.results) settle(id)
      if (frame?.name !== 'SNAPSHOT') return
      firstDialog ||= frame.head.rows.find(({ kind }) => kind === 'dialog')?.id ?? ''
      if (frame.head.last) resolve()
    })
  })
  const settle = (id: string) => {
    waiting.get(id)?.()
    waiting.delete(id)
  }
  socket.on('open', () => {
    const start = { epoch: null, cursor: 0, aclEpoch: 0, unanswered: [] }
    socket.send(encodeClient('HELLO', { proto: PROTOCOL_VERSION, build: 'bench', device: newId(), ...start }))
  })
  await ready
  return {
    firstDialog,
    close: () => socket.terminate(),
    send(n) {
      const args = {
        itemId: newId(),
        text: `Ответ номер ${n}: заказ отправлен`,
        attachments: [],
        replyTo: null,
        seen: 0,
        ifUnchanged: false,
      }
      const command = { id: newId(), type: 'message.send' as const, args: { dialogId: dialogId ?? firstDialog, ...args } }
      return new Promise((resolve) => {
        waiting.set(command.id, resolve)
        socket.send(encodeClient('CMD', { commands: [command] }))
      })
    },
  }
}
