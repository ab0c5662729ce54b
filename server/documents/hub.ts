/**
 * Open documents: who edits what, and the way of an update from one editor to the store and to the others.
 * The server keeps encoded updates, never live documents.
 *
 * DOC1 An update is acknowledged and shown to others only after COMMIT. DOC2 Whoever opens a document is subscribed
 * before it is read, so that no update falls between. DOC3 Identity in awareness is the server's word, not the client's.
 */
import * as Y from 'yjs'
import { type DocumentName, documentOwner, MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '#shared/domain/document'
import type { Committer, Work } from '../commands/committer'
import type { DocumentUpdate, Store } from '../store/port'
import { mergeUpdates } from './merge'
import { updateMessage } from './messages'
import { Carets, type Editor } from './presence'

export type PushOutcome = { readonly ok: true } | { readonly ok: false; readonly code: 'invalid' | 'not-found' }

export interface DocumentHub {
  open(doc: DocumentName, editor: Editor): OpenDocument
  push(doc: DocumentName, update: Omit<DocumentUpdate, 'at' | 'doc'>, from: Editor | null): Promise<PushOutcome>
  exists(doc: DocumentName): Promise<boolean>
}

export interface OpenDocument {
  /** The updates a peer with this state vector lacks, as one update. */
  missing(stateVector: Uint8Array): Promise<Uint8Array>
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
  readonly before: Promise<number>
  added: number
  writers: number
}

export function createDocumentHub(options: {
  store: Pick<Store, 'documents' | 'rows'>
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
    const owner = documentOwner(doc)
    const ref =
      owner.kind === 'note' ? ({ kind: 'dialog', id: owner.dialogId } as const) : ({ kind: 'contact', id: owner.contactId } as const)
    return (await store.rows([ref])).some(({ row }) => row !== null)
  }

  return {
    exists,
    open(doc, editor) {
      const room = rooms.get(doc) ?? { editors: new Set(), carets: new Carets() }
      rooms.set(doc, room)
      room.editors.add(editor)
      const tell = (message: Uint8Array | null) => {
        for (const other of room.editors) if (message && other !== editor) other.deliver(message)
      }
      return {
        missing: async (stateVector) => Y.diffUpdate(await load(doc), stateVector),
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
    async push(doc, update, from) {
      if (update.bytes.length > MAX_UPDATE_BYTES || !(await options.validate(update.bytes))) return { ok: false, code: 'invalid' }
      return growIfThereIsRoom(doc, update.bytes.length, async () => {
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

  async function growIfThereIsRoom(doc: DocumentName, bytes: number, write: () => Promise<PushOutcome>): Promise<PushOutcome> {
    const document = growing.get(doc) ?? { before: sizeOf(doc), added: 0, writers: 0 }
    growing.set(doc, document)
    document.writers += 1
    try {
      if ((await document.before) + document.added + bytes > MAX_DOCUMENT_BYTES) return { ok: false, code: 'invalid' }
      document.added += bytes
      return await write()
    } finally {
      document.writers -= 1
      if (document.writers === 0) growing.delete(doc)
    }
  }

  async function sizeOf(doc: DocumentName): Promise<number> {
    return (await store.documents([doc])).get(doc)?.bytes ?? 0
  }
}

/** An update of a document whose dialog or contact is there. */
function pushWork(update: DocumentUpdate): Work<PushOutcome> {
  const owner = documentOwner(update.doc)
  return {
    refs: () => [owner.kind === 'note' ? { kind: 'dialog', id: owner.dialogId } : { kind: 'contact', id: owner.contactId }],
    run(ledger) {
      const isThere = owner.kind === 'note' ? ledger.get('dialog', owner.dialogId) : ledger.get('contact', owner.contactId)
      if (!isThere) return { ok: false, code: 'not-found' }
      ledger.addUpdate(update)
      return { ok: true }
    },
  }
}

/** The bytes of a document nobody has written in. */
export const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())

export const isEmptyUpdate = (update: Uint8Array): boolean => update.length <= EMPTY_UPDATE.length
