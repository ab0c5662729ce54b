/**
 * Group commit: works that arrive while a commit is under way are decided together and written by the next one, so
 * that the disk is waited for once for all of them.
 *
 * COM1 A work's promise settles after the COMMIT that holds its effect. COM2 Works are decided in the order given.
 * COM3 A work that throws rejects its own promise only.
 */
import type { Id } from '#shared/domain/id'
import type { Ref } from '#shared/domain/row'
import type { Committed, Store, StoredRow, StoreReader, Writes } from '../store/port'
import { Ledger } from './ledger'

/** Most works of one commit: bounds its size and the wait of whoever comes next. */
const MAX_GROUP = 512

export interface Work<T> {
  /** Outside names to look up first. */
  readonly names?: readonly string[]
  /** Names of messages whose early changes `run` will read. */
  readonly early?: readonly string[]
  /** Rows that `run` will read, given the names found. */
  refs(names: ReadonlyMap<string, Id>): readonly Ref[]
  /** The command it executes: what became of it earlier is looked up first. */
  readonly command?: { readonly operatorId: Id; readonly id: Id }
  /** Pure but for the ledger. Throwing undoes this work alone. */
  run(ledger: Ledger): T
}

export interface Decided<T> {
  readonly value: T
  /** The version at which the effect is in the rows. */
  readonly seq: number
}

export interface Committer {
  submit<T>(work: Work<T>): Promise<Decided<T>>
  /** For what does not fit a work: administration. Takes its turn among the groups. */
  transact<T>(work: (tx: StoreReader) => Promise<{ writes: Writes; value: T }>): Promise<Committed<T>>
  /** Waits until everything submitted so far is committed. */
  settled(): Promise<void>
}

interface Waiting {
  readonly work: Work<unknown>
  resolve(decided: Decided<unknown>): void
  reject(reason: unknown): void
}

type Attempt = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: unknown }

/**
 * @param roster rows every command may read without naming them (channels, operators, the workspace).
 * @param publish is told of each commit, in order, before its works settle.
 * @param later runs its argument when the turn of the event loop is over: what every socket has brought in it is one group.
 */
export function createCommitter(options: {
  store: Pick<Store, 'transact'>
  roster: () => Iterable<StoredRow>
  publish: (committed: Committed<unknown>) => void
  later?: (run: () => void) => void
}): Committer {
  const { later = queueMicrotask } = options
  const queue: Waiting[] = []
  let running: Promise<void> | null = null

  async function transact<T>(work: (tx: StoreReader) => Promise<{ writes: Writes; value: T }>): Promise<Committed<T>> {
    const committed = await options.store.transact(work)
    options.publish(committed)
    return committed
  }

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const { value: attempts, to } = await transact(async (tx) => {
        const ledger = await readFor(group, tx, options.roster())
        const attempts = group.map(({ work }) => attempt(ledger, work))
        return { writes: ledger.writes(), value: attempts }
      })
      for (const [index, waiting] of group.entries()) {
        const attempt = attempts[index]
        if (attempt?.ok) waiting.resolve({ value: attempt.value, seq: to })
        else waiting.reject(attempt?.reason)
      }
    } catch (reason) {
      if (group.length === 1) group[0]?.reject(reason)
      // One of them cannot be written. Alone, it fails alone; whatever is there already is recognised by its name.
      else for (const waiting of group) await commitGroup([waiting])
    }
  }

  async function drain(): Promise<void> {
    do {
      await new Promise<void>((resolve) => later(resolve))
      await commitGroup(queue.splice(0, MAX_GROUP))
    } while (queue.length > 0)
    running = null
  }

  return {
    transact,
    submit<T>(work: Work<T>) {
      return new Promise<Decided<T>>((resolve, reject) => {
        // The value comes from this work's own `run`, so its type is T.
        queue.push({ work, resolve: (decided) => resolve(decided as Decided<T>), reject })
        running ??= drain()
      })
    },
    settled: async () => running ?? undefined,
  }
}

async function readFor(group: readonly Waiting[], tx: StoreReader, roster: Iterable<StoredRow>): Promise<Ledger> {
  const wanted = new Set(group.flatMap(({ work }) => work.names ?? []))
  const awaited = group.flatMap(({ work }) => work.early ?? [])
  const [names, early, results] = await Promise.all([
    wanted.size > 0 ? tx.names([...wanted]) : new Map<string, Id>(),
    awaited.length > 0 ? tx.early(awaited) : [],
    resultsOf(
      group.flatMap(({ work }) => work.command ?? []),
      tx,
    ),
  ])
  const refs = group.flatMap(({ work }) => work.refs(names))
  const rows = refs.length > 0 ? await tx.rows(refs) : []
  const around = await dialogsAround(rows, tx)
  return new Ledger({ rows: [...roster, ...rows, ...around], names, results, early })
}

/**
 * The dialogs of rows that were named without them. Whether somebody sees an item or an order is decided by its dialog, and
 * must not depend on what else happens to be in the group.
 */
async function dialogsAround(rows: readonly StoredRow[], tx: StoreReader): Promise<readonly StoredRow[]> {
  const named = new Set(rows.flatMap(({ kind, id }) => (kind === 'dialog' ? [id] : [])))
  const missing = new Set(rows.flatMap((stored) => dialogOf(stored) ?? []).filter((id) => !named.has(id)))
  return missing.size > 0 ? tx.rows([...missing].map((id) => ({ kind: 'dialog', id }))) : []
}

function dialogOf({ row }: StoredRow): Id | null {
  return typeof row === 'object' && row !== null && 'dialogId' in row && typeof row.dialogId === 'string' ? row.dialogId : null
}

async function resultsOf(commands: readonly { readonly operatorId: Id; readonly id: Id }[], tx: StoreReader) {
  const operatorIds = [...new Set(commands.map(({ operatorId }) => operatorId))]
  const found = operatorIds.map(async (operatorId) => {
    const ids = commands.filter((command) => command.operatorId === operatorId).map(({ id }) => id)
    return (await tx.results(ids, operatorId)).map((result) => ({ operatorId, result }))
  })
  return (await Promise.all(found)).flat()
}

function attempt(ledger: Ledger, work: Work<unknown>): Attempt {
  try {
    return { ok: true, value: ledger.attempt((inner) => work.run(inner)) }
  } catch (reason) {
    return { ok: false, reason }
  }
}
