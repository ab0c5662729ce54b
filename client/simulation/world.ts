/** Everything of one run: the database and the server over it, three devices of two operators, and the customers. */
import type Database from 'better-sqlite3'
import type { Actor } from '#shared/commands/spec'
import type { Bug } from './bugs/bug'
import type { FakeClock } from './clock'
import { Customers } from './customers'
import { copyOf, foundDatabase, itemsIn, restored } from './database'
import { Device } from './device'
import { createNetwork } from './network'
import type { Chance } from './random'
import { type SimulatedServer, startServer } from './server'
import { Words } from './words'

const MARIA: Actor = { operatorId: 'maria', name: 'Мария', role: 'owner' }
const PAVEL: Actor = { operatorId: 'pavel', name: 'Павел', role: 'operator' }

/** Of the memory of what was deleted: results of commands are remembered for longer. */
const MAX_DAYS = 300

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export class World {
  readonly chance: Chance
  readonly clock: FakeClock
  readonly words: Words
  readonly customers: Customers
  readonly devices: readonly Device[]
  server: SimulatedServer | null = null
  /** Promises broken while all this went on. */
  readonly faults: string[] = []
  /** Calls of the store take time. */
  isStoreSlow = false
  readonly #bug: Bug | null
  #database: Database.Database
  #copy: { readonly bytes: Buffer } | null = null
  #epochs = 1
  readonly #days = { passed: 0 }
  /** The next start finds a copy in the place of the data. */
  #isRestored = false

  static async open(options: { chance: Chance; clock: FakeClock; bug: Bug | null }): Promise<World> {
    const words = new Words()
    const database = await foundDatabase({ epoch: 'epoch-1', operators: [MARIA, PAVEL], words, now: options.clock.now() })
    const world = new World({ ...options, database, words })
    await world.startServer()
    for (const device of world.devices) device.takeOver({ leaveZombie: false })
    return world
  }

  private constructor(options: { chance: Chance; clock: FakeClock; bug: Bug | null; database: Database.Database; words: Words }) {
    this.chance = options.chance
    this.clock = options.clock
    this.words = options.words
    this.#bug = options.bug
    this.#database = options.database
    this.customers = new Customers({ chance: options.chance.fork('customers'), words: this.words })
    this.devices = [MARIA, MARIA, PAVEL].map((actor, index) => this.#makeDevice(actor, index))
  }

  #makeDevice(actor: Actor, index: number): Device {
    const { clock } = this
    const network = createNetwork({
      accept: (connection) => this.server?.connect(connection, actor) ?? null,
      setTimer: (ms, run) => clock.setTimer(ms, run),
    })
    return new Device({
      actor,
      clock,
      chance: this.chance.fork(`device ${index}`),
      network,
      bug: this.#bug,
      onFault: (fault) => this.faults.push(`${fault} (${actor.operatorId})`),
    })
  }

  async startServer(): Promise<void> {
    if (this.server) return
    const chance = this.chance.fork(`store ${this.clock.now()}`)
    this.server = await startServer({
      database: this.#database,
      clock: this.clock.now,
      adapter: this.customers.adapter,
      lag: () => (this.isStoreSlow && chance.oneIn(4) ? someTurns(1 + chance.below(3)) : null),
      bug: this.#bug,
      days: this.#days,
      epoch: `epoch-${this.#epochs}`,
      isRestored: this.#isRestored,
    })
    this.#isRestored = false
  }

  killServer(isLost = false): void {
    this.server?.kill()
    this.server = null
    this.customers.forget()
    for (const { network } of this.devices) network.cutAll(isLost)
  }

  async forgetDeleted(): Promise<void> {
    if (this.#days.passed < MAX_DAYS) await this.server?.forgetDeleted().catch(() => undefined)
  }

  /** In the midst of what it is doing: some of it is committed and not told, some told and on its way. */
  async killServerAtWork(): Promise<void> {
    for (let messages = 6; messages > 0; messages -= 1) {
      this.chance.pick(this.devices)?.network.deliver(this.chance)
      if (this.chance.oneIn(3)) await turn()
    }
    this.killServer(this.chance.oneIn(3))
  }

  backUp(): void {
    this.#copy = { bytes: copyOf(this.#database) }
  }

  /** The disk is lost; the copy takes its place. What it lacks is gone, what devices still hold unsent is not. */
  async restore(): Promise<void> {
    if (!this.#copy) return
    this.killServer(true)
    this.#epochs += 1
    this.#isRestored = this.#bug?.keepsEpoch !== true
    this.#database = restored(this.#copy.bytes)
    // What has reached a device before the end is known there.
    await someTurns(400)
    for (const device of this.devices) await device.forgetAcknowledged()
    this.customers.remember(itemsIn(this.#database))
    await this.startServer()
  }

  close(): void {
    for (const device of this.devices) device.close()
    this.server?.kill()
  }
}

async function someTurns(count: number): Promise<void> {
  for (let turns = 0; turns < count; turns += 1) await turn()
}
