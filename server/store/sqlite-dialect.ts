import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Executor, Param } from './executor'

/** Kysely over an executor. Only migrations are run through it; all else is compiled once and run by the executor. */
export const sqliteDialect = (executor: Executor): Dialect => ({
  createDriver: () => new ExecutorDriver(executor),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new TransactionalAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
})

/** Kysely leaves SQLite migrations outside transactions; SQLite can do better, and a crash must not leave half of one. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ExecutorDriver implements Driver {
  readonly #executor: Executor
  readonly #connection: DatabaseConnection

  constructor(executor: Executor) {
    this.#executor = executor
    this.#connection = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery) {
        // Kysely knows the types of both from the query it was given.
        const { rows, touched } = await executor.execute(sql, parameters as readonly Param[])
        return { rows: rows as R[], numAffectedRows: BigInt(touched) }
      },
      streamQuery() {
        throw new Error('Streaming is not supported')
      },
    }
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    // IMMEDIATE: of two processes that start at once, the second waits here and finds the migrations done.
    await this.#executor.execute('begin immediate', [])
  }

  async commitTransaction(): Promise<void> {
    await this.#executor.execute('commit', [])
  }

  async rollbackTransaction(): Promise<void> {
    await this.#executor.execute('rollback', [])
  }

  async releaseConnection(): Promise<void> {}

  /** The executor belongs to the store, which closes it. */
  async destroy(): Promise<void> {}
}
