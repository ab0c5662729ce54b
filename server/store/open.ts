import type { Database } from 'better-sqlite3'
import { Kysely } from 'kysely'
import { type Id, newId } from '#shared/domain/id'
import { KINDS, type Kind } from '#shared/domain/row'
import { makeAccounts } from './accounts'
import { makeBlobs } from './blobs'
import { makeChannels } from './channels'
import { makeDialogList } from './dialog-list'
import { makeDocuments } from './documents'
import { makeErasures } from './erasures'
import type { Executor } from './executor'
import { makeFeed, makeHead } from './feed'
import { makeJobs } from './jobs'
import { migrate } from './migrations'
import { makeOrders } from './orders'
import { makePast } from './past'
import { makePlan } from './plan'
import type { Store } from './port'
import { each, query, read, refusal } from './query'
import { makeReader } from './reader'
import { SEARCH_KINDS, type Tables } from './schema'
import { makeSearchIndex } from './search'
import { sqliteDialect } from './sqlite-dialect'
import { createFullText, makeFullText } from './sqlite-full-text'
import { inlineExecutor } from './sqlite-inline'
import { threadedExecutor } from './sqlite-threads'
import { makeTransactions } from './transact'
import { makeUpdateLog } from './update-log'

export type StoreOptions = {
  /** Names the data of a new database; see `Store.epoch`. */
  readonly makeEpoch?: () => Id
  /** Whether what was found is a copy that was put back: it gets a new epoch. */
  readonly isRestored?: (found: { epoch: Id; head: number }) => boolean
} & (
  | {
      /** A file, made when missing, or `:memory:`. */
      readonly path: string
      /**
       * True: in threads of its own, which a server needs. False: in the calling thread, settling with microtasks
       * alone, which a simulation needs. `:memory:` cannot be shared by threads.
       */
      readonly threads?: boolean
    }
  /** An open database, used in the calling thread and left open by `close`. */
  | { readonly database: Database /** Cuts the store off at once, as a killed process is. */; readonly killed?: AbortSignal }
)

/** Opens the store and brings its schema up to date. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const executor = await executorFor(options)
  try {
    return await makeStore(executor, { makeEpoch: options.makeEpoch ?? newId, isRestored: options.isRestored ?? (() => false) })
  } catch (error) {
    await executor.close()
    throw error
  }
}

async function executorFor(options: StoreOptions): Promise<Executor> {
  if ('database' in options) return inlineExecutor(options.database, options.killed)
  const { path, threads = path !== ':memory:' } = options
  if (threads && path === ':memory:') throw new Error('A database in memory cannot be shared by threads')
  return threads ? threadedExecutor(path) : inlineExecutor(path)
}

type Epochs = Required<Pick<StoreOptions, 'makeEpoch' | 'isRestored'>>

async function makeStore(executor: Executor, { makeEpoch, isRestored }: Epochs): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(executor) })
  await migrate(db, { bytes: 'blob', fullText: createFullText })
  const found = await foundWorkspace(db, executor, makeEpoch)
  const epoch = isRestored(found) ? await renewEpoch(db, executor, makeEpoch()) : found.epoch
  const log = makeUpdateLog(db, executor)
  // What a process that died had not come to.
  await log.recover()
  const { transact, settleDocuments, settled } = makeTransactions({
    executor,
    reader: makeReader(db, executor.writing),
    plan: makePlan(db),
    log,
    head: makeHead(db, executor.writing),
  })
  return {
    dialect: 'sqlite',
    epoch,
    transact,
    ...makeReader(db, executor),
    ...makeFeed(db, executor),
    ...makeDialogList(db, executor),
    ...makeOrders(db, executor),
    ...makeDocuments(db, executor, settleDocuments),
    ...makeJobs(db, executor),
    channels: makeChannels(db, executor),
    past: makePast(db, executor),
    accounts: makeAccounts(db, executor),
    blobs: makeBlobs(db, executor),
    search: makeSearchIndex(db, executor, makeFullText(db)),
    erasures: makeErasures(db, executor),
    async scrub() {
      for (const statement of SCRUB) await executor.execute(statement, [])
      const { rows } = await executor.execute('pragma wal_checkpoint(truncate)', [])
      // Somebody else has the file open and reads: what was deleted still stands in it.
      if ((rows[0] as { busy: number } | undefined)?.busy !== 0) throw new Error('The log of writes could not be emptied')
    },
    async close() {
      await settled()
      await executor.close()
    },
  }
}

/** The index lets go of words, the file is written anew without free pages. */
const SCRUB = [...SEARCH_KINDS.map((kind) => `insert into search_${kind}(search_${kind}) values ('optimize')`), 'vacuum']

/**
 * Devices of the epoch before start anew, without losing what they have not sent. RST3 Messages that waited for their
 * channel may have left since the copy was made: they count as interrupted, and a person decides (OUT2).
 */
async function renewEpoch(db: Kysely<Tables>, executor: Executor, epoch: Id): Promise<Id> {
  const renew = query<{ epoch: Id }>()((arg) => db.updateTable('workspace_head').set({ epoch: arg('epoch') }))
  const interrupt = query<{ from: 'queued'; to: 'sending' }>()((arg) =>
    db
      .updateTable('send_job')
      .set({ state: arg('to') })
      .where('state', '=', arg('from')),
  )
  const outcome = await executor.commit([...each(renew, [{ epoch }]), ...each(interrupt, [{ from: 'queued', to: 'sending' }])])
  if (!outcome.ok) throw refusal(outcome, 'A new epoch')
  return epoch
}

/** Writes the rows that every database has exactly one of. @returns what stands there, of now or of the first opening. */
async function foundWorkspace(db: Kysely<Tables>, executor: Executor, makeEpoch: () => Id): Promise<{ epoch: Id; head: number }> {
  const found = query<{ epoch: Id }>()((arg) =>
    db
      .insertInto('workspace_head')
      .values({ id: 1, head: 0, epoch: arg('epoch'), horizon: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing()),
  )
  const counter = query<{ kind: Kind }>()((arg) =>
    db
      .insertInto('counter')
      .values({ kind: arg('kind'), live: 0 })
      .onConflict((conflict) => conflict.column('kind').doNothing()),
  )
  const epochOf = query<Record<never, never>>()(() => db.selectFrom('workspace_head').select(['epoch', 'head']))
  const outcome = await executor.commit([
    ...each(found, [{ epoch: makeEpoch() }]),
    ...each(
      counter,
      KINDS.map((kind) => ({ kind })),
    ),
  ])
  if (!outcome.ok) throw refusal(outcome, 'The first commit')
  const [row] = await read(executor, epochOf, {})
  if (!row) throw new Error('The database has no head row')
  return row
}
