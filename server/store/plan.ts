import type { Kysely } from 'kysely'
import { planRows } from './plan-rows'
import { planSides } from './plan-sides'
import type { PlanCommit } from './planned'
import type { Tables } from './schema'

/** What one commit says to the database, in order. */
export function makePlan(db: Kysely<Tables>): PlanCommit {
  const rows = planRows(db)
  const sides = planSides(db)
  return (commit) => [...rows(commit), ...sides(commit)]
}
