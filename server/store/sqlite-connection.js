// @ts-check
/**
 * One connection to a SQLite file: what both the worker threads and the inline executor run.
 * Plain JavaScript, because a worker thread starts from a file that Node must be able to load as it is: from source
 * under the test runner and in development as well as from the build. Types: sqlite-connection.d.ts.
 */
import Database from 'better-sqlite3'

/** Another process may hold the write lock for as long as its commit or checkpoint takes. */
const BUSY_TIMEOUT_MS = 5000
/** The WAL shrinks back to this after a burst. */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024
const CACHE_KIB = 32 * 1024

/** @type {import('./sqlite-connection.d.ts').openDatabase} */
export function openDatabase(path, { readonly }) {
  const database = new Database(path, { readonly, timeout: BUSY_TIMEOUT_MS })
  try {
    configure(database)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** @type {import('./sqlite-connection.d.ts').configure} */
export function configure(database) {
  if (!database.readonly) {
    database.pragma('journal_mode = WAL')
    // NORMAL would lose the last commits with the power: an acknowledgement promises more than that.
    database.pragma('synchronous = FULL')
    database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
  }
  database.pragma(`cache_size = -${CACHE_KIB}`)
}

/** @type {import('./sqlite-connection.d.ts').makeConnection} */
export function makeConnection(database) {
  /** The statements above are few and fixed, so the cache needs no bound. @type {Map<string, Database.Statement>} */
  const prepared = new Map()
  const begin = database.prepare('begin')
  const beginImmediate = database.prepare('begin immediate')
  const commitTransaction = database.prepare('commit')
  const rollback = database.prepare('rollback')

  /** @param {string} sql */
  function prepare(sql) {
    const held = prepared.get(sql)
    if (held) return held
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }

  return {
    read(statements) {
      begin.run()
      try {
        return statements.map(({ sql, runs }) => {
          const statement = prepare(sql)
          return runs.length === 1 ? statement.all(runs[0]) : runs.flatMap((params) => statement.all(params))
        })
      } finally {
        commitTransaction.run()
      }
    },

    commit(statements) {
      let at = -1
      let run = -1
      try {
        beginImmediate.run()
        const touched = []
        for (at = 0; at < statements.length; at++) {
          const { sql, runs, affects } = statements[at]
          const statement = prepare(sql)
          let sum = 0
          for (run = 0; run < runs.length; run++) {
            const { changes } = statement.run(runs[run])
            if (affects !== undefined && changes !== affects) throw new Error(`${changes} rows touched, not ${affects}`)
            sum += changes
          }
          touched.push(sum)
        }
        at = run = -1
        commitTransaction.run()
        return { ok: true, touched }
      } catch (error) {
        if (database.inTransaction) rollback.run()
        return { ok: false, statement: at, run, message: error instanceof Error ? error.message : String(error) }
      }
    },

    execute(sql, params) {
      const statement = database.prepare(sql)
      if (statement.reader) return { rows: statement.all(params), touched: 0 }
      return { rows: [], touched: statement.run(params).changes }
    },
  }
}
