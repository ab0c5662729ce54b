import { join } from 'node:path'
import { prepareOkno, setUp, startOkno } from '../bench/contender/okno'
import { BadLine } from './bad-line'
import { SoakDevice } from './device'
import { inFolder, type Lane, type Outcome, pause, type Size, until } from './lane'
import { lostOrDoubled, readStored } from './stored'

const SECONDS = { small: 3, full: 120 } satisfies Record<Size, number>
const DEVICES = 8

/** Devices behind a line that is cut, stalls and is slow: they end with the same rows, and nothing twice. */
export const line: Lane = {
  name: 'line',
  promise: 'a line that cuts, stalls and throttles: all devices end alike, with nothing lost or twice',
  run: (size) => inFolder((folder) => throughBadLine(folder, SECONDS[size])),
}

async function throughBadLine(folder: string, seconds: number): Promise<Outcome> {
  const dialogs = await prepareOkno(folder, 20)
  const server = await startOkno(folder)
  const proxy = await BadLine.start(server.port)
  const target = { url: `http://localhost:${proxy.port}`, cookie: setUp().cookie }
  const devices = Array.from({ length: DEVICES }, () => new SoakDevice(target))
  const texts = new Map<string, string>()
  await until('every device is live', () => devices.every(({ isLive }) => isLive))

  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    for (const device of devices) {
      if (device.waiting.size > 20) continue
      const text = device.reply(dialogs[Math.floor(Math.random() * dialogs.length)]?.dialogId ?? '')
      const id = [...device.waiting.keys()].at(-1)
      if (id) texts.set(id, text)
    }
    const dice = Math.random()
    if (dice < 0.15) proxy.cut()
    else if (dice < 0.2) proxy.stall(500 + Math.random() * 15_000)
    else if (dice < 0.23) proxy.throttle(20_000)
    else if (dice < 0.3) proxy.throttle(Number.POSITIVE_INFINITY)
    await pause(100)
  }

  proxy.throttle(Number.POSITIVE_INFINITY)
  await until('every command is answered', () => devices.every(({ isLive, waiting }) => isLive && waiting.size === 0), 90_000)
  await until('all stand at the same version', () => new Set(devices.map(({ cursor }) => cursor)).size === 1, 90_000)
  const problems = devices.flatMap((device) => device.problems)
  const held = devices.map(({ rows }) => JSON.stringify([...rows].sort(([a], [b]) => (a < b ? -1 : 1))))
  if (new Set(held).size > 1) problems.push('the devices hold different rows')
  const acknowledged = [...texts].filter(([id]) => devices.some(({ results }) => results.get(id) === 'done')).map(([, text]) => text)
  const connections = devices.reduce((sum, device) => sum + device.connections, 0)
  for (const device of devices) device.close()
  proxy.close()
  await server.kill()
  const { lost, doubled } = lostOrDoubled(readStored(join(folder, 'okno.db')), acknowledged)
  problems.push(...lost.map((text) => `acknowledged and lost: ${text}`), ...doubled.map((text) => `there twice: ${text}`))
  const figures = { seconds, ...proxy.counts, connections, acknowledged: acknowledged.length }
  return { figures: { ...figures, lost: lost.length, doubled: doubled.length }, problems }
}
