/**
 * Yjs documents on this device: the server's row, what was seen of other editors since, and our own updates that the
 * server has not acknowledged. Opened at most once in a tab, however many places show them.
 */
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DocumentName } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import type { Link } from './link'
import type { Store } from './view'
import { virtualSocketClass } from './virtual-socket'

/** More stored updates than this are folded into one when the document is opened. */
const FOLD_UPDATES = 50

export interface OpenDocument {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** Settles when everything this device holds is in the document. */
  readonly loaded: Promise<void>
}

export interface Documents {
  /** @returns the document and the way to let go of it. */
  open(name: DocumentName): { document: OpenDocument; release: () => void }
  close(): void
}

/** Where an update that came from the tables came from; such updates are not stored again. */
const STORED = Symbol('stored')

export function createDocuments(store: Store, link: Link): Documents {
  const open = new Map<DocumentName, { document: OpenDocument; uses: number; stop: () => void }>()
  const socket = virtualSocketClass(link)

  function begin(name: DocumentName): { document: OpenDocument; stop: () => void } {
    const doc = new Y.Doc()
    const provider = new WebsocketProvider('ws://okno/doc', name, doc, {
      connect: false,
      WebSocketPolyfill: socket,
      // The provider's own tries are local calls: it may ask often.
      maxBackoffTime: 1000,
    })
    const { name: person, operatorId } = store.actor()
    provider.awareness.setLocalStateField('user', { name: person, id: operatorId })
    const loaded = load(store, name, doc).then(() => provider.connect())
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === STORED) return
      void (origin === provider ? keepKnown(store, name, bytes) : keepLocal(store, link, name, bytes))
    })
    return {
      document: { doc, provider, loaded },
      stop() {
        provider.destroy()
        doc.destroy()
      },
    }
  }

  return {
    open(name) {
      const entry = open.get(name) ?? { ...begin(name), uses: 0 }
      entry.uses += 1
      open.set(name, entry)
      let isReleased = false
      return {
        document: entry.document,
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
    close() {
      for (const { stop } of open.values()) stop()
      open.clear()
    },
  }
}

async function load({ replica, vault }: Store, name: DocumentName, doc: Y.Doc): Promise<void> {
  // Ours first: an update that is acknowledged meanwhile has by then become a known one.
  const local = await vault.updates.where('doc').equals(name).toArray()
  const row = await replica.documents.get(name)
  const known = await replica.knownUpdates.where('doc').equals(name).toArray()
  const held = [...(row ? [fromBase64(row.state)] : []), ...known.map(({ bytes }) => bytes), ...local.map(({ bytes }) => bytes)]
  for (const bytes of held) apply(doc, bytes)
  if (known.length > FOLD_UPDATES)
    await fold(
      { replica },
      name,
      known.map(({ n }) => n),
      known.map(({ bytes }) => bytes),
    )
}

/** One corrupt row costs its own text at most, never the document. */
function apply(doc: Y.Doc, bytes: Uint8Array): void {
  try {
    Y.applyUpdate(doc, bytes, STORED)
  } catch (error) {
    console.error('A stored document update cannot be read', error)
  }
}

async function fold(
  { replica }: Pick<Store, 'replica'>,
  doc: DocumentName,
  ns: readonly (number | undefined)[],
  updates: readonly Uint8Array[],
): Promise<void> {
  const merged = Y.mergeUpdates([...updates])
  await replica.transaction('rw', replica.knownUpdates, async () => {
    await replica.knownUpdates.bulkDelete(ns.flatMap((n) => (n === undefined ? [] : [n])))
    await replica.knownUpdates.add({ doc, bytes: merged })
  })
}

async function keepKnown({ replica }: Store, doc: DocumentName, bytes: Uint8Array): Promise<void> {
  await replica.knownUpdates.add({ doc, bytes })
}

async function keepLocal({ vault }: Store, link: Link, doc: DocumentName, bytes: Uint8Array): Promise<void> {
  await vault.updates.add({ id: newId(), doc, bytes, at: Date.now(), state: 'waiting' })
  link.send({ t: 'poke' })
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}
