/** What a workspace costs as it grows: the same work over a thousand, ten thousand and a hundred thousand dialogs. */
import { prepareOkno, setUp, startOkno } from '../contender/okno'
import { connectDevice } from '../dialect/sync'
import type { Lane, Line } from '../lane'
import { memoryMib } from '../machine'
import { inFolder } from '../process'
import { drive } from './drive'
import { operator } from './operator'

const SENDERS = 4
const WINDOW = 8
const ACTIVE_DIALOGS = 200

const COLUMNS = {
  start: { heading: 'start ms', digits: 0 },
  memory: { heading: 'idle MiB', digits: 0 },
  first: { heading: 'first device ms', digits: 0 },
  resume: { heading: 'resume ms', digits: 1 },
  perSecond: { heading: 'replies/s', digits: 0 },
  cpu: { heading: 'CPU s/1000', digits: 3 },
}

export const growth: Lane = {
  name: 'growth',
  async run({ isQuick }, show) {
    const sizes = isQuick ? [100, 1000] : [1000, 10_000, 100_000]
    const lines: Line[] = []
    for (const size of sizes) lines.push(await measure(size, isQuick ? 200 : 4000))
    show({ title: 'Cost as dialogs grow in number', columns: COLUMNS, lines })
  },
}

async function measure(size: number, messages: number): Promise<Line> {
  return inFolder(async (folder) => {
    const dialogs = await prepareOkno(folder, size)
    const step = Math.max(1, Math.floor(size / ACTIVE_DIALOGS))
    const active = dialogs.filter((_, index) => index % step === 0).map(({ dialogId }) => dialogId)
    const begun = performance.now()
    const server = await startOkno(folder)
    const start = performance.now() - begun
    const idle = memoryMib(server.pid)
    const place = { port: server.port, cookie: setUp().cookie }
    const asked = performance.now()
    const device = await connectDevice(place)
    const first = performance.now() - asked
    const again = performance.now()
    await connectDevice(place, device.position)
    const resume = performance.now() - again
    const senders = await Promise.all(Array.from({ length: SENDERS }, () => operator(place, active, device.position)))
    const { perSecond, cpu } = await drive(senders, { pid: server.pid, window: WINDOW, messages })
    await server.kill()
    return { name: `${size} dialogs`, figures: { start, memory: idle, first, resume, perSecond, cpu } }
  })
}
