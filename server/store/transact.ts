import type { Executor } from './executor'
import { holdRows } from './held-rows'
import type { PlanCommit } from './planned'
import type { Committed, Store, StoreReader, Writes } from './port'
import { hasDeletions, liveScopes, stampRows } from './stamp'
import { loggedUpdates, type UpdateLog } from './update-log'

interface Parts {
  readonly executor: Executor
  /** Of the writing connection. */
  readonly reader: StoreReader
  readonly plan: PlanCommit
  readonly log: UpdateLog
  head(): Promise<number>
}

export interface Transactions {
  readonly transact: Store['transact']
  /** Puts updates of these documents, or of all, where they are read from. */
  settleDocuments(docs?: readonly string[]): Promise<void>
  /** Settles when all that were asked for have ended. */
  settled(): Promise<void>
}

/**
 * Decides and commits one transaction after another. Reads inside `work` need no transaction of their own: nobody
 * else writes rows meanwhile, and if another process does, the move of the head is refused.
 */
export function makeTransactions(parts: Parts): Transactions {
  let tail: Promise<unknown> = Promise.resolve()
  /** Null: unknown, as before the first commit and after one that failed. */
  let knownHead: number | null = null
  const { log } = parts
  const held = holdRows(parts.reader)
  let isEmptying = false

  async function run<T>(work: (tx: StoreReader) => Promise<{ writes: Writes; value: T }>): Promise<Committed<T>> {
    const from = knownHead ?? (await parts.head())
    const { writes, value } = await work(held.reader)
    const live = hasDeletions(writes) ? liveScopes(await held.reader.rows(writes.deletions)) : new Map()
    const rows = stampRows(writes, from, live)
    // Of a person every text goes, also one whose name is not known here.
    while (writes.erasedPeople ? log.holds() : log.holds(writes.erasedDocuments ?? [])) await log.empty()
    const to = from + rows.length
    knownHead = null
    try {
      await commit(parts, { writes, rows, from, to })
    } catch (error) {
      held.forget()
      throw error
    }
    knownHead = to
    if (log.added(loggedUpdates(writes))) void emptyLog()
    const committed = rows.map(({ stored }) => stored)
    held.learn(committed)
    return { value, from, to, rows: committed, erased: writes.erasedDocuments ?? [] }
  }

  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = tail.then(action)
    // The next one starts whatever became of this one; whoever asked for this one hears of it.
    tail = result.catch(() => undefined)
    return result
  }

  /** Step by step, with commits in between. Nobody waits for it, and what fails is tried again after the next commit. */
  async function emptyLog(): Promise<void> {
    if (isEmptying) return
    isEmptying = true
    try {
      while (!(await inTurn(() => log.empty())));
    } catch {
      // Whoever reads or erases one of the documents comes upon the same, and hears of it.
    } finally {
      isEmptying = false
    }
  }

  return {
    transact: (work) => inTurn(() => run(work)),
    async settleDocuments(docs) {
      if (log.behind(docs).length > 0) await inTurn(() => log.settle(log.behind(docs)))
    },
    async settled() {
      await tail
    },
  }
}

async function commit({ executor, plan }: Parts, of: Parameters<PlanCommit>[0]): Promise<void> {
  const statements = plan(of)
  if (statements.length === 0) return
  const outcome = await executor.commit(statements.map(({ sql, runs, affects }) => ({ sql, runs, affects })))
  if (outcome.ok) return
  const refusal = statements[outcome.statement]?.refusal ?? 'The commit failed'
  throw new Error(`${refusal}: ${outcome.message}`)
}
