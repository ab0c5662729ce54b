import type { Kysely } from 'kysely'
import type { Executor } from './executor'
import type { Store } from './port'
import { each, query, readEach } from './query'
import type { Tables } from './schema'

/** Updates of Yjs documents, as bytes. */
export function makeDocuments(db: Kysely<Tables>, executor: Executor): Pick<Store, 'documents' | 'compactDocument'> {
  const updates = query<{ doc: string }>()((arg) =>
    db.selectFrom('document_update').select(['doc', 'seq', 'bytes']).where('doc', '=', arg('doc')).orderBy('seq'),
  )
  // Touches as many rows as were read, or another number when the document has changed since.
  const removeRead = query<{ doc: string; upTo: number }>()((arg) =>
    db
      .deleteFrom('document_update')
      .where('doc', '=', arg('doc'))
      .where('seq', '<=', arg('upTo'))
      .where(({ not, exists }) =>
        not(
          exists(
            db
              .selectFrom('document_update as newer')
              .select('newer.seq')
              .where('newer.doc', '=', arg('doc'))
              .where('newer.seq', '>', arg('upTo')),
          ),
        ),
      ),
  )
  // In the place of the last row it stands for: places are never given twice, and order is kept.
  const addBase = query<{ doc: string; upTo: number; bytes: Uint8Array }>()((arg) =>
    db
      .insertInto('document_update')
      .values({ seq: arg('upTo'), doc: arg('doc'), update_id: null, author_id: null, at: 0, bytes: arg('bytes') }),
  )

  return {
    async documents(names) {
      const documents = new Map<string, { updates: Uint8Array[]; bytes: number; upTo: number }>()
      const rows = await readEach(
        executor,
        updates,
        [...new Set(names)].map((doc) => ({ doc })),
      )
      for (const { doc, seq, bytes } of rows) {
        const document = documents.get(doc) ?? { updates: [], bytes: 0, upTo: 0 }
        // A driver may give its own kind of byte array.
        document.updates.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
        documents.set(doc, { updates: document.updates, bytes: document.bytes + bytes.byteLength, upTo: seq })
      }
      return documents
    },
    async compactDocument(doc, { updates: read, upTo }, merged) {
      if (read.length === 0) return false
      const outcome = await executor.commit([
        ...each(removeRead, [{ doc, upTo }], read.length),
        ...each(addBase, [{ doc, upTo, bytes: merged }], 1),
      ])
      if (outcome.ok) return true
      if (outcome.statement !== 0) throw new Error(`Document ${doc} could not be compacted: ${outcome.message}`)
      return false
    },
  }
}
