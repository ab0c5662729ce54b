/**
 * Open documents: who edits what, and the way of an update from one editor to the store and to the others.
 * The server keeps encoded updates, never live documents.
 *
 * DOC1 An update is acknowledged and shown to others only after COMMIT. DOC2 Whoever opens a document is subscribed
 * before it is read, so that no update falls between. DOC3 Identity in awareness is the server's word, not the client's.
 * LIN1 An update of another lineage than the document's is never stored.
 */
import * as Y from 'yjs'
import { type DocumentName, lineageOf, MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Kind, RowOf } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import type { DocumentUpdate, Store } from '../store/port'
import { mergeUpdates } from './merge'
import { updateMessage } from './messages'
import { Carets, type Editor } from './presence'
import { hasEnded, refsOf } from './projection'

export type PushOutcome = { readonly ok: true } | { readonly ok: false; readonly code: 'invalid' | 'not-found' | 'stale' }

/** An update on its way in. `lineage`: of the copy it was made on; null or absent: made on none, or a program's. */
export type PushedUpdate = Omit<DocumentUpdate, 'at' | 'doc'> & { readonly lineage?: Id | null }

export interface DocumentHub {
  open(doc: DocumentName, editor: Editor): OpenDocument
  push(doc: DocumentName, update: PushedUpdate, from: Editor | null): Promise<PushOutcome>
  /** The history that the document is of now. */
  lineage(doc: DocumentName): Promise<Id>
  exists(doc: DocumentName): Promise<boolean>
}

export interface OpenDocument {
  /** What a peer with this state vector lacks, as one update, and what the server itself has. */
  compare(stateVector: Uint8Array): Promise<{ readonly missing: Uint8Array; readonly stateVector: Uint8Array }>
  stateVector(): Promise<Uint8Array>
  /** Where everybody is, as a y-protocols message. */
  carets(): Uint8Array | null
  awareness(update: Uint8Array): void
  close(): void
}

interface Room {
  readonly editors: Set<Editor>
  readonly carets: Carets
}

/** Its size is read once for all updates that arrive together, so that together they do not pass the limit either. */
interface Growing {
  readonly before: Promise<{ readonly bytes: number; readonly lineage: Id }>
  added: number
  writers: number
}

export function createDocumentHub(options: {
  store: Pick<Store, 'documents' | 'documentState' | 'epoch' | 'rows'>
  committer: Committer
  validate: (update: Uint8Array) => Promise<boolean>
  /** Told after an update is committed: projection and compaction follow at their own pace. */
  onUpdate: (doc: DocumentName) => void
  clock: () => number
}): DocumentHub {
  const { store, committer } = options
  const rooms = new Map<DocumentName, Room>()
  /** Documents that updates are on their way into. */
  const growing = new Map<DocumentName, Growing>()

  async function load(doc: DocumentName): Promise<Uint8Array> {
    const stored = (await store.documents([doc])).get(doc)
    return stored ? mergeUpdates(stored.updates) : EMPTY_UPDATE
  }

  async function exists(doc: DocumentName): Promise<boolean> {
    const rows = await store.rows(refsOf(doc))
    const get = <K extends Kind>(kind: K, id: Id): RowOf<K> | undefined =>
      // The store returns what was written under the kind.
      (rows.find((stored) => stored.kind === kind && stored.id === id)?.row ?? undefined) as RowOf<K> | undefined
    return !hasEnded({ get }, doc)
  }

  async function lineage(doc: DocumentName): Promise<Id> {
    return lineageOf(store.epoch, (await store.documentState(doc)).generation)
  }

  return {
    exists,
    lineage,
    open(doc, editor) {
      const room = rooms.get(doc) ?? { editors: new Set(), carets: new Carets() }
      rooms.set(doc, room)
      room.editors.add(editor)
      const tell = (message: Uint8Array | null) => {
        for (const other of room.editors) if (message && other !== editor) other.deliver(message)
      }
      return {
        async compare(stateVector) {
          const state = await load(doc)
          return { missing: Y.diffUpdate(state, stateVector), stateVector: Y.encodeStateVectorFromUpdate(state) }
        },
        stateVector: async () => Y.encodeStateVectorFromUpdate(await load(doc)),
        carets: () => room.carets.all(),
        awareness(update) {
          const message = room.carets.accept(editor, update)
          tell(message)
          // Back to its sender too: y-websocket's provider takes half a minute of silence for a dead connection.
          if (message) editor.deliver(message)
        },
        close() {
          tell(room.carets.leave(editor))
          room.editors.delete(editor)
          if (room.editors.size === 0 && rooms.get(doc) === room) rooms.delete(doc)
        },
      }
    },
    async push(doc, { lineage = null, ...update }, from) {
      if (update.bytes.length > MAX_UPDATE_BYTES || !(await options.validate(update.bytes))) return { ok: false, code: 'invalid' }
      return growIfItMay(doc, { bytes: update.bytes.length, lineage }, async () => {
        const { value: outcome } = await committer.submit(pushWork({ ...update, doc, at: options.clock() }))
        if (outcome.ok) {
          const message = updateMessage(update.bytes)
          for (const editor of rooms.get(doc)?.editors ?? []) if (editor !== from) editor.deliver(message)
          options.onUpdate(doc)
        }
        return outcome
      })
    },
  }

  async function growIfItMay(
    doc: DocumentName,
    update: { readonly bytes: number; readonly lineage: Id | null },
    write: () => Promise<PushOutcome>,
  ): Promise<PushOutcome> {
    const document = growing.get(doc) ?? { before: readBefore(doc), added: 0, writers: 0 }
    growing.set(doc, document)
    document.writers += 1
    try {
      const before = await document.before
      if (update.lineage !== null && update.lineage !== before.lineage) return { ok: false, code: 'stale' }
      if (before.bytes + document.added + update.bytes > MAX_DOCUMENT_BYTES) return { ok: false, code: 'invalid' }
      document.added += update.bytes
      return await write()
    } finally {
      document.writers -= 1
      if (document.writers === 0) growing.delete(doc)
    }
  }

  async function readBefore(doc: DocumentName): Promise<{ bytes: number; lineage: Id }> {
    const [stored, of] = await Promise.all([store.documents([doc]), lineage(doc)])
    return { bytes: stored.get(doc)?.bytes ?? 0, lineage: of }
  }
}

/** An update of a document that has not ended. */
function pushWork(update: DocumentUpdate): Work<PushOutcome> {
  return {
    refs: () => refsOf(update.doc),
    run(ledger) {
      if (hasEnded(ledger, update.doc)) return { ok: false, code: 'not-found' }
      ledger.addUpdate(update)
      return { ok: true }
    },
  }
}

/** The bytes of a document nobody has written in. */
export const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())

export const isEmptyUpdate = (update: Uint8Array): boolean => update.length <= EMPTY_UPDATE.length
