/**
 * One seeded run: a server, three devices (two of one operator) and customers, chance choosing what happens next. Then
 * the network heals, everything comes to rest, and the oracle looks.
 */
import './libraries'
import { readPosition } from '../data/replica'
import type { Bug } from './bugs/bug'
import { createClock } from './clock'
import { makePlan } from './happenings'
import { findFaults } from './oracle/look'
import { ruleThePlatform } from './platform'
import { createChance } from './random'
import { turn, World } from './world'

const NOON = 1_700_000_000_000
/** Rounds of quiet after which a system that still moves will never rest. */
const MAX_ROUNDS = 40
/** Turns of the event loop in which everything that was under way has long arrived. */
const MAX_TURNS = 5000
/** Turns of the event loop without a message after which nothing is under way but timers. */
const QUIET_TURNS = 25
/** Longer than most timers: a connection that hangs is noticed in a few rounds. */
const ROUND_MS = 11_000

/** Documents that the server may have yet to look at: it does one at a time and rests between them, and not every look moves the head. */
const UPKEEP_LOOKS = 8

export interface Run {
  readonly seed: number
  readonly steps: number
  readonly bug?: Bug | null
  /** Told of everything that happens, in words. */
  readonly tell?: (what: string) => void
}

/** @returns the promises that were broken, in words. */
export async function simulate({ seed, steps, bug = null, tell }: Run): Promise<readonly string[]> {
  const chance = createChance(seed)
  const clock = createClock(NOON)
  const restore = ruleThePlatform(clock, chance.fork('platform'))
  try {
    const world = await World.open({ chance: chance.fork('world'), clock, bug })
    const draw = makePlan(chance.fork('plan'))
    const pace = chance.fork('pace')
    for (const _ of [1, 2, 3, 4]) world.server && world.customers.write(world.server.accept, false)
    for (let step = 0; step < steps; step += 1) {
      const happening = draw()
      tell?.(`${step} ${happening.name}`)
      await happening.run(world)
      for (let turns = pace.below(8); turns > 0; turns -= 1) await turn()
    }
    await heal(world)
    const unrest = await rest(world)
    const faults = [...world.faults, ...(unrest ? [`[I10] the system does not come to rest: ${unrest}`] : await findFaults(world))]
    world.close()
    // What is still under way ends within its own run.
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) await turn()
    return faults
  } catch (error) {
    if (!bug) throw error
    return [`[I10] it does not even run: ${String(error)}`]
  } finally {
    restore()
  }
}

/** The end of all misfortune. */
async function heal(world: World): Promise<void> {
  world.isStoreSlow = false
  await world.startServer()
  for (const device of world.devices) {
    device.repair()
    device.thaw()
    device.network.drain()
    device.close()
    device.takeOver({ leaveZombie: false })
    device.browserSays(true)
  }
}

/**
 * Lets everything pass until nothing moves: no message, nothing in a vault, all devices live, nothing at a channel.
 * @returns what still moved after a long time; null when the system has come to rest.
 */
async function rest(world: World): Promise<string | null> {
  let unrest: string | null = null
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!(await untilQuiet(world))) return 'it moves without end'
    unrest = await unrestOf(world)
    if (unrest === null) return null
    world.clock.pass(ROUND_MS)
  }
  return unrest
}

/** @returns false when the system moves on and on without any time passing. */
async function untilQuiet({ devices, chance, customers, server }: World): Promise<boolean> {
  let quiet = 0
  for (let turns = 0; quiet < QUIET_TURNS; turns += 1) {
    if (turns > MAX_TURNS) return false
    let isMoving = false
    for (const { network } of devices) while (network.deliver(chance)) isMoving = true
    while (customers.answer()) isMoving = true
    for (const device of devices) if (await device.answerUpload(server)) isMoving = true
    await turn()
    quiet = isMoving ? 0 : quiet + 1
  }
  return true
}

/** Looks twice: what was due at the first look may set the system moving again. */
async function unrestOf(world: World): Promise<string | null> {
  for (const { isLive, phase, actor } of world.devices) if (!isLive) return `${actor.operatorId} is ${phase}`
  for (const device of world.devices) {
    const unsent = await device.unsent()
    if (unsent.length > 0) return `${device.actor.operatorId} keeps ${unsent.join()}`
  }
  const head = await world.server?.store.head()
  for (let looks = 0; looks < UPKEEP_LOOKS; looks += 1) {
    world.clock.pass(ROUND_MS)
    await untilQuiet(world)
  }
  const now = await world.server?.store.head()
  if (head !== now) return `the head goes on from ${head} to ${now}`
  // Its last transaction may take more turns than the network was quiet for.
  for (const { store, actor } of world.devices) {
    const { cursor } = await readPosition(store.replica)
    if (cursor !== now) return `${actor.operatorId} rests at ${cursor}, the server at ${now}`
  }
  return null
}
