/** What follows an update at leisure: the document and its text as rows for every device, old updates folded into one. */
import { type DocumentName, documentOwner, noteDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import type { Store, StoredRow } from '../store/port'
import type { DecodeAnswer, DecodeRequest } from './decode'
import { mergeUpdates } from './merge'

/** Typing comes in bursts; the list's copy of a note may be this old. */
const PROJECT_AFTER_MS = 300
/** A document is folded when reading it costs as many rows as this. */
const COMPACT_UPDATES = 100

export interface Upkeep {
  touched(doc: DocumentName): void
  /** A note whose text arrived before its place in the timeline. */
  committed(rows: readonly StoredRow[]): void
  close(): Promise<void>
}

export function createUpkeep(options: {
  store: Pick<Store, 'documents' | 'compactDocument'>
  committer: Committer
  decode: (request: DecodeRequest) => Promise<DecodeAnswer>
  onError: (error: unknown) => void
}): Upkeep {
  const due = new Map<DocumentName, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let isClosed = false

  function touched(doc: DocumentName): void {
    if (isClosed || due.has(doc)) return
    const timer = setTimeout(() => start(doc), PROJECT_AFTER_MS)
    timer.unref()
    due.set(doc, timer)
  }

  function start(doc: DocumentName): void {
    clearTimeout(due.get(doc))
    due.delete(doc)
    const work = look(doc).catch(options.onError)
    running.add(work)
    void work.finally(() => running.delete(work))
  }

  async function look(doc: DocumentName): Promise<void> {
    const stored = (await options.store.documents([doc])).get(doc)
    if (!stored) return
    const merged = mergeUpdates(stored.updates)
    const answer = await options.decode({ kind: 'text', updates: [merged] })
    if (answer.ok) await options.committer.submit(projectWork(doc, { text: answer.text, state: Buffer.from(merged).toString('base64') }))
    if (stored.updates.length >= COMPACT_UPDATES) await options.store.compactDocument(doc, stored, merged)
  }

  return {
    touched,
    committed(rows) {
      for (const { kind, row } of rows) if (kind === 'item' && isBlankNote(row)) touched(noteDocument(row.dialogId, row.id))
    },
    async close() {
      isClosed = true
      // Not left for the next start, which does not know of it: devices would show the older text until the next edit.
      for (const doc of [...due.keys()]) start(doc)
      await Promise.allSettled(running)
    },
  }
}

function projectWork(doc: DocumentName, { text, state }: { text: string; state: string }): Work<void> {
  const owner = documentOwner(doc)
  return {
    refs: () => (owner.kind === 'note' ? [{ kind: 'item', id: owner.itemId }] : []),
    run(ledger) {
      ledger.put([change('document', { id: doc, state, text })])
      const item = owner.kind === 'note' ? ledger.get('item', owner.itemId) : undefined
      if (item?.kind === 'note' && !item.deleted && item.text !== text) ledger.put([change('item', { ...item, text })])
    },
  }
}

interface BlankNote {
  readonly id: Id
  readonly dialogId: Id
}

function isBlankNote(row: unknown): row is BlankNote {
  return typeof row === 'object' && row !== null && 'kind' in row && row.kind === 'note' && 'text' in row && row.text === ''
}
