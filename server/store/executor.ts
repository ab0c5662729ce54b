/**
 * Where compiled statements are run. Everything above speaks in lists, so that one message to another thread
 * carries a whole commit, or all the reads of one snapshot.
 */
export type Param = string | number | null | Uint8Array

export interface Statement {
  readonly sql: string
  /** The statement is run once for each list of parameters, in order. */
  readonly runs: readonly (readonly Param[])[]
  /** Rows that every run must touch; another count undoes the commit. */
  readonly affects?: number
}

export type CommitOutcome =
  | { readonly ok: true /** Rows touched, by statement. */; readonly touched: readonly number[] }
  /** Nothing was written. `statement` and `run` say where it broke; -1: before the first or at COMMIT. */
  | { readonly ok: false; readonly statement: number; readonly run: number; readonly message: string }

export interface Reads {
  /** All in one snapshot. @returns for each statement the rows of its runs, one after another. */
  read(statements: readonly Statement[]): Promise<readonly (readonly unknown[])[]>
}

export interface Executor extends Reads {
  /** Reads that a commit waits for: on the writing connection, so that no long read stands before them. */
  readonly writing: Reads
  /** All or nothing, durable once settled. */
  commit(statements: readonly Statement[]): Promise<CommitOutcome>
  /** One statement on the writing connection, outside any commit: for migrations. */
  execute(sql: string, params: readonly Param[]): Promise<{ readonly rows: readonly unknown[]; readonly touched: number }>
  close(): Promise<void>
}
