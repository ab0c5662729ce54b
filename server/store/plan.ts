import type { Kysely } from 'kysely'
import { isSequenced, MOVED, planRows } from './plan-rows'
import { planSides } from './plan-sides'
import { type PlanCommit, refusedAs } from './planned'
import { each, query } from './query'
import type { Tables } from './schema'

/** What one commit says to the database, in order. */
export function makePlan(db: Kysely<Tables>): PlanCommit {
  const rows = planRows(db)
  const sides = planSides(db)
  // What writes no row moves no head, and is decided on rows nevertheless: another process may have written them since.
  const otherHead = query<{ from: number }>()((arg) =>
    db
      .updateTable('workspace_head')
      .set(({ ref }) => ({ head: ref('head') }))
      .where('head', '<>', arg('from')),
  )
  return (commit) => {
    const statements = [...rows(commit), ...sides(commit)]
    if (isSequenced(commit) || statements.length === 0) return statements
    return [...refusedAs(MOVED, each(otherHead, [{ from: commit.from }], 0)), ...statements]
  }
}
