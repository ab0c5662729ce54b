import type { Statement } from './executor'
import type { Writes } from './port'
import type { StampedRow } from './stamp'

/** A statement of a commit, and what is wrong when the database refuses it. */
export interface PlannedStatement extends Statement {
  readonly refusal: string
}

export interface CommitPlan {
  readonly writes: Writes
  readonly rows: readonly StampedRow[]
  readonly from: number
  readonly to: number
}

export type PlanCommit = (commit: CommitPlan) => readonly PlannedStatement[]

export const refusedAs = (refusal: string, statements: readonly Statement[]): readonly PlannedStatement[] =>
  statements.map((statement) => ({ ...statement, refusal }))
