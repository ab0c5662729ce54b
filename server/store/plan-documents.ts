import type { Kysely } from 'kysely'
import type { Statement } from './executor'
import type { Writes } from './port'
import { each, query } from './query'
import type { Tables } from './schema'

/** Versions of a document that are kept; older ones go, one for each new one. */
const MAX_VERSIONS = 300

/** How far documents are shown in rows, and their versions. */
export function planProjections(db: Kysely<Tables>): (projections: NonNullable<Writes['projections']>) => readonly Statement[] {
  const putState = query<{ doc: string; upTo: number }>()((arg) =>
    db
      .insertInto('document_state')
      .values({ doc: arg('doc'), generation: 0, up_to: arg('upTo') })
      .onConflict((conflict) => conflict.column('doc').doUpdateSet(({ ref }) => ({ up_to: ref('excluded.up_to') }))),
  )
  const putVersion = query<{ doc: string; n: number; startedAt: number; at: number; authors: string; text: string }>()((arg) =>
    db
      .insertInto('document_version')
      .values({
        doc: arg('doc'),
        n: arg('n'),
        started_at: arg('startedAt'),
        at: arg('at'),
        authors: arg('authors'),
        text: arg('text'),
      })
      .onConflict((conflict) =>
        conflict.columns(['doc', 'n']).doUpdateSet(({ ref }) => ({
          at: ref('excluded.at'),
          authors: ref('excluded.authors'),
          text: ref('excluded.text'),
        })),
      ),
  )
  const forgetOldest = query<{ doc: string; n: number }>()((arg) =>
    db.deleteFrom('document_version').where('doc', '=', arg('doc')).where('n', '<=', arg('n')),
  )
  return (projections) => {
    const versions = projections.flatMap(({ version }) => (version ? [version] : []))
    const full = versions.filter(({ n }) => n > MAX_VERSIONS).map(({ doc, n }) => ({ doc, n: n - MAX_VERSIONS }))
    return [
      ...each(
        putState,
        projections.map(({ doc, upTo }) => ({ doc, upTo })),
        1,
      ),
      ...each(
        putVersion,
        versions.map(({ doc, n, startedAt, at, authors, text }) => ({ doc, n, startedAt, at, authors: JSON.stringify(authors), text })),
        1,
      ),
      ...each(forgetOldest, full),
    ]
  }
}

/** Every word of a document goes. That it was there, and how often it was begun anew, stays. */
export function planErasures(db: Kysely<Tables>): (docs: readonly string[]) => readonly Statement[] {
  const updates = query<{ doc: string }>()((arg) => db.deleteFrom('document_update').where('doc', '=', arg('doc')))
  const versions = query<{ doc: string }>()((arg) => db.deleteFrom('document_version').where('doc', '=', arg('doc')))
  const next = query<{ doc: string }>()((arg) =>
    db
      .insertInto('document_state')
      .values({ doc: arg('doc'), generation: 1, up_to: 0 })
      .onConflict((conflict) =>
        conflict.column('doc').doUpdateSet(({ eb }) => ({ generation: eb('document_state.generation', '+', 1), up_to: 0 })),
      ),
  )
  return (docs) => {
    const sets = docs.map((doc) => ({ doc }))
    return [...each(updates, sets), ...each(versions, sets), ...each(next, sets, 1)]
  }
}
