/**
 * Ten thousand updates a second, and two questions: how long until their authors hear that they are taken, and how many
 * of those are gone when the server is killed in the middle of it.
 */
import * as Y from 'yjs'
import type { Contender } from '../contender/contender'
import { contenders } from '../contender/contenders'
import type { Lane, Line, Options } from '../lane'
import { cpuSeconds, median } from '../machine'
import { inCopyOf, inFolder, pause } from '../process'
import { Author } from '../wire/small-update'
import { typeAt } from './offer'
import { connectRooms, type Rooms, type Shape } from './rooms'

const RATE = 10_000
const DOCUMENTS = 50
const PEOPLE = 4
/** Compiled code and a first round of whatever a server does at leisure. */
const SETTLE_MS = 1500
const MEASURE_MS = 1500
/** After a restart a server may give the document in pieces. */
const READ_BACK_MS = 2500

const COLUMNS = {
  p50: { heading: 'p50 ms', digits: 1 },
  p95: { heading: 'p95 ms', digits: 1 },
  p99: { heading: 'p99 ms', digits: 1 },
  perSecond: { heading: 'acks/s', digits: 0 },
  cpu: { heading: 'server CPUs', digits: 2 },
  acknowledged: { heading: 'acknowledged', digits: 0 },
  lost: { heading: 'lost by kill -9', digits: 0 },
}

export const acknowledged: Lane = {
  name: 'acknowledged',
  async run(options, show) {
    const rate = options.isQuick ? RATE / 10 : RATE
    const lines: Line[] = []
    for (const contender of contenders(options)) if (contender.name !== 'raw fan-out') lines.push(await measure(contender, rate, options))
    show({ title: `Acknowledgements at ${rate} updates/s, and those that kill -9 makes untrue`, columns: COLUMNS, lines })
  },
}

async function measure(contender: Contender, rate: number, { runs }: Options): Promise<Line> {
  const dialect = contender.manyDialect ?? contender.dialect
  const shape: Shape = { name: '', documents: DOCUMENTS, people: PEOPLE, isOneSocket: dialect.holdsMany }
  return inFolder(async (template) => {
    const names = await contender.prepare(template, { documents: DOCUMENTS, content: null })
    const all: Record<'p50' | 'p95' | 'p99' | 'perSecond' | 'cpu' | 'acknowledged' | 'lost', number>[] = []
    for (let run = 0; run < runs; run += 1) {
      all.push(
        await inCopyOf(template, async (folder) => {
          const server = await contender.start(folder)
          const rooms = await connectRooms(contender, { port: server.port, names, shape, tracksAcks: true })
          const stop = typeAt(rooms, rate)
          await pause(SETTLE_MS)
          rooms.acks.clear()
          const cpuBefore = cpuSeconds(server.pid)
          await pause(MEASURE_MS)
          const cpu = (cpuSeconds(server.pid) - cpuBefore) / (MEASURE_MS / 1000)
          const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => rooms.acks.at(share))
          const perSecond = rooms.acks.count / (MEASURE_MS / 1000)
          await server.kill()
          stop()
          // Words that were on their way when the server died.
          await pause(100)
          rooms.close()
          const stored = contender.stored?.(folder) ?? (await readBack(contender, folder, names))
          return { p50, p95, p99, perSecond, cpu, ...compare(rooms, stored) }
        }),
      )
    }
    const keys = ['p50', 'p95', 'p99', 'perSecond', 'cpu', 'acknowledged'] as const
    const figures = Object.fromEntries(keys.map((key) => [key, median(all.map((one) => one[key]))]))
    // One lost is one too many: the worst run counts.
    return { name: contender.name, figures: { ...figures, lost: Math.max(...all.map(({ lost }) => lost)) } }
  })
}

function compare({ seats }: Rooms, stored: ReadonlyMap<number, number>): { acknowledged: number; lost: number } {
  const told = seats.map(({ author }) => author.acknowledged)
  const lost = seats.map(({ author }) => Math.max(0, author.acknowledged - (stored.get(author.index) ?? 0)))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return { acknowledged: sum(told), lost: sum(lost) }
}

/** Starts the server again over what it has left and reads every document. @returns letters by author. */
async function readBack(contender: Contender, folder: string, names: readonly string[]): Promise<ReadonlyMap<number, number>> {
  const server = await contender.start(folder)
  const first = new Author(0).clientId
  const letters = new Map<number, number>()
  const readers: { doc: Y.Doc; socket: { close(): void } }[] = []
  for (const name of names) {
    const doc = new Y.Doc()
    const apply = (bytes: Uint8Array) => Y.applyUpdate(doc, bytes)
    const heard = {
      opened: (_index: number, bytes: Uint8Array) => apply(bytes),
      update: (bytes: Uint8Array, at: number) => apply(bytes.subarray(at)),
    }
    const { socket } = await contender.dialect.connect({ port: server.port, documents: [name] }, heard)
    readers.push({ doc, socket })
  }
  await pause(READ_BACK_MS)
  for (const { doc, socket } of readers) {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) letters.set(client - first, clock)
    socket.close()
  }
  await server.kill()
  return letters
}
