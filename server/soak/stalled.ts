import { prepareOkno, setUp, startOkno } from '../bench/contender/okno'
import { memoryMib } from '../bench/machine'
import { Latencies } from '../bench/wire/latency'
import { SoakDevice } from './device'
import { inFolder, type Lane, type Outcome, pause, type Size, until } from './lane'

const SIZES = {
  small: { healthy: 20, stalled: 5, messages: 60, pauseMs: 20, chars: 4000, waitMs: 0 },
  full: { healthy: 1000, stalled: 50, messages: 400, pauseMs: 100, chars: 8000, waitMs: 150_000 },
} satisfies Record<Size, unknown>
/** Of healthy devices so many read every frame; the others are open and take what comes. */
const MEASURED = 20
/** What the stalled may add to the healthy ones' p95: a judgement, of a machine that does other things. */
const MAX_RATIO = 3

/** Devices that read beside devices that do not: the first notice nothing of the others. */
export const stalled: Lane = {
  name: 'stalled',
  promise: 'stalled devices beside healthy ones: nobody is delayed, they cost bounded memory and are ended (I9)',
  run: (size) => inFolder((folder) => besideStalled(folder, SIZES[size])),
}

async function besideStalled(folder: string, size: (typeof SIZES)[Size]): Promise<Outcome> {
  const [dialog] = await prepareOkno(folder, 5)
  const server = await startOkno(folder)
  const target = { url: `http://localhost:${server.port}`, cookie: setUp().cookie }
  const makeDevice = () => {
    const device = new SoakDevice(target)
    device.keepsRows = false
    return device
  }
  const healthy: SoakDevice[] = []
  const connect = async (count: number) => {
    for (let left = count; left > 0; left -= 50) {
      const some = Array.from({ length: Math.min(50, left) }, makeDevice)
      healthy.push(...some)
      await until('devices are live', () => some.every(({ isLive }) => isLive), 120_000)
    }
  }
  await connect(size.healthy)
  const alone = await talk()
  const before = memoryMib(server.pid)

  const slow = Array.from({ length: size.stalled }, makeDevice)
  await until('the stalled are live', () => slow.every(({ isLive }) => isLive))
  for (const device of slow) device.stall()
  const beside = await talk()
  const after = memoryMib(server.pid)

  await pause(size.waitMs)
  let ended = 0
  for (const device of slow) {
    device.socket?.once('close', () => {
      ended += 1
    })
    device.socket?.resume()
  }
  // Each has to read what had come before, and only then sees its end.
  for (let waited = 0; waited < size.waitMs && ended < size.stalled; waited += 500) await pause(500)

  const problems = healthy.flatMap((device) => device.problems)
  const ratio = beside.at(0.95) / Math.max(1, alone.at(0.95))
  // A few messages on a busy machine say nothing of times.
  if (size.waitMs > 0 && ratio > MAX_RATIO) problems.push(`p95 beside the stalled is ${ratio.toFixed(1)} times that without them`)
  if (size.waitMs > 0 && ended < size.stalled) problems.push(`${size.stalled - ended} stalled connections were not ended`)
  // At most what a sender may have handed over and the socket's own limit, for each.
  const grown = after - before
  if (grown > size.stalled * 10 + 200) problems.push(`memory grew by ${grown.toFixed(0)} MiB`)
  for (const device of [...healthy, ...slow]) device.close()
  await server.kill()
  const ms = (latencies: Latencies) => `${latencies.at(0.5)} / ${latencies.at(0.95)} / ${latencies.at(0.99)}`
  return {
    figures: {
      healthy: size.healthy,
      stalled: size.stalled,
      'MB told to each': ((size.messages * size.chars) / 1e6).toFixed(1),
      'p50/p95/p99 alone, ms': ms(alone),
      'p50/p95/p99 beside, ms': ms(beside),
      'memory, MiB': `${before.toFixed(0)} → ${after.toFixed(0)}`,
      ended,
    },
    problems,
  }

  /** One device writes; it is measured when the others hear of it. */
  async function talk(): Promise<Latencies> {
    const latencies = new Latencies()
    const sentAt = new Map<string, number>()
    const measured = healthy.slice(1, 1 + MEASURED)
    for (const device of measured) {
      device.onFrame = (frame) => {
        if (frame.name !== 'BATCH') return
        for (const { row } of frame.head.rows) {
          const at = sentAt.get((row as { text?: string } | null)?.text?.slice(0, 30) ?? '')
          if (at !== undefined) latencies.add(performance.now() - at)
        }
      }
    }
    for (let n = 0; n < size.messages; n += 1) {
      const text = healthy[0]?.reply(dialog?.dialogId ?? '', ` ${'x'.repeat(size.chars)}`) ?? ''
      sentAt.set(text.slice(0, 30), performance.now())
      await pause(size.pauseMs)
    }
    await until('all is told', () => latencies.count >= size.messages * measured.length, 120_000)
    for (const device of measured) device.onFrame = () => undefined
    return latencies
  }
}
