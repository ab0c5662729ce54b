/**
 * Documents open in this tab, at most once each, however many places show them. A document whose history has become
 * another one is put aside, and the new one takes its place.
 */
import { liveQuery, type Subscription } from 'dexie'
import { type Accessor, createSignal } from 'solid-js'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DocumentName } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { type HeldLineage, heldLineage, keepLocal, readHeld, STORED, textOf } from './held-document'
import { createKeeper } from './keeper'
import { foldKnown } from './known-updates'
import { keepIfHeld } from './late-writes'
import type { Link } from './link'
import { written } from './own-text'
import { repairOf } from './repair'
import type { KnownUpdate } from './replica'
import { seal } from './sealed'
import { takeUnstored } from './take-unstored'
import type { UnstoredSlips } from './unstored'
import type { Store } from './view'
import { type Handshake, virtualSocketClass } from './virtual-socket'

export interface OpenDocument {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** Settles when everything this device holds is in the document; of a damaged one, when the server's is. */
  readonly loaded: Promise<void>
  /** Something stored here cannot be read, and the server's has not come yet. */
  readonly isDamaged: Accessor<boolean>
  /** Everything typed here is in the tables. */
  readonly isKept: Accessor<boolean>
}

export interface DocumentHandle {
  /** Another one after a change of lineage. */
  readonly current: Accessor<OpenDocument>
  release(): void
}

export interface Documents {
  open(name: DocumentName): DocumentHandle
  /** Reads it anew from what is stored: after something was thrown away. */
  reload(name: DocumentName): void
  close(): void
}

interface Entry {
  readonly current: Accessor<OpenDocument>
  uses: number
  reload(): void
  stop(): void
}

export function createDocuments(store: Store, link: Link, slips: UnstoredSlips): Documents {
  const open = new Map<DocumentName, Entry>()
  const opened = new Map<DocumentName, Opened>()
  const takenIn = takeUnstored(store, slips).then((isAny) => isAny && link.send({ t: 'poke' }))
  const socket = virtualSocketClass(link, (handshake) => opened.get(handshake.doc)?.compare(handshake))

  function begin(name: DocumentName): Entry {
    let live = make(name)
    const [current, setCurrent] = createSignal<OpenDocument>(live, { equals: false })
    const reload = () => {
      live.stop()
      live = make(name)
      setCurrent(live)
    }
    const lineages: Subscription = liveQuery(async () => await heldLineage(store, name)).subscribe({
      next: (held) => live.goesOnWith(held) || reload(),
      error: (error) => console.error('The lineage of a document could not be followed', error),
    })
    return {
      current,
      uses: 0,
      reload,
      stop() {
        lineages.unsubscribe()
        live.stop()
        opened.delete(name)
      },
    }
  }

  function make(name: DocumentName): Opened {
    const made = openDocument(store, link, { name, socket, slips, takenIn })
    opened.set(name, made)
    return made
  }

  return {
    open(name) {
      const entry = open.get(name) ?? begin(name)
      entry.uses += 1
      open.set(name, entry)
      let isReleased = false
      return {
        current: entry.current,
        release() {
          if (isReleased) return
          isReleased = true
          entry.uses -= 1
          if (entry.uses > 0) return
          open.delete(name)
          entry.stop()
        },
      }
    },
    reload: (name) => open.get(name)?.reload(),
    close() {
      for (const { stop } of open.values()) stop()
      open.clear()
    },
  }
}

interface Opened extends OpenDocument {
  /** The rows are of this history by now. False when that is another one than the document's. */
  goesOnWith(held: HeldLineage): boolean
  /** The server has told what it has, and what is missing here has come. */
  compare(handshake: Handshake): void
  stop(): void
}

interface Opening {
  readonly name: DocumentName
  readonly socket: typeof WebSocket
  readonly slips: UnstoredSlips
  /** Settles when the words of pages that ended too early are in the tables. */
  readonly takenIn: Promise<unknown>
}

function openDocument(store: Store, link: Link, { name, socket, slips, takenIn }: Opening): Opened {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider('ws://okno/doc', name, doc, {
    connect: false,
    WebSocketPolyfill: socket,
    // Tabs of one device hear of each other's edits from the tables and the server; here they would pass as stored.
    disableBc: true,
    // The provider's own tries are local calls: it may ask often.
    maxBackoffTime: 1000,
  })
  const { name: person, operatorId } = store.actor()
  provider.awareness.setLocalStateField('user', { name: person, id: operatorId })
  /** Undefined until it has been read. */
  let lineage: Id | null | undefined
  let isPostponed = false
  let text = ''
  let isStopped = false
  const [isDamaged, setDamaged] = createSignal(false)

  const slip = newId()
  const [isKept, setKept] = createSignal(true)
  const keeper = createKeeper({
    async write(typed) {
      await store.keep(() => keepLocal(store, { doc: name, lineage: lineage ?? null, ...typed }))
      link.send({ t: 'poke' })
    },
    onUnstored(typed) {
      setKept(typed === null)
      slips.write(slip, typed && { doc: name, lineage: lineage ?? null, bytes: typed.bytes, words: written(typed.before, typed.after) })
    },
  })

  const read = () => takenIn.then(() => readHeld(store, name, doc))
  const loaded = untilRead(read, () => isStopped).then(async (held) => {
    lineage = held.lineage
    isPostponed = held.isPostponed
    text = textOf(doc)
    if (isStopped) return
    if (held.lineage !== null) provider.params.lineage = held.lineage
    provider.connect()
    setDamaged(held.isDamaged)
    if (held.isDamaged) await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
    else await fold(store, name, held.lineage)
    setDamaged(false)
  })
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin === STORED) return
    const [before, of] = [text, lineage ?? null]
    text = textOf(doc)
    if (origin === provider) void keepKnown(store, { doc: name, ...seal(bytes), lineage: of })
    else keeper.keep({ bytes, before, after: text })
  })
  return {
    doc,
    provider,
    loaded,
    isDamaged,
    isKept,
    goesOnWith({ lineage: other, isComing }) {
      if (isPostponed && !isComing) return false
      // Begun before anything of the server was held. What is typed from now on builds on what this history has been sent.
      if (lineage === null && other !== null) {
        lineage = other
        provider.params.lineage = other
      }
      return lineage === undefined || other === null || lineage === other
    },
    compare(handshake) {
      if (isStopped || handshake.lineage !== lineage) return
      void repairOf(store, { name, doc, handshake }).then((bytes) => {
        if (!bytes || isStopped) return
        keeper.keep({ bytes, before: text, after: text })
      })
    },
    stop() {
      isStopped = true
      provider.destroy()
      doc.destroy()
    },
  }
}

/** Milliseconds. A handle that the browser has closed is open again by then (DEV1). */
const RETRY_MS = 1000

/** Whoever opens a text sees it as soon as it can be read. Never settles once nobody waits any more. */
async function untilRead<T>(read: () => Promise<T>, isOver: () => boolean): Promise<T> {
  while (!isOver()) {
    try {
      return await read()
    } catch (error) {
      console.error('A text cannot be read and will be tried again', error)
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
  return new Promise(() => undefined)
}

/** Makes the next opening cheaper; where there is no room for that, the text is there all the same. */
async function fold(store: Store, name: DocumentName, lineage: Id | null): Promise<void> {
  try {
    await foldKnown(store, name, lineage)
  } catch (error) {
    console.error('What is known of a text could not be put together', error)
  }
}

async function keepKnown({ replica }: Store, update: KnownUpdate): Promise<void> {
  try {
    await keepIfHeld(replica, update)
  } catch (error) {
    // The server has it, and tells it again when the document is next opened.
    console.error('An update of another editor cannot be stored', error)
  }
}
