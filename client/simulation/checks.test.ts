/** A device whose rows differ from the server's, over the real server parts: found and put right by itself. */
import './libraries'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '#shared/commands/spec'
import { contact, dialog, message } from '../data/device-fixture'
import { listed } from '../data/listing'
import { readPosition } from '../data/replica'
import { createClock } from './clock'
import { CHANNELS, Customers } from './customers'
import { foundDatabase } from './database'
import { Device } from './device'
import { createNetwork } from './network'
import { copyFaults } from './oracle/copies'
import { readTruth } from './oracle/truth'
import { ruleThePlatform } from './platform'
import { createChance } from './random'
import { type SimulatedServer, startServer } from './server'
import { Words } from './words'

const MARIA: Actor = { operatorId: 'maria', name: 'Мария', role: 'owner' }
const PAVEL: Actor = { operatorId: 'pavel', name: 'Павел', role: 'operator' }
const NOON = 1_700_000_000_000
const VISITORS = 30

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function makeWorld(access: Parameters<SimulatedServer['narrow']>[1] | null = null) {
  const clock = createClock(NOON)
  const chance = createChance(1)
  ends.push(ruleThePlatform(clock, chance))
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  ends.push(() => warnings.mockRestore())
  const words = new Words()
  const database = await foundDatabase({ epoch: 'epoch', operators: [MARIA, PAVEL], words, now: clock.now() })
  const { adapter } = new Customers({ chance, words })
  const server = await startServer({ database, clock: clock.now, adapter, lag: () => null, bug: null, epoch: 'epoch', isRestored: false })
  if (access) await server.narrow('pavel', access)
  for (let n = 0; n < VISITORS; n += 1) {
    const peer = { key: `v${n}`, name: 'Гость', origin: null }
    for (const word of ['one', 'two'])
      await server.accept({ type: 'message', channelId: CHANNELS[0], peer, key: `${n} ${word}`, text: word, attachments: [], raw: word })
  }
  const actor = access ? PAVEL : MARIA
  const network = createNetwork({ accept: (connection) => server.connect(connection, actor), setTimer: clock.setTimer })
  const device = new Device({ actor, clock, chance, network, bug: null, onFault: () => undefined })
  ends.push(() => {
    device.close()
    server.kill()
  })
  device.takeOver({ leaveZombie: false })
  const rest = async () => {
    for (let quiet = 0; quiet < 150; ) {
      quiet = network.deliver(chance) ? 0 : quiet + 1
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  while (!device.isLive) await rest()
  const faults = async () => {
    const truth = await readTruth(server.store)
    return copyFaults(truth, device, truth.viewer(actor.operatorId, actor.role), words)
  }
  expect(await faults()).toEqual([])
  return {
    replica: device.store.replica,
    server,
    faults,
    warnings,
    /** Lets time pass until a whole walk is done. */
    async walk() {
      for (const end = clock.now() + 600_000; clock.now() < end; ) {
        clock.advance()
        await rest()
      }
    },
  }
}

type World = Awaited<ReturnType<typeof makeWorld>>
const someDialog = async ({ replica }: World, n = 20) => (await replica.dialogs.orderBy('updatedAt').toArray())[n] ?? dialog('none')

const PLANTED: Record<string, (world: World) => Promise<unknown>> = {
  'a dialog that reads differently': async (world) => {
    const { id } = await someDialog(world)
    await world.replica.dialogs.update(id, { assigneeId: 'pavel', unanswered: 0 })
  },
  'a message that reads differently': async (world) => {
    const { id } = await someDialog(world)
    const item = await world.replica.items.get([id, 2])
    if (item?.kind === 'message') await world.replica.items.put({ ...item, text: 'spoilt' })
  },
  'a row that cannot be read': async (world) => {
    const { contactId } = await someDialog(world)
    await world.replica.contacts.update(contactId, { phones: 'none' as never })
  },
  'an operator that reads differently': ({ replica }) => replica.operators.update('pavel', { name: 'Other' }),
  'a person that is missing': async (world) => world.replica.contacts.delete((await someDialog(world)).contactId),
  'a message that is missing': async (world) => world.replica.items.delete([(await someDialog(world)).id, 1]),
  'a dialog that is missing, with all its contents': async (world) => {
    const { id, contactId } = await someDialog(world)
    await world.replica.dialogs.delete(id)
    await world.replica.listing.delete(id)
    await world.replica.ranges.delete(id)
    await world.replica.contacts.delete(contactId)
    await world.replica.items.where('[dialogId+dseq]').between([id, 0], [id, 99]).delete()
  },
  'a channel too much': ({ replica }) => replica.channels.put({ id: 'other', kind: 'sms', name: 'SMS', isSample: false, greeting: '' }),
  'a dialog too much': async ({ replica }) => {
    const extra = dialog('extra', { updatedAt: NOON, lastSeq: 1, unanswered: 1 })
    await replica.dialogs.put(extra)
    await replica.listing.put(listed(extra))
    await replica.contacts.put(contact(extra.contactId))
    await replica.items.put(message('extra', 1))
    await replica.ranges.put({ dialogId: 'extra', ranges: [[1, 1]] })
  },
  'another message in the place of one': async (world) => {
    const { id } = await someDialog(world)
    await world.replica.items.put(message(id, 1, { id: 'extra' }))
  },
}

describe('[DIG1] a difference from the server is found and put right', () => {
  test.each(Object.entries(PLANTED))('%s', { timeout: 60_000 }, async (_name, plant) => {
    const world = await makeWorld()
    const { cursor } = await readPosition(world.replica)
    await plant(world)
    expect(await world.faults()).not.toEqual([])
    await world.walk()
    expect(await world.faults()).toEqual([])
    // Nothing else was fetched for it: not a snapshot, not a batch.
    expect((await readPosition(world.replica)).cursor).toBe(cursor)
    expect(world.warnings).toHaveBeenCalledTimes(1)
  })

  test('[DIG3] in what a narrowed viewer may see, and what they may not goes', { timeout: 60_000 }, async () => {
    const world = await makeWorld({ visibility: 'own-and-unassigned', channelIds: null })
    const other = await someDialog(world, 3)
    await PLANTED['a message that reads differently']?.(world)
    await PLANTED['a dialog too much']?.(world)
    await world.replica.dialogs.update(other.id, { assigneeId: 'maria' })
    await world.walk()
    expect(await world.faults()).toEqual([])
  })

  test('[DIG1] and where there is none nothing is said', { timeout: 60_000 }, async () => {
    const world = await makeWorld()
    await world.walk()
    expect(world.warnings).not.toHaveBeenCalled()
  })
})
