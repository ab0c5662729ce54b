/**
 * Small updates to documents that several people have open: how many a second a server carries while 99 of 100 reach
 * everybody within 100 ms, and what that costs it. Rates are offered whether or not the server keeps up.
 */

import type { Contender } from '../contender/contender'
import { contenders } from '../contender/contenders'
import { type Lane, type Line, type Options, withRatio } from '../lane'
import { median } from '../machine'
import { inCopyOf, inFolder } from '../process'
import { offer, type Step } from './offer'
import { connectRooms, type Shape } from './rooms'

const SHAPES: readonly Shape[] = [
  { name: '50 documents × 4', documents: 50, people: 4, isOneSocket: false },
  { name: '200 documents × 4', documents: 200, people: 4, isOneSocket: false },
  { name: '200 documents × 4, one connection a person', documents: 200, people: 4, isOneSocket: true },
  { name: '1 document × 200', documents: 1, people: 200, isOneSocket: false },
]
const QUICK_SHAPES: readonly Shape[] = [
  { name: '10 documents × 4', documents: 10, people: 4, isOneSocket: false },
  { name: '20 documents × 4, one connection a person', documents: 20, people: 4, isOneSocket: true },
]

const COLUMNS = {
  rate: { heading: 'updates/s', digits: 0 },
  p50: { heading: 'p50 ms', digits: 1 },
  p95: { heading: 'p95 ms', digits: 1 },
  p99: { heading: 'p99 ms', digits: 1 },
  perCpuSecond: { heading: 'deliveries/CPU s', digits: 0 },
  cpuPerMillion: { heading: 'CPU s/million', digits: 1 },
  serverCpu: { heading: 'server CPUs', digits: 2 },
  ratio: { heading: 'Okno ×', digits: 2 },
}

export const fanOut: Lane = {
  name: 'fan-out',
  async run(options, show) {
    for (const shape of options.isQuick ? QUICK_SHAPES : SHAPES) {
      const lines: Line[] = []
      for (const contender of contenders(options)) {
        if (shape.isOneSocket && !(contender.manyDialect ?? contender.dialect).holdsMany) continue
        lines.push(lineOf(contender, await measure(contender, shape, options)))
      }
      show({ title: `Fan-out, ${shape.name}: highest rate with p99 < 100 ms`, columns: COLUMNS, lines: withRatio(lines, 'rate') })
    }
  },
}

async function measure(contender: Contender, shape: Shape, { runs, isQuick }: Options): Promise<Step[]> {
  return inFolder(async (template) => {
    const names = await contender.prepare(template, { documents: shape.documents, content: null })
    const best: Step[] = []
    for (let run = 0; run < runs; run += 1) {
      const known = best.length > 0 ? median(best.map(({ rate }) => rate)) : null
      best.push(
        await inCopyOf(template, async (folder) => {
          const server = await contender.start(folder)
          const rooms = await connectRooms(contender, { port: server.port, names, shape })
          const step = await search(rooms, server.pid, { known, first: firstRate(shape), isQuick })
          rooms.close()
          await server.kill()
          return step
        }),
      )
    }
    return best
  })
}

/** Far below what any of them carries: found from there by doubling. */
const firstRate = ({ people }: Shape): number => (people > 20 ? 300 : 4000)

/**
 * The highest rate that passes. Where it lies is found once; then the runs look around it in small steps. A rate has
 * failed when it fails twice: a moment in which the machine had other things to do is not the server's limit.
 */
async function search(
  rooms: Awaited<ReturnType<typeof connectRooms>>,
  pid: number,
  { known, first, isQuick }: { known: number | null; first: number; isQuick: boolean },
): Promise<Step> {
  const factor = known === null ? 2 : 1.2
  let rate = known === null ? first : known * 0.85
  let best: Step | null = null
  const offered = async () => {
    const step = await offer(rooms, { rate, pid, isQuick })
    if (step.passes || isQuick) return step
    await rooms.quiet()
    return offer(rooms, { rate, pid, isQuick })
  }
  for (;;) {
    const step = await offered()
    if (step.passes) best = step
    // What failed at once is looked for below; what failed after a success has its answer.
    if (!step.passes && best) return { ...best, isLoadBound: step.isLoadBound }
    if (!step.passes && (rate < first / 30 || isQuick)) return step
    if (isQuick && step.passes) return step
    rate = step.passes ? rate * factor : rate / (known === null ? 2 : 1.4)
    if (!step.passes) await rooms.quiet()
  }
}

function lineOf(contender: Contender, steps: readonly Step[]): Line {
  const rate = median(steps.map((step) => step.rate))
  const middle = steps.find((step) => step.rate === rate) ?? steps[0]
  const { p50 = 0, p95 = 0, p99 = 0, cpuSeconds = 0, deliveries = 0, seconds = 1, isLoadBound = false, passes = false } = middle ?? {}
  return {
    name: contender.name,
    figures: {
      rate: passes ? rate : null,
      p50,
      p95,
      p99,
      perCpuSecond: deliveries / cpuSeconds,
      cpuPerMillion: (cpuSeconds / deliveries) * 1_000_000,
      serverCpu: cpuSeconds / seconds,
    },
    notes: isLoadBound ? ['beyond this rate the load process, not the server, was the limit'] : [],
  }
}
