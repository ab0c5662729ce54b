/**
 * One seeded run: a server and three devices (two of one operator), chance choosing what happens next: people act,
 * messages pass or are lost, connections break, tabs overtake each other, the server is killed. Then the network
 * heals, everything comes to rest, and the oracle looks.
 */
import type { Actor } from '#shared/commands/spec'
import { type Id, newId } from '#shared/domain/id'
import { VISIBILITIES } from '#shared/domain/operator'
import type { Bug } from './bugs'
import { createClock, type FakeClock } from './clock'
import { Device } from './device'
import { createNetwork, type Network } from './network'
import { findFaults } from './oracle'
import { ruleThePlatform } from './platform'
import { type Chance, createChance } from './random'
import { CHANNEL_ID, makeDatabase, type SimulatedServer, setUp, startServer } from './server'

const MARIA: Actor = { operatorId: 'maria', name: 'Мария', role: 'owner' }
const PAVEL: Actor = { operatorId: 'pavel', name: 'Павел', role: 'operator' }
const VISITORS = ['v1', 'v2', 'v3', 'v4']
const NOON = 1_700_000_000_000
/** Turns of the event loop after which a system that still moves will never rest. */
const MAX_REST_TURNS = 20_000

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** @returns the promises that were broken, in words. */
export async function simulate(seed: number, steps: number, bug: Bug | null = null): Promise<readonly string[]> {
  const chance = createChance(seed)
  const clock = createClock(NOON)
  const restore = ruleThePlatform(clock, chance)
  try {
    return await play({ chance, clock, steps, bug })
  } finally {
    restore()
  }
}

interface Play {
  readonly chance: Chance
  readonly clock: FakeClock
  readonly steps: number
  readonly bug: Bug | null
}

async function play({ chance, clock, steps, bug }: Play): Promise<readonly string[]> {
  const database = makeDatabase()
  let server: SimulatedServer | null = await startServer(database, clock.now, bug)
  await setUp(server.store, [MARIA, PAVEL])
  server.kill()
  server = await startServer(database, clock.now, bug)
  const actors = new Map<Network, Actor>()

  const makeDevice = (actor: Actor): Device => {
    const network = createNetwork((connection) => server?.connect(connection, actor) ?? null)
    actors.set(network, actor)
    return new Device({ actor, clock, chance, network, bug })
  }
  const devices = [makeDevice(MARIA), makeDevice(MARIA), makeDevice(PAVEL)]
  const networks = [...actors.keys()]
  for (const device of devices) await device.takeOver({ leaveZombie: false })

  const acknowledged = new Map<string, Id>()
  let sent = 0

  /** Visitors repeat what was not acknowledged, and sometimes what was. */
  const visitorWrites = (again: string | null) => {
    const key = again ?? `visitor message ${++sent}`
    const peer = { key: VISITORS[Number(key.split(' ').at(-1)) % VISITORS.length] ?? 'v1', name: 'Гость', origin: null }
    server?.accept({ type: 'message', channelId: CHANNEL_ID, peer, key, text: key, attachments: [], raw: key }).then(
      (outcome) => outcome.ok && acknowledged.set(key, outcome.itemId ?? ''),
      () => undefined,
    )
  }

  const operatorActs = async (device: Device) => {
    const dialogs = await device.store.replica.dialogs.toArray()
    const dialog = chance.pick(dialogs)
    if (!dialog) return
    const { id: dialogId, contactId } = dialog
    const itemId = newId().replaceAll('.', '_')
    switch (chance.below(9)) {
      case 0:
      case 1:
        return device.act('message.send', {
          dialogId,
          itemId,
          text: `reply ${itemId}`,
          attachments: [],
          replyTo: null,
          seen: dialog.lastSeq,
          ifUnchanged: chance.oneIn(2),
        })
      case 2:
        return device.act('note.create', { dialogId, itemId })
      case 3:
        return device.act('dialog.close', { dialogId, seen: dialog.lastSeq })
      case 4:
        return device.act('dialog.assign', { dialogId, to: chance.pick([null, 'maria', 'pavel']) ?? null, seenAssignee: dialog.assigneeId })
      case 5:
        return device.act('contact.rename', { dialogId, contactId, name: `Имя ${chance.below(5)}` })
      case 6:
        return device.act(chance.oneIn(2) ? 'dialog.spam' : 'dialog.unspam', { dialogId })
      case 7:
        return device.draft(dialogId, `draft ${chance.below(100)}`)
      default:
        return device.write(`remark.${contactId}`, `${device.actor.operatorId}${chance.below(1000)} `)
    }
  }

  const somethingHappens = async () => {
    const device = chance.pick(devices)
    const network = chance.pick(networks)
    const dice = chance.below(100)
    if (dice < 10) visitorWrites(chance.oneIn(4) ? (chance.pick([...acknowledged.keys()]) ?? null) : null)
    else if (dice < 34 && device) await operatorActs(device)
    else if (dice < 37) network?.cut(chance.below)
    else if (dice < 39) {
      server?.kill()
      server = null
      for (const each of networks) each.cutAll()
    } else if (dice < 45) server ??= await startServer(database, clock.now, bug)
    else if (dice < 48) await device?.takeOver({ leaveZombie: chance.oneIn(2) })
    else if (dice < 50) {
      device?.close()
      await device?.takeOver({ leaveZombie: false })
    } else if (dice < 58) clock.advance()
    else if (dice < 60)
      server
        ?.narrow('pavel', { visibility: chance.pick(VISIBILITIES) ?? 'all', channelIds: chance.oneIn(5) ? [] : null })
        .catch(() => undefined)
    else for (let passed = chance.below(6); passed >= 0; passed -= 1) chance.pick(networks)?.deliver(chance.below)
  }

  for (const _ of VISITORS) visitorWrites(null)
  for (let step = 0; step < steps; step += 1) {
    await somethingHappens()
    for (let turns = chance.below(8); turns > 0; turns -= 1) await turn()
  }

  server ??= await startServer(database, clock.now, bug)
  for (const device of devices) await device.takeOver({ leaveZombie: false })
  const faults = (await rest(networks, devices, clock)) ? [] : ['[I10] the system does not come to rest']
  if (faults.length === 0) faults.push(...(await findFaults(server, devices, acknowledged)))
  for (const device of devices) device.close()
  server.kill()
  return faults
}

/** Lets everything pass until nothing moves: no message, no timer that matters, nothing in a vault, all cursors level. */
async function rest(networks: readonly Network[], devices: readonly Device[], clock: { advance(): boolean }): Promise<boolean> {
  let quietTurns = 0
  for (let turns = 0; turns < MAX_REST_TURNS; turns += 1) {
    const isMoving = networks.map((network) => network.deliver(() => 0)).includes(true)
    await turn()
    quietTurns = isMoving ? 0 : quietTurns + 1
    if (quietTurns < 40) continue
    const unsent = await Promise.all(devices.map((device) => device.countUnsent()))
    if (devices.every(({ driver }) => driver?.state.phase === 'live') && unsent.every((count) => count === 0)) return true
    quietTurns = 0
    clock.advance()
  }
  return false
}
