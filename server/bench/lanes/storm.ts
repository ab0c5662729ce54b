/** Everybody comes back at once to a server that has just started, each to a document of 50 KB of their own. */

import type { Contender } from '../contender/contender'
import { contenders } from '../contender/contenders'
import { makeContent } from '../content'
import { type Lane, type Line, type Options, withRatio } from '../lane'
import { cpuSeconds, median } from '../machine'
import { inCopyOf, inFolder } from '../process'

const DOCUMENT_BYTES = 50_000
/** More connections being made at once and some would wait for the kernel's queue rather than for the server. */
const CONNECTING_AT_ONCE = 200
/** An answer without the document in it is told apart by its size. */
const WHOLE = 0.9

const COLUMNS = {
  seconds: { heading: 'seconds', digits: 2 },
  cpu: { heading: 'server CPU s', digits: 2 },
  megabytes: { heading: 'MB', digits: 0 },
  wrong: { heading: 'empty answers', digits: 0 },
  ratio: { heading: 'Okno ×', digits: 2 },
}

export const storm: Lane = {
  name: 'storm',
  async run(options, show) {
    const clients = options.isQuick ? 100 : 2000
    const content = makeContent(DOCUMENT_BYTES)
    const lines: Line[] = []
    for (const contender of contenders(options)) {
      if (contender.name === 'raw fan-out') continue
      lines.push(await measure(contender, { clients, content }, options))
    }
    show({
      title: `Storm of ${clients} clients, ${Math.round(content.length / 1000)} KB each, cold`,
      columns: COLUMNS,
      lines: withRatio(lines, 'seconds', true),
    })
  },
}

async function measure(contender: Contender, of: { clients: number; content: Uint8Array }, { runs }: Options): Promise<Line> {
  return inFolder(async (template) => {
    const names = await contender.prepare(template, { documents: of.clients, content: of.content })
    const all: { seconds: number; cpu: number; wrong: number; bytes: number }[] = []
    for (let run = 0; run < runs; run += 1) {
      all.push(
        await inCopyOf(template, async (folder) => {
          const server = await contender.start(folder)
          const cpuBefore = cpuSeconds(server.pid)
          const come = await comeBack(contender, { port: server.port, names, bytes: of.content.length })
          const cpu = cpuSeconds(server.pid) - cpuBefore
          await server.kill()
          return { ...come, cpu }
        }),
      )
    }
    const middle = (pick: (one: (typeof all)[number]) => number) => median(all.map(pick))
    const figures = { seconds: middle((one) => one.seconds), cpu: middle((one) => one.cpu), wrong: middle((one) => one.wrong) }
    return { name: contender.name, figures: { ...figures, megabytes: middle((one) => one.bytes) / 1e6 } }
  })
}

/** Until each has its whole document, whether it came as the answer or, after an empty answer, as an update. */
async function comeBack(contender: Contender, of: { port: number; names: readonly string[]; bytes: number }) {
  const { port, names, bytes } = of
  let wrong = 0
  let total = 0
  const begun = performance.now()
  const waiting = [...names]
  const sockets: { close(): void }[] = []

  async function come(name: string): Promise<void> {
    let hasAll = () => {}
    const whole = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${contender.name} never gave ${name}`)), 60_000)
      hasAll = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    const client = await contender.dialect.connect(
      { port, documents: [name] },
      {
        opened(_index, content) {
          if (content.length >= bytes * WHOLE) hasAll()
          else wrong += 1
        },
        // What is updated here is what an empty answer lacked.
        update: () => hasAll(),
      },
    )
    sockets.push(client.socket)
    await whole
    total += client.socket.bytesIn
  }

  const lane = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) await come(name)
  }
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, lane))
  const seconds = (performance.now() - begun) / 1000
  for (const socket of sockets) socket.close()
  return { seconds, wrong, bytes: total }
}
