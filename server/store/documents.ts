import { type Kysely, sql } from 'kysely'
import type { Executor } from './executor'
import type { DocumentVersion, Store, StoredDocument } from './port'
import { each, query, read, readEach } from './query'
import type { Tables } from './schema'

/**
 * Updates of Yjs documents, as bytes.
 * @param settle puts updates that wait in the log, of these documents or of all, into the table.
 */
export function makeDocuments(
  db: Kysely<Tables>,
  executor: Executor,
  settle: (docs?: readonly string[]) => Promise<void>,
): Pick<Store, 'documents' | 'compactDocument' | 'documentState' | 'documentSize' | 'documentsBehind' | 'documentVersions'> {
  const updates = query<{ doc: string }>()((arg) =>
    db.selectFrom('document_update').select(['doc', 'seq', 'author_id', 'at', 'bytes']).where('doc', '=', arg('doc')).orderBy('seq'),
  )
  // Touches as many rows as were read, or another number when somebody has compacted or erased them since.
  const removeRead = query<{ doc: string; upTo: number }>()((arg) =>
    db.deleteFrom('document_update').where('doc', '=', arg('doc')).where('seq', '<=', arg('upTo')),
  )
  // In the place of the last row it stands for: places are never given twice, and order is kept.
  const addBase = query<{ doc: string; upTo: number; bytes: Uint8Array }>()((arg) =>
    db
      .insertInto('document_update')
      .values({ seq: arg('upTo'), doc: arg('doc'), update_id: null, author_id: null, at: 0, bytes: arg('bytes') }),
  )

  const state = query<{ doc: string }>()((arg) =>
    db.selectFrom('document_state').select(['generation', 'up_to']).where('doc', '=', arg('doc')),
  )
  const size = query<{ doc: string }>()((arg) =>
    db.selectFrom('document_update').select(sql<number>`coalesce(sum(length(bytes)), 0)`.as('bytes')).where('doc', '=', arg('doc')),
  )
  const behind = query<Record<never, never>>()(() =>
    db
      .selectFrom('document_update')
      .leftJoin('document_state', 'document_state.doc', 'document_update.doc')
      .select('document_update.doc')
      .groupBy(['document_update.doc', 'document_state.up_to'])
      .having(({ eb, fn }) => eb(fn.max('document_update.seq'), '>', fn.coalesce('document_state.up_to', eb.lit(0)))),
  )
  const versions = query<{ doc: string; limit: number }>()((arg) =>
    db.selectFrom('document_version').selectAll().where('doc', '=', arg('doc')).orderBy('n', 'desc').limit(arg('limit')),
  )

  return {
    async documents(names) {
      await settle(names)
      const documents = new Map<string, { updates: Uint8Array[]; by: StoredDocument['by'][number][]; bytes: number; upTo: number }>()
      const rows = await readEach(
        executor,
        updates,
        [...new Set(names)].map((doc) => ({ doc })),
      )
      for (const { doc, seq, author_id, at, bytes } of rows) {
        const document = documents.get(doc) ?? { updates: [], by: [], bytes: 0, upTo: 0 }
        document.by.push({ seq, authorId: author_id, at })
        // A driver may give its own kind of byte array.
        document.updates.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
        documents.set(doc, { ...document, bytes: document.bytes + bytes.byteLength, upTo: seq })
      }
      return documents
    },
    async compactDocument(doc, { updates, upTo }, merged) {
      if (updates.length === 0) return false
      const outcome = await executor.commit([
        ...each(removeRead, [{ doc, upTo }], updates.length),
        ...each(addBase, [{ doc, upTo, bytes: merged }], 1),
      ])
      if (outcome.ok) return true
      if (outcome.statement !== 0) throw new Error(`Document ${doc} could not be compacted: ${outcome.message}`)
      return false
    },
    async documentState(doc) {
      const [found] = await read(executor, state, { doc })
      return { generation: found?.generation ?? 0, upTo: found?.up_to ?? 0 }
    },
    async documentSize(doc) {
      await settle([doc])
      const [found] = await read(executor, size, { doc })
      return found?.bytes ?? 0
    },
    async documentsBehind() {
      await settle()
      return (await read(executor, behind, {})).map(({ doc }) => doc)
    },
    async documentVersions(doc, limit) {
      const found = await read(executor, versions, { doc, limit })
      return found.map(({ started_at, authors, ...version }) => ({
        ...version,
        startedAt: started_at,
        // Written by the plan, of ids and nulls.
        authors: JSON.parse(authors) as DocumentVersion['authors'],
      }))
    },
  }
}
