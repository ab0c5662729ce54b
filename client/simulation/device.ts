/** One browser of an operator: its tables, and the tab that leads, which may be overtaken by another at any moment. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as Y from 'yjs'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { type DocumentName, TEXT_KEY } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { act, saveDraft } from '../data/act'
import { type DexiePlatform, Replica } from '../data/replica'
import { Vault } from '../data/vault'
import type { Store } from '../data/view'
import { Driver } from '../sync/driver'
import { isFenced, SyncStore, type SyncTables } from '../sync/store'
import type { Bug } from './bugs'
import type { FakeClock } from './clock'
import type { Network } from './network'
import type { Chance } from './random'

export interface Given {
  readonly id: Id
  readonly type: CommandType
  readonly args: unknown
}

export class Device {
  readonly actor: Actor
  readonly store: Store
  /** Every command the operator has given here, durable in the vault. */
  readonly given: Given[] = []
  /** Every word typed into a document here. */
  readonly typed: { readonly doc: DocumentName; readonly word: string }[] = []
  readonly #clock: FakeClock
  readonly #chance: Chance
  readonly #network: Network
  readonly #bug: Bug | null
  readonly #zombies: Driver[] = []
  #driver: Driver | null = null

  constructor(options: { actor: Actor; clock: FakeClock; chance: Chance; network: Network; bug: Bug | null }) {
    this.actor = options.actor
    this.#clock = options.clock
    this.#chance = options.chance
    this.#network = options.network
    this.#bug = options.bug
    // The package's classes are the browser's by another name.
    const platform = { indexedDB: new IDBFactory(), IDBKeyRange } as unknown as DexiePlatform
    this.store = {
      replica: new Replica(this.actor.operatorId, platform),
      vault: new Vault(this.actor.operatorId, platform),
      actor: () => this.actor,
    }
  }

  get driver(): Driver | null {
    return this.#driver
  }

  /** A tab takes the lead. The one before it is closed, or goes on as if it had not noticed. */
  async takeOver(options: { leaveZombie: boolean }): Promise<void> {
    if (options.leaveZombie && this.#driver) this.#zombies.push(this.#driver)
    else this.#driver?.close()
    const syncStore = new SyncStore(this.store.replica, this.store.vault)
    this.#driver = null
    await syncStore.lead()
    const driver = new Driver({
      store: spoilt(syncStore, this.#bug?.device?.(syncStore, this.store)),
      connect: (events) => this.#network.connect(events),
      build: 'simulation',
      now: () => this.#clock.now(),
      random: () => this.#chance.next(),
      setTimer: (ms, run) => this.#clock.setTimer(ms, run),
      onState: () => undefined,
      onFrame: () => undefined,
      onFailure: (error) => {
        if (!isFenced(error)) throw error
      },
    })
    this.#driver = driver
    driver.dispatch({ type: 'start' })
  }

  /** Browser closed: nothing runs, the tables stay. */
  close(): void {
    this.#driver?.close()
    this.#driver = null
    for (const zombie of this.#zombies.splice(0)) zombie.close()
  }

  async act<T extends CommandType>(type: T, args: CommandArgs<T>): Promise<void> {
    const id = await act(this.store, type, args)
    this.given.push({ id, type, args })
    this.poke()
  }

  async draft(dialogId: Id, text: string): Promise<void> {
    await saveDraft(this.store, dialogId, text)
    this.poke()
  }

  /** Types into a document without opening it live: the update lies in the vault like any other. */
  async write(doc: DocumentName, word: string): Promise<void> {
    const local = await this.read(doc)
    const bytes: Uint8Array[] = []
    local.on('update', (update: Uint8Array) => bytes.push(update))
    local.getText(TEXT_KEY).insert(0, word)
    for (const update of bytes)
      await this.store.vault.updates.add({ id: newId(), doc, bytes: update, at: this.#clock.now(), state: 'waiting' })
    this.typed.push({ doc, word: word.trim() })
    this.poke()
  }

  /** The document as this device holds it. */
  async read(doc: DocumentName): Promise<Y.Doc> {
    const local = await this.store.vault.updates.where('doc').equals(doc).toArray()
    const known = await this.store.replica.knownUpdates.where('doc').equals(doc).toArray()
    const made = new Y.Doc()
    for (const { bytes } of [...known, ...local]) Y.applyUpdate(made, bytes)
    return made
  }

  /** What the server has not answered yet; the refused is kept for the operator. */
  async countUnsent(): Promise<number> {
    const { outbox, updates } = this.store.vault
    const rows = [...(await outbox.toArray()), ...(await updates.toArray())]
    return rows.filter(({ state }) => state !== 'refused').length
  }

  poke(): void {
    this.#driver?.dispatch({ type: 'outbox' })
    for (const zombie of this.#zombies) zombie.dispatch({ type: 'outbox' })
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
