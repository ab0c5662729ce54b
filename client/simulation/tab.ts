/** The tab that leads, as client/sync/leader.ts makes it of the same parts, with the run's clock, chance and network. */
import type { Id } from '#shared/domain/id'
import { encodeClient } from '#shared/protocol/wire'
import type { ToLeader, ToTabs } from '../data/link'
import type { Store } from '../data/view'
import { Driver } from '../sync/driver'
import type { EngineState } from '../sync/engine'
import { isFenced } from '../sync/fenced'
import { SyncStore, type SyncTables } from '../sync/store'
import { Tunnels } from '../sync/tunnels'
import { type UploadPort, Uploads } from '../sync/uploads'
import type { Bug } from './bugs/bug'
import type { Network } from './network'
import type { Chance } from './random'

/** As the leader's. */
const RETRY_MS = 5000
const LEAD_AGAIN_MS = 2000
const PAGE_ITEMS = 7

export interface TabOptions {
  readonly store: Store
  readonly network: Network
  readonly uploads: UploadPort
  readonly chance: Chance
  readonly bug: Bug | null
  readonly now: () => number
  readonly setTimer: (ms: number, run: () => void) => () => void
  /** Word to the tabs of this browser. */
  readonly tell: (message: ToTabs) => void
}

export class Tab {
  readonly #options: TabOptions
  #driver: Driver | null = null
  #tunnels: Tunnels | null = null
  readonly #uploads: Uploads
  #stopWaiting: () => void = () => undefined
  #isClosed = false
  #lastRid = 0

  constructor(options: TabOptions) {
    this.#options = options
    this.#uploads = new Uploads({
      vault: options.store.vault,
      port: options.uploads,
      now: options.now,
      onProgress: () => undefined,
      onSettled: () => this.#driver?.dispatch({ type: 'outbox' }),
    })
    void this.#lead()
  }

  get phase(): EngineState['phase'] {
    return this.#driver?.state.phase ?? 'offline'
  }

  async #lead(): Promise<void> {
    const { store, bug } = this.#options
    const tables = new SyncStore(store.replica, store.vault)
    try {
      await tables.lead()
    } catch {
      if (!this.#isClosed) this.#stopWaiting = this.#options.setTimer(LEAD_AGAIN_MS, () => void this.#lead())
      return
    }
    if (!this.#isClosed) this.#start(spoilt(tables, bug?.device?.(tables, store)))
  }

  #start(store: SyncTables): void {
    const { network, chance, now, setTimer } = this.#options
    const driver = new Driver({
      store,
      connect: (events) => network.connect(events),
      build: 'simulation',
      now,
      random: () => chance.next(),
      setTimer,
      onState: (state) => this.#changed(state),
      onFrame: (frame) => this.#tunnels?.received(frame),
      onFailure: (error) => {
        this.#tunnels?.down()
        this.#uploads.stop()
        this.#tell({ t: 'state', connection: { phase: 'offline' } })
        if (isFenced(error) || this.#isClosed) return
        this.#stopWaiting = setTimer(RETRY_MS, () => this.#start(store))
      },
    })
    this.#driver = driver
    this.#tunnels = new Tunnels({ send: (frame) => driver.send(frame), tell: (message) => this.#tell(message) })
    driver.dispatch({ type: 'start' })
  }

  #changed({ phase }: EngineState): void {
    const isUp = phase === 'live' || phase === 'catching-up'
    if (isUp) this.#uploads.run()
    else {
      this.#tunnels?.down()
      this.#uploads.stop()
    }
    this.#tell({
      t: 'state',
      connection: phase === 'catching-up' ? { phase, done: 0, total: null } : { phase: phase === 'greeting' ? 'connecting' : phase },
    })
  }

  #tell(message: ToTabs): void {
    if (!this.#isClosed) this.#options.tell(message)
  }

  /** Word from a tab of this browser. */
  heard(message: ToLeader): void {
    if (message.t === 'poke') this.poke()
    else if (message.t === 'doc-open' || message.t === 'doc-send' || message.t === 'doc-close') this.#tunnels?.heard(message)
  }

  page(dialogId: Id, before: number): void {
    this.#lastRid += 1
    this.#driver?.send(encodeClient('PAGE', { rid: this.#lastRid, dialogId, before, limit: PAGE_ITEMS }))
  }

  /** The browser says that the network has gone, or is back. */
  network(isOnline: boolean): void {
    this.#driver?.dispatch({ type: isOnline ? 'online' : 'offline' })
  }

  poke(): void {
    this.#driver?.dispatch({ type: 'outbox' })
    this.#uploads.run()
  }

  close(): void {
    this.#isClosed = true
    this.#stopWaiting()
    this.#driver?.close()
    this.#uploads.stop()
  }
}

/** The store with some of its methods replaced; the others keep their private fields. */
function spoilt(store: SyncStore, replaced: Partial<SyncTables> | undefined): SyncTables {
  if (!replaced) return store
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(key in replaced ? replaced : target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
