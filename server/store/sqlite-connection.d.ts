import type { Database } from 'better-sqlite3'
import type { CommitOutcome, Param, Statement } from './executor'

export interface SqliteConnection {
  read(statements: readonly Statement[]): unknown[][]
  commit(statements: readonly Statement[]): CommitOutcome
  execute(sql: string, params: readonly Param[]): { rows: unknown[]; touched: number }
}

/** Opens, and makes when it is missing, the file with the settings our promises rest on. */
export declare function openDatabase(path: string, options: { readonly: boolean }): Database
export declare function configure(database: Database): void
export declare function makeConnection(database: Database): SqliteConnection
