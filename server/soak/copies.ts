import { copyFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { prepareOkno, setUp, startOkno } from '../bench/contender/okno'
import { SoakDevice } from './device'
import { inFolder, type Lane, type Outcome, pause, type Size, until } from './lane'
import { lostOrDoubled, readStored } from './stored'

const CUTS = { small: 5, full: 200 } satisfies Record<Size, number>
const DEVICES = 4
const WINDOW = 32

/**
 * The process is stopped at any instant, as by a cut of the power, and the file is copied with its log as they lie there.
 */
export const copies: Lane = {
  name: 'copies',
  promise: 'the database and its log copied at any instant: sound, with all that was acknowledged before',
  run: (size) => inFolder((folder) => copyWhileWriting(folder, CUTS[size])),
}

async function copyWhileWriting(folder: string, cuts: number): Promise<Outcome> {
  const dialogs = await prepareOkno(folder, 20)
  const server = await startOkno(folder)
  const target = { url: `http://localhost:${server.port}`, cookie: setUp().cookie }
  const devices = Array.from({ length: DEVICES }, () => new SoakDevice(target))
  await until('every device is live', () => devices.every(({ isLive }) => isLive))
  const texts = new Map<string, string>()
  const load = setInterval(() => {
    for (const device of devices) {
      while (device.isLive && device.waiting.size < WINDOW) {
        const text = device.reply(dialogs[Math.floor(Math.random() * dialogs.length)]?.dialogId ?? '')
        const id = [...device.waiting.keys()].at(-1)
        if (id) texts.set(id, text)
      }
    }
  }, 2)

  const problems: string[] = []
  let acknowledgedAtLast = 0
  let largestLog = 0
  for (let cut = 1; cut <= cuts; cut += 1) {
    await pause(10 + Math.random() * 60)
    process.kill(server.pid, 'SIGSTOP')
    const acknowledged = devices.flatMap(({ results }) => [...results.keys()]).flatMap((id) => texts.get(id) ?? [])
    const copy = join(folder, 'copy.db')
    largestLog = Math.max(largestLog, (await stat(join(folder, 'okno.db-wal'))).size)
    await copyFile(join(folder, 'okno.db'), copy)
    await copyFile(join(folder, 'okno.db-wal'), `${copy}-wal`)
    process.kill(server.pid, 'SIGCONT')
    try {
      const stored = readStored(copy)
      const { lost, doubled } = lostOrDoubled(stored, acknowledged)
      if (!stored.isSound) problems.push(`cut ${cut}: integrity_check finds fault`)
      problems.push(...[...lost, ...doubled].map((text) => `cut ${cut}: lost or twice: ${text}`))
    } catch (error) {
      problems.push(`cut ${cut}: ${String(error)}`)
    }
    acknowledgedAtLast = acknowledged.length
  }
  clearInterval(load)
  for (const device of devices) device.close()
  await server.kill()
  return { figures: { cuts, 'acknowledged at the last': acknowledgedAtLast, 'largest log, MB': (largestLog / 1e6).toFixed(1) }, problems }
}
