/**
 * Open documents: who edits what, and the way of an update from one editor to the store and to the others.
 * The server keeps encoded updates, never live documents.
 *
 * DOC1 An update is acknowledged and shown to others only after COMMIT. DOC2 Whoever opens a document is subscribed
 * before it is read, so that no update falls between. DOC3 Identity in awareness is the server's word, not the client's.
 */
import * as Y from 'yjs'
import { type DocumentName, lineageOf, MAX_UPDATE_BYTES } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Kind, RowOf } from '#shared/domain/row'
import type { Committer } from '../commands/committer'
import type { Committed, Store } from '../store/port'
import { joinUpdates } from './join'
import { createLoader } from './loader'
import { updateMessage } from './messages'
import { Carets, type Editor } from './presence'
import { hasEnded, refsOf } from './projection'
import { isTextUpdate, scanUpdate } from './scan'
import { type Compared, compareState } from './state'
import { type Arrival, createWriter, type PushedUpdate, type PushOutcome } from './writer'

export interface DocumentHub {
  open(doc: DocumentName, editor: Editor): OpenDocument
  push(doc: DocumentName, update: PushedUpdate, from: Editor | null): Promise<PushOutcome>
  /** The history that the document is of now. */
  lineage(doc: DocumentName): Promise<Id>
  exists(doc: DocumentName): Promise<boolean>
  /** Is told of every commit. */
  committed(committed: Pick<Committed<unknown>, 'erased'>): void
}

export interface OpenDocument {
  /** What a peer with this state vector lacks, and what the server itself has. */
  compare(stateVector: Uint8Array): Promise<Compared>
  /** Where everybody is, as a y-protocols message. */
  carets(): Uint8Array | null
  awareness(update: Uint8Array): void
  close(): void
}

interface Room {
  readonly editors: Set<Editor>
  readonly carets: Carets
}

export function createDocumentHub(options: {
  store: Pick<Store, 'documents' | 'documentState' | 'documentSize' | 'epoch' | 'rows'>
  committer: Committer
  /** Whether Yjs reads it within bounds; asked about a text that is not plain. */
  validate: (update: Uint8Array) => Promise<boolean>
  /** Told after an update is committed: projection and compaction follow at their own pace. */
  onUpdate: (doc: DocumentName) => void
  clock: () => number
}): DocumentHub {
  const { store, committer, clock } = options
  const rooms = new Map<DocumentName, Room>()
  const load = createLoader(store)
  const writer = createWriter({ store, committer, clock, onWritten })

  function onWritten(doc: DocumentName, written: readonly Arrival[]): void {
    const editors = rooms.get(doc)?.editors
    if (editors && editors.size > 0) tell(editors, written)
    options.onUpdate(doc)
  }

  async function exists(doc: DocumentName): Promise<boolean> {
    const rows = await store.rows(refsOf(doc))
    const get = <K extends Kind>(kind: K, id: Id): RowOf<K> | undefined =>
      // The store returns what was written under the kind.
      (rows.find((stored) => stored.kind === kind && stored.id === id)?.row ?? undefined) as RowOf<K> | undefined
    return !hasEnded({ get }, doc)
  }

  return {
    exists,
    lineage: async (doc) => lineageOf(store.epoch, (await store.documentState(doc)).generation),
    committed: ({ erased }) => writer.erased(erased),
    open(doc, editor) {
      const room = rooms.get(doc) ?? { editors: new Set(), carets: new Carets() }
      rooms.set(doc, room)
      room.editors.add(editor)
      const tellOthers = (message: Uint8Array | null) => {
        for (const other of room.editors) if (message && other !== editor) other.deliver(message)
      }
      return {
        compare: async (stateVector) => compareState(await load(doc), stateVector),
        carets: () => room.carets.all(),
        awareness(update) {
          const message = room.carets.accept(editor, update)
          tellOthers(message)
          // Back to its sender too: y-websocket's provider takes half a minute of silence for a dead connection.
          if (message) editor.deliver(message)
        },
        close() {
          tellOthers(room.carets.leave(editor))
          room.editors.delete(editor)
          if (room.editors.size === 0 && rooms.get(doc) === room) rooms.delete(doc)
        },
      }
    },
    async push(doc, update, from) {
      if (update.bytes.length > MAX_UPDATE_BYTES) return { ok: false, code: 'invalid' }
      const plain = scanUpdate(update.bytes)
      const isSound = plain !== null || (isTextUpdate(update.bytes) && (await options.validate(update.bytes)))
      if (!isSound) return { ok: false, code: 'invalid' }
      return writer.write(doc, { update, plain, from })
    },
  }
}

/**
 * What one commit has written, in one message for all: whoever wrote some of it hears that again, which changes nothing
 * for them. Whoever wrote all of it hears nothing.
 */
function tell(editors: ReadonlySet<Editor>, written: readonly Arrival[]): void {
  const author = written.every(({ from }) => from === written[0]?.from) ? written[0]?.from : null
  if (author && editors.size === 1 && editors.has(author)) return
  const plain = written.flatMap((one) => one.plain ?? [])
  const others = written.flatMap(({ plain: isPlain, update }) => (isPlain ? [] : [update.bytes]))
  const messages = [...joinUpdates(plain), ...others].map(updateMessage)
  for (const editor of editors) if (editor !== author) for (const message of messages) editor.deliver(message)
}

/** The bytes of a document nobody has written in. */
export const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())

export const isEmptyUpdate = (update: Uint8Array): boolean => update.length <= EMPTY_UPDATE.length
