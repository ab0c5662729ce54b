/** One browser of an operator: its tables, and the tab that leads, which may be overtaken by another at any moment. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { type DocumentName, TEXT_KEY } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { act, saveDraft } from '../data/act'
import type { ConnectionState } from '../data/contract'
import { createDocuments, type Documents } from '../data/documents'
import type { Link, ToTabs } from '../data/link'
import { type DexiePlatform, Replica } from '../data/replica'
import { makeStorage } from '../data/storage-fixture'
import { makeUnstoredSlips, type UnstoredSlips } from '../data/unstored'
import { Vault } from '../data/vault'
import type { Store } from '../data/view'
import type { Bug } from './bugs/bug'
import type { FakeClock } from './clock'
import type { Network } from './network'
import type { Chance } from './random'
import type { SimulatedServer } from './server'
import { faultyStorage } from './storage'
import { Tab } from './tab'
import { within } from './turns'
import { UploadsLine } from './uploads-line'
import { holdsWord } from './words'

export interface Given {
  readonly id: Id
  readonly type: CommandType
  readonly args: unknown
}

export interface Typed {
  readonly doc: DocumentName
  readonly word: string
}

export interface DeviceOptions {
  readonly actor: Actor
  readonly clock: FakeClock
  readonly chance: Chance
  readonly network: Network
  readonly bug: Bug | null
  /** A promise was broken before anybody's eyes. */
  readonly onFault: (fault: string) => void
}

export class Device {
  readonly actor: Actor
  readonly store: Store
  readonly network: Network
  /** Every command the operator has given here, durable in the vault. */
  given: Given[] = []
  /** The same, of lost histories too. */
  readonly everGiven: Given[] = []
  /** Every word that stands in a document here and is durable. */
  typed: Typed[] = []
  /** History may be missing here, but for that of dialogs with work of the operator's own. */
  hasMadeRoom = false
  /** What storage does with the next write. */
  storage: 'sound' | 'full' | 'failing' = 'sound'
  readonly #clock: FakeClock
  readonly #chance: Chance
  readonly #bug: Bug | null
  readonly #onFault: (fault: string) => void
  /** Timers that rang while the tab was frozen. */
  #rang: (() => void)[] = []
  #zombies: Tab[] = []
  readonly #uploads: UploadsLine
  readonly #slips: UnstoredSlips
  #tab: Tab | null = null
  #documents: Documents | null = null
  readonly #listeners = new Set<(message: ToTabs) => void>()
  #connection: ConnectionState = { phase: 'connecting' }
  #opened: { readonly doc: DocumentName; readonly document: ReturnType<Documents['open']> }[] = []

  constructor(options: DeviceOptions) {
    this.actor = options.actor
    this.network = options.network
    this.#clock = options.clock
    this.#chance = options.chance
    this.#bug = options.bug
    this.#onFault = options.onFault
    this.#slips = makeUnstoredSlips(options.actor.operatorId, makeStorage())
    this.#uploads = new UploadsLine({ operatorId: options.actor.operatorId, now: options.clock.now, chance: options.chance })
    // The package's classes are the browser's by another name.
    const platform = { indexedDB: new IDBFactory(), IDBKeyRange } as unknown as DexiePlatform
    const faults = faultyStorage({ next: () => this.#nextFault() })
    this.store = {
      replica: new Replica(this.actor.operatorId, platform).use(faults),
      vault: new Vault(this.actor.operatorId, platform).use(faults),
      actor: () => this.actor,
      keep: (write) => write(),
    }
  }

  #nextFault(): 'none' | 'quota' | 'abort' {
    if (this.storage === 'full') return 'quota'
    return this.storage === 'failing' && this.#chance.oneIn(3) ? 'abort' : 'none'
  }

  get phase(): string {
    return this.#tab?.phase ?? 'closed'
  }

  get isLive(): boolean {
    return this.phase === 'live'
  }

  /** A tab takes the lead. The one before it is closed, or goes on as if it had not noticed. */
  takeOver(options: { leaveZombie: boolean }): void {
    this.#letGo()
    if (options.leaveZombie && this.#tab) this.#zombies.push(this.#tab)
    else this.#tab?.close()
    this.#tab = new Tab({
      store: this.store,
      network: this.network,
      uploads: this.#uploads,
      chance: this.#chance,
      bug: this.#bug,
      now: () => this.#clock.now(),
      setTimer: (ms, run) => this.#clock.setTimer(ms, () => (this.network.isFrozen ? this.#rang.push(run) : run())),
      tell: (message) => this.#hear(message),
      onFault: this.#onFault,
    })
    this.#documents = createDocuments(this.store, this.#link, this.#slips)
  }

  #hear(message: ToTabs): void {
    if (message.t === 'state') this.#connection = message.connection
    for (const listener of [...this.#listeners]) listener(message)
  }

  /** What the screens of this browser speak through, whichever tab leads. */
  readonly #link: Link = {
    connection: () => this.#connection,
    send: (message) => this.#tab?.heard(message),
    listen: (listener) => {
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    },
    close: () => undefined,
  }

  /** Browser closed: nothing runs, the tables stay. */
  close(): void {
    this.#letGo()
    this.#tab?.close()
    this.#tab = null
    for (const zombie of this.#zombies.splice(0)) zombie.close()
  }

  #letGo(): void {
    this.#opened = []
    this.#documents?.close()
    this.#documents = null
  }

  freeze(): void {
    this.network.isFrozen = true
  }

  thaw(): void {
    this.network.isFrozen = false
    for (const run of this.#rang.splice(0)) run()
  }

  async act<T extends CommandType>(type: T, args: CommandArgs<T>): Promise<void> {
    const id = await act(this.store, type, args)
    this.given.push({ id, type, args })
    this.everGiven.push({ id, type, args })
    this.poke()
  }

  async draft(dialogId: Id, text: string): Promise<void> {
    await saveDraft(this.store, dialogId, text)
    this.poke()
  }

  /** A picture to send: in the vault until it is uploaded. */
  async addFile(): Promise<Id> {
    const id = newId()
    await this.store.vault.files.add({
      id,
      name: 'p.png',
      mime: 'image/png',
      blob: new Blob(['p']),
      isUploaded: false,
      at: this.#clock.now(),
    })
    return id
  }

  page(dialogId: Id, before: number): void {
    this.#tab?.page(dialogId, before)
  }

  /** Opens a document as the screen does, and types a word at its beginning or end. It stays open for a while. */
  async write(doc: DocumentName, word: string): Promise<void> {
    const opened = this.#documents?.open(doc)
    if (!opened) return
    this.#opened.push({ doc, document: opened })
    if (this.#opened.length > 2) this.#opened.shift()?.document.release()
    const { doc: live, loaded } = opened.current()
    // What is damaged here waits for the server; nobody types into it before.
    if (!(await within(20, loaded))) return
    const text = live.getText(TEXT_KEY)
    text.insert(this.#chance.oneIn(2) ? 0 : text.length, `${word} `)
    await this.#untilDurable(doc, word)
  }

  /** Nothing is promised of a word before it is in the tables; storage that fails may never take it. */
  async #untilDurable(doc: DocumentName, word: string): Promise<void> {
    for (let turns = 0; turns < 12; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (!(await this.#isUnacknowledged(doc, word))) continue
      this.typed.push({ doc, word })
      return
    }
  }

  async #isUnacknowledged(doc: DocumentName, word: string): Promise<boolean> {
    const updates = await this.store.vault.updates.where('doc').equals(doc).toArray()
    return updates.some(({ bytes }) => holdsWord(bytes, word))
  }

  /** Storage runs out of space: what can be had again goes. */
  makeRoom(): Promise<void> | undefined {
    this.hasMadeRoom = true
    return this.#tab?.makeRoom()
  }

  /** Closes the documents, as whoever leaves the dialog does. */
  release(): void {
    for (const { document } of this.#opened.splice(0)) document.release()
  }

  /** The document as this device would show it: the server's row, what it saw since, its own. */
  async read(doc: DocumentName): Promise<string> {
    const documents = createDocuments(this.store, SILENT, this.#slips)
    const { current, release } = documents.open(doc)
    await current().loaded
    const text = current().doc.getText(TEXT_KEY).toString()
    release()
    return text
  }

  /** What the server has not answered yet; the refused is kept for the operator. */
  async unsent(): Promise<readonly string[]> {
    const { outbox, updates } = this.store.vault
    const commands = (await outbox.toArray()).map(({ type, state }) => ({ what: type, state }))
    const texts = (await updates.toArray()).map(({ doc, state }) => ({ what: doc, state }))
    const left = [...commands, ...texts].filter(({ state }) => state === 'waiting' || state === 'sent')
    return left.map(({ what, state }) => `${what} (${state})`)
  }

  /** The server answers a request of the upload under way. */
  answerUpload = (server: SimulatedServer | null): Promise<boolean> => this.#uploads.answer(server)

  breakStorage(how: 'full' | 'failing'): void {
    this.storage = how
  }

  repair(): void {
    this.storage = 'sound'
  }

  /** The server's memory is lost: only what lies unanswered in the vault is still promised. */
  async forgetAcknowledged(): Promise<void> {
    const { outbox } = this.store.vault
    const isUnanswered = ({ state }: { state: string }) => state === 'waiting' || state === 'sent'
    const kept = new Set((await outbox.toArray()).filter(isUnanswered).map(({ id }) => id))
    this.given = this.given.filter(({ id }) => kept.has(id))
    const typed = await Promise.all(this.typed.map(async (each) => ((await this.#isUnacknowledged(each.doc, each.word)) ? [each] : [])))
    this.typed = typed.flat()
  }

  /** The browser says that the network has gone, or is back. */
  browserSays(isOnline: boolean): void {
    this.#tab?.network(isOnline)
  }

  poke(): void {
    for (const tab of [...this.#zombies, this.#tab]) tab?.poke()
  }
}

/** Nobody leads, nobody answers. */
const SILENT: Link = {
  connection: () => ({ phase: 'offline' }),
  send: () => undefined,
  listen: () => () => undefined,
  close: () => undefined,
}
