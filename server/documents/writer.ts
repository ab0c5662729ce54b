/**
 * Updates of documents on their way into the store. Those of one document that come while a commit is under way are
 * written by the next one, as one row of each author: typing by many costs the disk what typing by one does.
 *
 * LIN1 An update of another lineage than the document's is never stored.
 */
import { type DocumentName, lineageOf, MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import type { Committer, Work } from '../commands/committer'
import type { DocumentUpdate, Store } from '../store/port'
import { joinUpdates } from './join'
import type { Editor } from './presence'
import { hasEnded, refsOf } from './projection'
import type { PlainUpdate } from './scan'

export type PushOutcome = { readonly ok: true } | { readonly ok: false; readonly code: 'invalid' | 'not-found' | 'stale' }

/** An update on its way in. `lineage`: of the copy it was made on; null or absent: made on none, or a program's. */
export type PushedUpdate = Omit<DocumentUpdate, 'at' | 'doc'> & { readonly lineage?: Id | null }

export interface Arrival {
  readonly update: PushedUpdate
  /** Null: only the decoder knows what is in it. */
  readonly plain: PlainUpdate | null
  /** Who has the document open and made it; null: somebody who has not. */
  readonly from: Editor | null
}

interface Waiting extends Arrival {
  resolve(outcome: PushOutcome): void
  reject(reason: unknown): void
}

/** What is known of a document that is being written in. */
interface Known {
  /** At most: folding makes it less. */
  bytes: number
  readonly lineage: Id
  /** Its text has been erased since: it is of another lineage now. */
  isErased: boolean
}

/** Documents whose size and lineage are remembered; whatever is not is read again. */
const MAX_KNOWN = 4000

export interface Writer {
  write(doc: DocumentName, arrival: Arrival): Promise<PushOutcome>
  /** Every word of these has gone, in a commit of just now. */
  erased(docs: readonly string[]): void
}

export function createWriter(options: {
  store: Pick<Store, 'documentState' | 'documentSize' | 'epoch'>
  committer: Committer
  exists: (doc: DocumentName) => Promise<boolean>
  /** Told of each commit, in order, before those it was written for. */
  onWritten: (doc: DocumentName, written: readonly Arrival[]) => void
  clock: () => number
}): Writer {
  const { store, committer } = options
  const queues = new Map<DocumentName, Waiting[]>()
  const known = new Map<string, Known>()

  async function drain(doc: DocumentName, queue: Waiting[]): Promise<void> {
    for (let group = take(queue); group.length > 0; group = take(queue)) {
      try {
        await commit(doc, group)
      } catch (reason) {
        known.delete(doc)
        for (const { reject } of group) reject(reason)
      }
    }
    queues.delete(doc)
  }

  async function commit(doc: DocumentName, group: readonly Waiting[]): Promise<void> {
    const document = await roomIn(doc, group)
    const admitted: Waiting[] = []
    for (const waiting of group) {
      const { lineage = null, bytes } = waiting.update
      if (lineage !== null && lineage !== document.lineage) waiting.resolve(await refusal(doc))
      else if (document.bytes + bytes.length > MAX_DOCUMENT_BYTES) waiting.resolve({ ok: false, code: 'invalid' })
      else {
        document.bytes += bytes.length
        admitted.push(waiting)
      }
    }
    if (admitted.length === 0) return
    const at = options.clock()
    const rows = rowsOf(admitted).map((row) => ({ ...row, doc, at }))
    const { value: outcome } = await committer.submit(pushWork(doc, rows, document))
    if (outcome === 'erased') return commit(doc, admitted)
    if (outcome.ok) options.onWritten(doc, admitted)
    for (const { resolve } of admitted) resolve(outcome)
  }

  /** What a device could bring over to the lineage of now is `stale`; a text that has ended has none. */
  const refusal = async (doc: DocumentName): Promise<PushOutcome> => ({ ok: false, code: (await options.exists(doc)) ? 'stale' : 'not-found' })

  /** Looked at again before anybody is refused: it may have been folded meanwhile. */
  async function roomIn(doc: DocumentName, group: readonly Waiting[]): Promise<Known> {
    const wanted = group.reduce((sum, { update }) => sum + update.bytes.length, 0)
    const held = known.get(doc)
    if (held && !held.isErased && held.bytes + wanted <= MAX_DOCUMENT_BYTES) return held
    const [bytes, { generation }] = await Promise.all([store.documentSize(doc), store.documentState(doc)])
    const read = { bytes, lineage: lineageOf(store.epoch, generation), isErased: false }
    known.set(doc, read)
    for (const eldest of known.keys()) {
      if (known.size <= MAX_KNOWN) break
      known.delete(eldest)
    }
    return read
  }

  return {
    write(doc, arrival) {
      return new Promise((resolve, reject) => {
        const waiting = { ...arrival, resolve, reject }
        const queue = queues.get(doc)
        if (queue) {
          queue.push(waiting)
          return
        }
        const begun = [waiting]
        queues.set(doc, begun)
        void drain(doc, begun)
      })
    },
    erased(docs) {
      for (const doc of docs) {
        const held = known.get(doc)
        if (held) held.isErased = true
        known.delete(doc)
      }
    },
  }
}

/** As many as one row may hold: one at least, if there is one. */
function take(queue: Waiting[]): Waiting[] {
  let bytes = 0
  const end = queue.findIndex(({ update }, index) => {
    bytes += update.bytes.length
    return index > 0 && bytes > MAX_UPDATE_BYTES
  })
  return queue.splice(0, end < 0 ? queue.length : end)
}

type Row = Omit<DocumentUpdate, 'at' | 'doc'>

/** One row of each author as a rule. One update alone keeps its own id, by which it is known when it comes again. */
function rowsOf(arrivals: readonly Arrival[]): readonly Row[] {
  const byAuthor = new Map<Id | null, PlainUpdate[]>()
  const rows: Row[] = []
  for (const { update, plain } of arrivals) {
    const { updateId, authorId, bytes } = update
    const sameAuthor = byAuthor.get(authorId)
    if (arrivals.length === 1 || !plain) rows.push({ updateId, authorId, bytes })
    else if (sameAuthor) sameAuthor.push(plain)
    else byAuthor.set(authorId, [plain])
  }
  // Under ids of their own: an update that is stored already must not take its neighbours along into nothing.
  for (const [authorId, plain] of byAuthor) for (const bytes of joinUpdates(plain)) rows.push({ updateId: newId(), authorId, bytes })
  return rows
}

/** Updates of a document that has not ended. */
function pushWork(doc: DocumentName, rows: readonly DocumentUpdate[], known: Known): Work<PushOutcome | 'erased'> {
  return {
    refs: () => refsOf(doc),
    run(ledger) {
      if (known.isErased) return 'erased'
      if (hasEnded(ledger, doc)) return { ok: false, code: 'not-found' }
      for (const row of rows) ledger.addUpdate(row)
      return { ok: true }
    },
  }
}
