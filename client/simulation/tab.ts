/** The tab that leads, as client/sync/leader.ts makes it of the same parts, with the run's clock, chance and network. */
import type { Id } from '#shared/domain/id'
import { CLIENT_FRAMES } from '#shared/protocol/frames'
import { decodeClient, encodeClient } from '#shared/protocol/wire'
import type { ToLeader, ToTabs } from '../data/link'
import type { Store } from '../data/view'
import { Driver, type Socket, type SocketEvents } from '../sync/driver'
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
  /** A promise was broken before anybody's eyes. */
  readonly onFault: (fault: string) => void
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
  #store: SyncTables | null = null
  /** Frames of this connection that are durable. */
  #durable = 0
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
    if (this.#isClosed) return
    const replaced = { ...this.#watched(tables), ...(bug && !bug.isMended ? UNMENDED : {}) }
    const watched = replacing(tables, replaced)
    this.#start(replacing(watched, bug?.device?.(watched, store)))
  }

  /** What no run may do is noticed as it happens. */
  #watched(tables: SyncStore): Partial<SyncTables> {
    const { onFault } = this.#options
    const noted = <T>(cursor: T): T => {
      this.#durable += 1
      return cursor
    }
    return {
      applyBatch: async (batch) => noted(await tables.applyBatch(batch)),
      applySnapshot: async (part) => noted(await tables.applySnapshot(part)),
      applyRepair(verdict) {
        onFault(
          `[DIG2] a check has found rows to differ: ${verdict.rows.map(({ kind, id, row }) => `${kind}/${id}${row === null ? ' gone' : ''}`).join()}`,
        )
        return tables.applyRepair(verdict)
      },
    }
  }

  /** [FLOW1] Nothing is confirmed that is not durable. */
  #connect(events: SocketEvents): Socket {
    const socket = this.#options.network.connect(events)
    this.#durable = 0
    return {
      send: (bytes) => {
        const frame = bytes[0] === CLIENT_FRAMES.ACK.type ? decodeClient(bytes) : null
        if (frame?.name === 'ACK' && frame.head.taken > this.#durable) this.#options.onFault('[FLOW1] what is not durable is confirmed')
        socket.send(bytes)
      },
      close: () => socket.close(),
    }
  }

  #start(store: SyncTables): void {
    const { chance, now, setTimer } = this.#options
    this.#store = store
    const driver = new Driver({
      store,
      connect: (events) => this.#connect(events),
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

  /** Storage that fails, or a tab that no longer leads, makes none. */
  async makeRoom(): Promise<void> {
    await this.#store?.makeRoom(new Set()).catch(() => undefined)
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

const UNMENDED: Partial<SyncTables> = { slice: async () => null, incomplete: async () => [] }

/** The store with some of its methods replaced; the others keep their private fields. */
function replacing(store: SyncTables, replaced: Partial<SyncTables> | undefined): SyncTables {
  if (!replaced) return store
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(key in replaced ? replaced : target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
