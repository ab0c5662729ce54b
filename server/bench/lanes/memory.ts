/** What the server holds in memory for a connection and for a document that is open. */

import type { Contender } from '../contender/contender'
import { contenders } from '../contender/contenders'
import { setUp } from '../contender/okno'
import { makeContent } from '../content'
import { connectDevice } from '../dialect/sync'
import type { Lane, Line, Options } from '../lane'
import { memoryMib } from '../machine'
import { inFolder, pause, type Running } from '../process'

const DOCUMENT_BYTES = 50_000
const CONNECTING_AT_ONCE = 100
/** The garbage of connecting has gone, mostly, when it has been quiet for so long. */
const SETTLE_MS = 1500

const COLUMNS = {
  base: { heading: 'idle MiB', digits: 0 },
  connection: { heading: 'KB/connection', digits: 0 },
  device: { heading: 'KB/device', digits: 0 },
  document: { heading: 'KB/open document and connection', digits: 0 },
}

export const memory: Lane = {
  name: 'memory',
  async run(options, show) {
    const lines: Line[] = []
    for (const contender of contenders(options)) if (contender.name !== 'raw fan-out') lines.push(await measure(contender, options))
    const title = 'Memory of the server; documents of 50 KB; a device is a connection to /sync that has caught up'
    show({ title, columns: COLUMNS, lines })
  },
}

async function measure(contender: Contender, { isQuick }: Options): Promise<Line> {
  const count = isQuick ? 50 : 1000
  return inFolder(async (folder) => {
    const names = await contender.prepare(folder, { documents: count, content: makeContent(DOCUMENT_BYTES) })
    const server = await contender.start(folder)
    const shared = names[0] ?? ''
    const open = (name: string) => contender.dialect.connect({ port: server.port, documents: [name] }, { update: () => {} })
    // One of everything first: code that is loaded late is no cost of a connection.
    await growth(server, 20, () => open(shared))
    const base = memoryMib(server.pid)
    const connection = await growth(server, count, () => open(shared))
    const device = contender.name === 'Okno' ? await growthByDevices(server, count) : null
    const document = await growth(server, count - 1, (index) => open(names[index + 1] ?? ''))
    await server.kill()
    return { name: contender.name, figures: { base, connection, device, document } }
  })
}

/** The first brings the position that the others resume from. */
async function growthByDevices(server: Running, count: number): Promise<number> {
  const place = { port: server.port, cookie: setUp().cookie }
  const { position } = await connectDevice(place)
  await pause(SETTLE_MS)
  return growth(server, count, () => connectDevice(place, position))
}

/** @returns KB for each. */
async function growth(server: Running, count: number, connect: (index: number) => Promise<unknown>): Promise<number> {
  const before = memoryMib(server.pid)
  for (let start = 0; start < count; start += CONNECTING_AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(CONNECTING_AT_ONCE, count - start) }, (_, index) => connect(start + index)))
  await pause(SETTLE_MS)
  return ((memoryMib(server.pid) - before) / count) * 1024
}
