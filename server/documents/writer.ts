/**
 * Updates of documents on their way into the store. Those of one document that come until a commit is decided are
 * written by it, as one row of each author: typing by many costs the disk what typing by one does.
 *
 * LIN1 An update of another lineage than the document's is never stored.
 */
import { type DocumentName, lineageOf, MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Committer } from '../commands/committer'
import type { DocumentUpdate, Store } from '../store/port'
import { countedIds } from './counted-ids'
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
  /** Told of each commit, in order, before those it was written for. */
  onWritten: (doc: DocumentName, written: readonly Arrival[]) => void
  clock: () => number
}): Writer {
  const { store, committer } = options
  const lines = new Map<DocumentName, Waiting[]>()
  const known = new Map<string, Known>()
  const rowId = countedIds()

  async function drain(doc: DocumentName, line: Waiting[]): Promise<void> {
    while (line.length > 0) {
      const taken: Waiting[] = []
      try {
        await commit(doc, line, taken)
      } catch (reason) {
        known.delete(doc)
        // None is taken when the store could not even be read.
        for (const { reject } of taken.length > 0 ? taken : line.splice(0)) reject(reason)
      }
    }
    lines.delete(doc)
  }

  async function commit(doc: DocumentName, line: Waiting[], taken: Waiting[]): Promise<void> {
    const room = await roomIn(doc, line)
    let verdict: Verdict | null = null
    const { value } = await committer.submit<'erased' | 'ended' | Verdict>({
      refs: () => refsOf(doc),
      run(ledger) {
        if (room.document.isErased) return 'erased'
        // Only now, so that whoever came while the commit before was under way is in this one. Once, if it is tried twice.
        if (taken.length === 0) taken.push(...take(line, room))
        // Before the lineage: there is none that the update could be brought over to.
        if (hasEnded(ledger, doc)) return 'ended'
        verdict ??= judge(taken, room.document)
        const at = options.clock()
        for (const row of rowsOf(verdict.admitted, rowId)) ledger.addUpdate({ ...row, doc, at })
        return verdict
      },
    })
    if (value === 'erased') line.unshift(...taken)
    else if (value === 'ended') for (const { resolve } of taken) resolve({ ok: false, code: 'not-found' })
    else {
      if (value.admitted.length > 0) options.onWritten(doc, value.admitted)
      for (const { waiting, code } of value.refused) waiting.resolve({ ok: false, code })
      for (const { resolve } of value.admitted) resolve({ ok: true })
    }
  }

  /** Looked at again before anybody is refused: it may have been folded meanwhile. */
  async function roomIn(doc: DocumentName, line: readonly Waiting[]): Promise<Room> {
    const wanted = line.reduce((sum, { update }) => sum + update.bytes.length, 0)
    const held = known.get(doc)
    if (held && !held.isErased && held.bytes + wanted <= MAX_DOCUMENT_BYTES) return { document: held, isExact: false }
    const [bytes, { generation }] = await Promise.all([store.documentSize(doc), store.documentState(doc)])
    const document = { bytes, lineage: lineageOf(store.epoch, generation), isErased: false }
    known.set(doc, document)
    for (const eldest of known.keys()) {
      if (known.size <= MAX_KNOWN) break
      known.delete(eldest)
    }
    return { document, isExact: true }
  }

  return {
    write(doc, arrival) {
      return new Promise((resolve, reject) => {
        const waiting = { ...arrival, resolve, reject }
        const line = lines.get(doc)
        if (line) {
          line.push(waiting)
          return
        }
        const begun = [waiting]
        lines.set(doc, begun)
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

interface Room {
  readonly document: Known
  /** Read for this very commit: whatever does not fit now has to be refused. */
  readonly isExact: boolean
}

interface Verdict {
  readonly admitted: readonly Waiting[]
  readonly refused: readonly { readonly waiting: Waiting; readonly code: 'stale' | 'invalid' }[]
}

/** As many as one row may hold, one at least. What came after the room was looked at and has none waits for the next look. */
function take(line: Waiting[], { document, isExact }: Room): readonly Waiting[] {
  let bytes = 0
  const end = line.findIndex(({ update }, index) => {
    bytes += update.bytes.length
    return index > 0 && (bytes > MAX_UPDATE_BYTES || (!isExact && document.bytes + bytes > MAX_DOCUMENT_BYTES))
  })
  return line.splice(0, end < 0 ? line.length : end)
}

function judge(taken: readonly Waiting[], document: Known): Verdict {
  const admitted: Waiting[] = []
  const refused: Verdict['refused'][number][] = []
  for (const waiting of taken) {
    const { lineage = null, bytes } = waiting.update
    if (lineage !== null && lineage !== document.lineage) refused.push({ waiting, code: 'stale' })
    else if (document.bytes + bytes.length > MAX_DOCUMENT_BYTES) refused.push({ waiting, code: 'invalid' })
    else {
      document.bytes += bytes.length
      admitted.push(waiting)
    }
  }
  return { admitted, refused }
}

type Row = Omit<DocumentUpdate, 'at' | 'doc'>

/** One row of each author as a rule. One update alone keeps its own id, by which it is known when it comes again. */
function rowsOf(arrivals: readonly Arrival[], newId: () => Id): readonly Row[] {
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
