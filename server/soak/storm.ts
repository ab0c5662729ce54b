import { prepareOkno, setUp, startOkno } from '../bench/contender/okno'
import { memoryMib } from '../bench/machine'
import { Latencies } from '../bench/wire/latency'
import { SoakDevice } from './device'
import { inFolder, type Lane, type Outcome, type Size, until } from './lane'

const CLIENTS = { small: 100, full: 2000 } satisfies Record<Size, number>

/** Everybody comes back at once. */
export const storm: Lane = {
  name: 'storm',
  promise: 'everybody comes back at once after a restart: all are live, none is told anything wrong',
  run: (size) => inFolder((folder) => comeBack(folder, CLIENTS[size])),
}

async function comeBack(folder: string, count: number): Promise<Outcome> {
  const [dialog] = await prepareOkno(folder, 50)
  let server = await startOkno(folder)
  const target = { url: `http://localhost:${server.port}`, cookie: setUp().cookie }
  const devices: SoakDevice[] = []
  for (let left = count; left > 0; left -= 100) {
    const some = Array.from({ length: Math.min(100, left) }, () => new SoakDevice(target))
    devices.push(...some)
    await until('devices are live', () => some.every(({ isLive }) => isLive), 120_000)
  }
  const pid = () => memoryMib(server.pid)
  const before = pid()
  await server.kill()
  await until('all have noticed', () => devices.every(({ isLive }) => !isLive))

  server = await startOkno(folder)
  target.url = `http://localhost:${server.port}`
  const started = performance.now()
  const back = new Latencies()
  const waiting = new Set(devices)
  await until(
    'all are back',
    () => {
      for (const device of waiting) {
        if (!device.isLive) continue
        waiting.delete(device)
        back.add(performance.now() - started)
      }
      return waiting.size === 0
    },
    120_000,
  )
  const writer = devices[0]
  writer?.reply(dialog?.dialogId ?? '')
  await until(
    'all hear of what is written then',
    () => new Set(devices.map(({ cursor }) => cursor)).size === 1 && writer?.waiting.size === 0,
  )
  const problems = devices.flatMap((device) => device.problems)
  const figures = {
    clients: count,
    'back p50, ms': back.at(0.5),
    'back, all, ms': back.at(1),
    'memory, MiB': `${before.toFixed(0)} → ${pid().toFixed(0)}`,
  }
  for (const device of devices) device.close()
  await server.kill()
  return { figures, problems }
}
