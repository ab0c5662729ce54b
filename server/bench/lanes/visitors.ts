/** Website visitors who all write at once, each from an address of their own. */
import { newId } from '#shared/domain/id'
import { WIDGET_SOCKET_PATH, WIDGET_VERSION } from '#shared/protocol/widget'
import { prepareOkno, setUp, startOkno } from '../contender/okno'
import { answer } from '../dialect/dialect'
import type { Options } from '../lane'
import { inFolder } from '../process'
import { LoadSocket } from '../wire/socket'
import { drive, flusher, type Measured, repeat, type Sender } from './drive'

/** Below what one visitor may send in ten seconds. */
const MESSAGES_EACH = 15
const CONNECTING_AT_ONCE = 100

export async function burstOfVisitors(count: number, { runs }: Options): Promise<Measured[]> {
  return inFolder(async (template) => {
    await prepareOkno(template, 1)
    return repeat(runs, template, async (folder) => {
      const server = await startOkno(folder, { OKNO_TRUST_PROXY: '1' })
      const visitors: Sender[] = []
      for (let start = 0; start < count; start += CONNECTING_AT_ONCE) {
        const some = Array.from({ length: Math.min(CONNECTING_AT_ONCE, count - start) }, (_, index) => visitor(server.port, start + index))
        visitors.push(...(await Promise.all(some)))
      }
      const measured = await drive(visitors, { pid: server.pid, window: 1, messages: count * MESSAGES_EACH })
      for (const one of visitors) one.close()
      await server.kill()
      return measured
    })
  })
}

async function visitor(port: number, index: number): Promise<Sender> {
  const headers = { 'x-forwarded-for': `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` }
  const path = `${WIDGET_SOCKET_PATH}?channel=${setUp().channelId}`
  const socket = await LoadSocket.open({ port, path, headers })
  const welcomed = answer('a visitor', socket)
  let acknowledged = () => {}
  socket.onMessage = (bytes, start, end) => {
    const text = bytes.toString('utf8', start, end)
    if (text.startsWith('{"t":"welcome"')) welcomed.arrived()
    if (text.startsWith('{"t":"ack"')) acknowledged()
    if (text.startsWith('{"t":"refused"')) throw new Error(text)
  }
  const page = 'https://shop.example/'
  socket.sendText(JSON.stringify({ t: 'hello', version: WIDGET_VERSION, token: null, language: 'ru', page, unanswered: [] }))
  socket.flush()
  await welcomed.come
  const flush = flusher(socket)
  return {
    close: () => socket.close(),
    send: (n) =>
      new Promise((resolve) => {
        acknowledged = resolve
        socket.sendText(JSON.stringify({ t: 'send', id: newId(), text: `Вопрос номер ${n}: когда приедет мой заказ?`, files: [] }))
        flush()
      }),
  }
}
