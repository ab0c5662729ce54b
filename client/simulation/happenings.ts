/**
 * What may happen next, and how often. Each run switches some of the misfortunes off, so that others are met alone and
 * long calm stretches are met too.
 */
import { VISIBILITIES } from '#shared/domain/operator'
import { CHANNELS } from './customers'
import { operatorActs } from './operators'
import { glanceFaults } from './oracle/glance'
import { roomFaults } from './oracle/room'
import type { Chance } from './random'
import type { World } from './world'

interface Happening {
  readonly name: string
  readonly weight: number
  readonly isMisfortune: boolean
  run(world: World): unknown
}

const usual = (name: string, weight: number, run: Happening['run']): Happening => ({ name, weight, isMisfortune: false, run })
const misfortune = (name: string, weight: number, run: Happening['run']): Happening => ({ name, weight, isMisfortune: true, run })

const device = ({ chance, devices }: World) => chance.pick(devices) ?? devices[0]
const network = (world: World) => device(world)?.network

const HAPPENINGS: readonly Happening[] = [
  usual('messages pass', 380, ({ chance, devices }) => {
    for (let passed = chance.below(8); passed >= 0; passed -= 1) chance.pick(devices)?.network.deliver(chance)
  }),
  usual('a customer writes', 80, ({ server, customers }) => server && customers.write(server.accept, false)),
  usual('a customer repeats', 25, ({ server, customers }) => server && customers.write(server.accept, true)),
  usual('a customer confirms', 20, ({ server, customers }) => server && customers.confirm(server.accept)),
  usual('a channel answers', 60, ({ customers }) => void customers.answer()),
  usual('an operator acts', 200, async (world) => {
    const at = device(world)
    if (at && !at.network.isFrozen) await operatorActs({ device: at, chance: world.chance, words: world.words })
  }),
  usual('an operator looks', 40, async (world) => {
    const at = device(world)
    if (at) world.faults.push(...(await glanceFaults(at)))
  }),
  usual('an upload is answered', 50, (world) => device(world)?.answerUpload(world.server)),
  usual('documents are closed', 15, (world) => device(world)?.release()),
  usual('some time passes', 50, ({ chance, clock }) => clock.pass(chance.below(1500))),
  usual('much time passes', 15, ({ chance, clock }) => clock.pass(chance.below(40_000))),
  usual('the server starts', 60, (world) => world.startServer()),
  usual('a backup is made', 20, (world) => world.backUp()),
  usual('connections are fast again', 20, ({ devices }) => devices.forEach((each) => void each.network.drain())),
  usual('a tab wakes up', 25, (world) => device(world)?.thaw()),
  usual('storage is sound again', 25, (world) => device(world)?.repair()),
  misfortune('a connection is cut', 20, (world) => network(world)?.cut(world.chance)),
  misfortune('a connection hangs', 8, (world) => network(world)?.halfOpen(world.chance)),
  misfortune('a connection is slow', 10, (world) => network(world)?.slow(world.chance)),
  misfortune('the network is off', 8, (world) => device(world)?.browserSays(world.chance.oneIn(2))),
  misfortune('the server is killed', 20, (world) => world.killServer(world.chance.oneIn(2))),
  misfortune('the server is killed at work', 10, (world) => world.killServerAtWork()),
  misfortune('what was deleted is forgotten', 20, (world) => world.forgetDeleted()),
  misfortune('the server drains', 5, ({ server }) => server?.drain()),
  misfortune('the store is slow', 15, (world) => {
    world.isStoreSlow = world.chance.oneIn(2)
  }),
  misfortune('a copy is restored', 12, (world) => world.restore()),
  misfortune('a tab takes over', 20, (world) => device(world)?.takeOver({ leaveZombie: world.chance.oneIn(2) })),
  misfortune('a browser starts anew', 10, (world) => {
    const at = device(world)
    at?.close()
    at?.takeOver({ leaveZombie: false })
  }),
  misfortune('a tab freezes', 8, (world) => device(world)?.freeze()),
  misfortune('storage is full', 6, (world) => device(world)?.breakStorage('full')),
  misfortune('transactions fail', 8, (world) => device(world)?.breakStorage('failing')),
  misfortune('room is made', 5, async (world) => {
    const at = device(world)
    if (at) world.faults.push(...(await roomFaults(at)))
  }),
  misfortune('access changes', 35, ({ chance, server }) => {
    const channelIds = chance.oneIn(2) ? null : CHANNELS.filter(() => chance.oneIn(2))
    void server?.narrow('pavel', { visibility: chance.pick(VISIBILITIES) ?? 'all', channelIds }).catch(() => undefined)
  }),
  misfortune('a document is folded', 15, async ({ chance, server, devices }) => {
    const typed = chance.pick(devices)?.typed ?? []
    const doc = chance.pick(typed)?.doc
    if (doc) await server?.compact(doc).catch(() => undefined)
  }),
]

/** @returns the way to draw the next. */
export function makePlan(chance: Chance): () => Happening {
  const met = HAPPENINGS.filter(({ isMisfortune }) => !isMisfortune || chance.oneIn(2))
  const whole = met.reduce((sum, { weight }) => sum + weight, 0)
  return () => {
    let at = chance.below(whole)
    for (const happening of met) {
      at -= happening.weight
      if (at < 0) return happening
    }
    throw new Error('No happening was drawn')
  }
}
