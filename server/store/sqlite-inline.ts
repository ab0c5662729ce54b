import type { Database } from 'better-sqlite3'
import type { Executor } from './executor'
import { configure, makeConnection, openDatabase } from './sqlite-connection.js'

/**
 * SQLite in the calling thread. Settles with microtasks alone, so that a simulation decides what happens when.
 * A database handed in stays open after `close`: a "crashed" server leaves its file behind. From the moment `killed`
 * is aborted nothing is read or written any more, whatever was under way.
 */
export function inlineExecutor(source: string | Database, killed?: AbortSignal): Executor {
  const database = typeof source === 'string' ? openDatabase(source, { readonly: false }) : source
  if (typeof source !== 'string') configure(database)
  const connection = makeConnection(database)
  let isClosed = false

  async function run<T>(action: () => T): Promise<T> {
    if (isClosed || killed?.aborted) throw new Error('The store is closed')
    return action()
  }

  const read: Executor['read'] = (statements) => run(() => connection.read(statements))

  return {
    read,
    writing: { read },
    commit: (statements) => run(() => connection.commit(statements)),
    execute: (sql, params) => run(() => connection.execute(sql, params)),
    async close() {
      if (isClosed) return
      isClosed = true
      if (typeof source === 'string') database.close()
    },
  }
}
