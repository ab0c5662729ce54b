/** Messages that are acknowledged after the commit: replies of operators, messages of website visitors. */
import { prepareOkno, setUp, startOkno } from '../contender/okno'
import { durableLimit } from '../contender/raw'
import { type Lane, type Line, type Options, withRatio } from '../lane'
import { inFolder, type Running } from '../process'
import { LoadSocket } from '../wire/socket'
import { drive, flusher, lineOf, type Measured, repeat, type Sender } from './drive'
import { operator } from './operator'
import { burstOfVisitors } from './visitors'

const SENDERS = 20
const DIALOGS = 200
/** Of a message of the limit, as much as Okno's takes on the wire. */
const RAW_BYTES = 300

interface Load {
  readonly senders: number
  /** Messages of one sender under way at once. */
  readonly window: number
  readonly messages: number
}

const COLUMNS = {
  perSecond: { heading: 'messages/s', digits: 0 },
  p50: { heading: 'p50 ms', digits: 2 },
  p99: { heading: 'p99 ms', digits: 2 },
  cpu: { heading: 'CPU s/1000', digits: 3 },
  ratio: { heading: 'Okno ×', digits: 2 },
}

export const messages: Lane = {
  name: 'messages',
  async run(options, show) {
    const loads: readonly (Load & { name: string })[] = [
      { name: 'one at a time', senders: 1, window: 1, messages: options.isQuick ? 50 : 500 },
      { name: '20 operators, 8 under way each, 200 dialogs', senders: SENDERS, window: 8, messages: options.isQuick ? 400 : 8000 },
      { name: '20 operators, 100 under way each, 200 dialogs', senders: SENDERS, window: 100, messages: options.isQuick ? 400 : 20_000 },
    ]
    for (const load of loads) {
      const lines = [await replies(load, options), await limit(load, options)]
      show({ title: `Durable replies, ${load.name}`, columns: COLUMNS, lines: withRatio(lines, 'perSecond') })
    }
    const visitors = options.isQuick ? 20 : 1000
    const line = lineOf('Okno', await burstOfVisitors(visitors, options))
    show({
      title: `Durable messages of ${visitors} website visitors, 15 each, their first ones begin dialogs`,
      columns: COLUMNS,
      lines: [line],
    })
  },
}

async function replies(load: Load, { runs }: Options): Promise<Line> {
  return inFolder(async (template) => {
    const dialogs = (await prepareOkno(template, DIALOGS)).map(({ dialogId }) => dialogId)
    return lineOf(
      'Okno',
      await repeat(runs, template, async (folder) => {
        const server = await startOkno(folder)
        const place = { port: server.port, cookie: setUp().cookie }
        return measure(server, load, () => operator(place, dialogs))
      }),
    )
  })
}

async function limit(load: Load, { runs }: Options): Promise<Line> {
  return inFolder(async (template) => {
    await durableLimit.prepare(template, { documents: load.senders, content: null })
    return lineOf(
      durableLimit.name,
      await repeat(runs, template, async (folder) => {
        const server = await durableLimit.start(folder)
        return measure(server, load, (index) => rawSender(server.port, index))
      }),
    )
  })
}

async function measure(server: Running, load: Load, connect: (index: number) => Promise<Sender>): Promise<Measured> {
  const senders = await Promise.all(Array.from({ length: load.senders }, (_, index) => connect(index)))
  const measured = await drive(senders, { ...load, pid: server.pid })
  for (const sender of senders) sender.close()
  await server.kill()
  return measured
}

/** Messages of the size of Okno's; the log is told of each, and the sender of its own. */
async function rawSender(port: number, index: number): Promise<Sender> {
  const socket = await LoadSocket.open({ port, path: `/?first=${index}&count=1` })
  const waiting: (() => void)[] = []
  socket.onMessage = (bytes, start, end) => {
    for (let at = start + 2; at < end; at += 2 + bytes.readUInt16BE(at)) waiting.shift()?.()
  }
  const message = Buffer.alloc(4 + RAW_BYTES)
  message.writeUInt16BE(index)
  message.writeUInt16BE(RAW_BYTES, 2)
  const flush = flusher(socket)
  return {
    close: () => socket.close(),
    send() {
      return new Promise((resolve) => {
        waiting.push(resolve)
        socket.send(message)
        flush()
      })
    },
  }
}
