/**
 * Updates of documents on their way into their table. A commit writes all of its updates as one entry of a log, whichever
 * documents they are of: an index by document would cost it a page of the disk for each of them. Here they are held by
 * document until many of one can be put into the table together, or until somebody wants to read it. The log itself is
 * read only by the next process, which may find some in the table already.
 */

import { type Kysely, sql } from 'kysely'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Executor, Statement } from './executor'
import type { DocumentUpdate, Writes } from './port'
import { each, query, read, refusal } from './query'
import type { Tables } from './schema'

/** With more than this the log is emptied: memory is bounded by it, and what the next process has to do. */
const MAX_UPDATES = 5000
const MAX_BYTES = 4 * 1024 * 1024
/** Documents are put into the table together until they have so many updates: some milliseconds. */
const STEP_UPDATES = 100
/** Nobody waits for a turn while a store opens. */
const RECOVERED_ENTRIES = 500

/** Nothing else may write while one of its promises is pending. */
export interface UpdateLog {
  /** Told of what a commit has added. @returns whether it is time to empty the log. */
  added(updates: readonly DocumentUpdate[]): boolean
  /** Documents that are not in the table as far as they are written: of these, or of all. */
  behind(docs?: readonly string[]): readonly string[]
  settle(docs: readonly string[]): Promise<void>
  /** Whether the log has words of these documents, or of any. */
  holds(docs?: readonly string[]): boolean
  /** A step towards an empty log. @returns true with the last: what had been added before the first is gone from it. */
  empty(): Promise<boolean>
  /** Puts into the table what another process has left. */
  recover(): Promise<void>
}

/** What came until the log began to be emptied. */
interface Batch {
  /** What is not in the table yet. */
  readonly waiting: Map<string, DocumentUpdate[]>
  /** Whose words the log has. */
  readonly docs: Set<string>
}

const newBatch = (): Batch => ({ waiting: new Map(), docs: new Set() })

export function makeUpdateLog(db: Kysely<Tables>, executor: Executor): UpdateLog {
  const logged = query<{ entries: number }>()((arg) => db.selectFrom('document_log').selectAll().orderBy('seq').limit(arg('entries')))
  const end = query<Record<never, never>>()(() =>
    db.selectFrom('document_log').select(({ fn }) => fn.coalesce(fn.max('seq'), sql<number>`0`).as('seq')),
  )
  const forget = query<{ upTo: number }>()((arg) => db.deleteFrom('document_log').where('seq', '<=', arg('upTo')))
  // A client that never heard the acknowledgement sends the same update again.
  const addUpdate = query<{ doc: string; updateId: string; authorId: string | null; at: number; bytes: Uint8Array }>()((arg) =>
    db
      .insertInto('document_update')
      .values({
        seq: sql<number>`(select coalesce(max(seq), 0) + 1 from document_update)`,
        doc: arg('doc'),
        update_id: arg('updateId'),
        author_id: arg('authorId'),
        at: arg('at'),
        bytes: arg('bytes'),
      })
      .onConflict((conflict) => conflict.columns(['doc', 'update_id']).doNothing()),
  )

  let young = newBatch()
  let leaving: (Batch & { readonly upTo: number }) | null = null
  let updates = 0
  let bytes = 0

  async function commit(statements: readonly Statement[]): Promise<void> {
    const outcome = await executor.commit(statements)
    if (!outcome.ok) throw refusal(outcome, 'Moving updates of documents')
  }

  const batches = () => (leaving ? [leaving, young] : [young])

  async function settle(docs: readonly string[]): Promise<void> {
    const found = docs.flatMap((doc) => batches().flatMap(({ waiting }) => waiting.get(doc) ?? []))
    if (found.length === 0) return
    await commit(
      each(
        addUpdate,
        found.map((update) => ({ ...update })),
      ),
    )
    for (const { waiting } of batches()) for (const doc of docs) waiting.delete(doc)
  }

  async function startLeaving(): Promise<Batch & { readonly upTo: number }> {
    const [last] = await read(executor.writing, end, {})
    const batch = { ...young, upTo: last?.seq ?? 0 }
    young = newBatch()
    updates = 0
    bytes = 0
    return batch
  }

  return {
    settle,
    added(more) {
      for (const update of more) {
        const { doc } = update
        const before = young.waiting.get(doc)
        if (before) before.push(ownBytes(update))
        else young.waiting.set(doc, [ownBytes(update)])
        young.docs.add(doc)
        bytes += update.bytes.length
      }
      updates += more.length
      return updates > MAX_UPDATES || bytes > MAX_BYTES
    },
    behind(docs) {
      const all = docs ?? new Set(batches().flatMap(({ waiting }) => [...waiting.keys()]))
      return [...all].filter((doc) => batches().some(({ waiting }) => waiting.has(doc)))
    },
    holds: (names) => batches().some(({ docs }) => (names ? names.some((doc) => docs.has(doc)) : docs.size > 0)),
    async empty() {
      leaving ??= await startLeaving()
      await settle(nextOf(leaving))
      if (leaving.waiting.size > 0) return false
      await commit(each(forget, [{ upTo: leaving.upTo }]))
      leaving = null
      return true
    },
    async recover() {
      for (;;) {
        const rows = await read(executor.writing, logged, { entries: RECOVERED_ENTRIES })
        const last = rows.at(-1)
        if (!last) return
        const found = rows.flatMap(({ entry }) => decodeEntry(entry)).map((update) => ({ ...update }))
        await commit([...each(addUpdate, found), ...each(forget, [{ upTo: last.seq }], rows.length)])
      }
    },
  }
}

/** As many documents as make one step; one at least. */
function nextOf({ waiting }: Batch): readonly string[] {
  const docs: string[] = []
  let count = 0
  for (const [doc, updates] of waiting) {
    docs.push(doc)
    count += updates.length
    if (count >= STEP_UPDATES) break
  }
  return docs
}

/** A view keeps the whole frame it came in. */
function ownBytes(update: DocumentUpdate): DocumentUpdate {
  const { bytes } = update
  return bytes.byteLength < bytes.buffer.byteLength ? { ...update, bytes: new Uint8Array(bytes) } : update
}

/** What a commit adds. Of a document that it erases, nothing. */
export function loggedUpdates({ documentUpdates = [], erasedDocuments = [] }: Writes): readonly DocumentUpdate[] {
  return erasedDocuments.length === 0 ? documentUpdates : documentUpdates.filter(({ doc }) => !erasedDocuments.includes(doc))
}

export function encodeEntry(updates: readonly DocumentUpdate[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, updates.length)
  for (const { doc, updateId, authorId, at, bytes } of updates) {
    encoding.writeVarString(encoder, doc)
    encoding.writeVarString(encoder, updateId)
    encoding.writeVarString(encoder, authorId ?? '')
    encoding.writeVarUint(encoder, at)
    encoding.writeVarUint8Array(encoder, bytes)
  }
  return encoding.toUint8Array(encoder)
}

export function decodeEntry(entry: Uint8Array): readonly DocumentUpdate[] {
  const decoder = decoding.createDecoder(entry)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    doc: decoding.readVarString(decoder),
    updateId: decoding.readVarString(decoder),
    authorId: decoding.readVarString(decoder) || null,
    at: decoding.readVarUint(decoder),
    bytes: decoding.readVarUint8Array(decoder),
  }))
}
