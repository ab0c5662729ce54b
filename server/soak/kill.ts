import { join } from 'node:path'
import { prepareOkno, setUp, startOkno } from '../bench/contender/okno'
import { connectVisitor } from '../channels/widget/visitor-client'
import { SoakDevice, type Target } from './device'
import { inFolder, type Lane, type Outcome, pause, type Size, until } from './lane'
import { lostOrDoubled, readStored } from './stored'

const CYCLES = { small: 3, full: 50 } satisfies Record<Size, number>
const DEVICES = 6
const VISITORS = 4
/** Commands under way of each device. */
const WINDOW = 16

/** kill -9 under load, again and again: what was acknowledged is there, once. */
export const kill: Lane = {
  name: 'kill',
  promise: 'kill -9 under load: what was acknowledged is there, once',
  run: (size) => inFolder((folder) => killAgainAndAgain(folder, CYCLES[size])),
}

async function killAgainAndAgain(folder: string, cycles: number): Promise<Outcome> {
  const dialogs = await prepareOkno(folder, 20)
  const target: Target = { url: '', cookie: setUp().cookie }
  const texts = new Map<string, string>()
  const acknowledged = new Set<string>()
  const problems: string[] = []
  let devices: SoakDevice[] = []
  const startMs: number[] = []

  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const before = Date.now()
    const server = await startOkno(folder)
    startMs.push(Date.now() - before)
    target.url = `http://localhost:${server.port}`
    if (devices.length === 0) devices = Array.from({ length: DEVICES }, () => new SoakDevice(target))
    const load = setInterval(() => {
      for (const device of devices) {
        for (const id of device.results.keys()) acknowledge(id)
        while (device.isLive && device.waiting.size < WINDOW) write(device)
      }
    }, 5)
    const visitors = Array.from({ length: VISITORS }, () => visit(target.url).catch(() => undefined))
    await until('a device is live', () => devices.some(({ isLive }) => isLive))
    await pause(100 + Math.random() * 500)
    await server.kill()
    clearInterval(load)
    await Promise.all(visitors)
  }

  // Once more, and in peace: everything that waits is answered.
  const last = await startOkno(folder)
  target.url = `http://localhost:${last.port}`
  await until('every command is answered', () => devices.every(({ isLive, waiting }) => isLive && waiting.size === 0))
  for (const device of devices) for (const id of device.results.keys()) acknowledge(id)
  for (const device of devices) problems.push(...device.problems)
  for (const device of devices) device.close()
  await last.kill()

  const stored = readStored(join(folder, 'okno.db'))
  const { lost, doubled } = lostOrDoubled(stored, acknowledged)
  if (!stored.isSound) problems.push('the database is not sound')
  problems.push(...lost.map((text) => `acknowledged and lost: ${text}`), ...doubled.map((text) => `there twice: ${text}`))
  const figures = { kills: cycles, acknowledged: acknowledged.size, lost: lost.length, doubled: doubled.length }
  return { figures: { ...figures, 'slowest start, ms': Math.max(...startMs) }, problems }

  function write(device: SoakDevice): void {
    const dialog = dialogs[Math.floor(Math.random() * dialogs.length)]
    const text = device.reply(dialog?.dialogId ?? '')
    const id = [...device.waiting.keys()].at(-1)
    if (id) texts.set(id, text)
  }

  function acknowledge(id: string): void {
    const text = texts.get(id)
    if (text && devices.some(({ results }) => results.get(id) === 'done')) acknowledged.add(text)
  }

  /** Writes until the server is gone. */
  async function visit(origin: string): Promise<void> {
    const visitor = await connectVisitor({ origin, channelId: setUp().channelId })
    for (let n = 0; ; n += 1) {
      const text = `soak visitor ${visitor.welcome.token.slice(-8)} ${n}`
      await visitor.say(text)
      acknowledged.add(text)
      await pause(550)
    }
  }
}
