/**
 * Updates of documents on their way into their table. A commit writes all of its updates as one row of a log, whichever
 * documents they are of: an index by document would cost it a page of the disk for each of them. Whoever reads documents
 * first has the log put into the table, a hundred commits at once; so does the next process.
 */

import { type Kysely, sql } from 'kysely'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Executor } from './executor'
import type { DocumentUpdate, Writes } from './port'
import { each, query, read, refusal } from './query'
import type { Tables } from './schema'

/** With more than this the log is put into the table though nobody reads: a process that starts must not find too much. */
const MAX_UPDATES = 5000
const MAX_BYTES = 4 * 1024 * 1024

export interface UpdateLog {
  /** Told of updates that a commit has added. @returns whether there are too many of them. */
  added(updates: readonly DocumentUpdate[]): boolean
  /** Whether it has some of these documents, or of any. */
  holds(docs?: readonly string[]): boolean
  /** Puts everything into the table. Nothing else may write meanwhile. */
  settle(): Promise<void>
}

export function makeUpdateLog(db: Kysely<Tables>, executor: Executor): UpdateLog {
  const logged = query<Record<never, never>>()(() => db.selectFrom('document_log').selectAll().orderBy('seq'))
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

  const docs = new Set<string>()
  let updates = 0
  let bytes = 0

  return {
    added(more) {
      for (const update of more) {
        docs.add(update.doc)
        bytes += update.bytes.length
      }
      updates += more.length
      return updates > MAX_UPDATES || bytes > MAX_BYTES
    },
    holds: (names) => docs.size > 0 && (names?.some((doc) => docs.has(doc)) ?? true),
    async settle() {
      const rows = await read(executor.writing, logged, {})
      const last = rows.at(-1)
      if (last) {
        const found = rows.flatMap(({ entry }) => decodeEntry(entry)).map((update) => ({ ...update }))
        const outcome = await executor.commit([...each(addUpdate, found), ...each(forget, [{ upTo: last.seq }], rows.length)])
        if (!outcome.ok) throw refusal(outcome, 'Moving updates of documents')
      }
      docs.clear()
      updates = 0
      bytes = 0
    },
  }
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
