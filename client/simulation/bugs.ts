/**
 * Planted bugs: what would go wrong if a rule were broken. Each is put in place of a part of the simulated system, and
 * the simulation must notice every one of them; a bug that goes unnoticed is a hole in the simulation.
 */
import { change } from '#shared/domain/row'
import type { AcceptInbound } from '../../server/channels/port'
import type { Executor } from '../../server/commands/execute'
import type { Store, StoredRow, StoreReader, Writes } from '../../server/store/port'
import type { Feed } from '../../server/sync/feed'
import { byScope, type RowsFor } from '../../server/sync/view'
import type { Visibility } from '../../server/sync/visibility'
import { readPosition } from '../data/replica'
import type { Store as DeviceTables } from '../data/view'
import type { SyncTables } from '../sync/store'

export interface Bug {
  readonly name: string
  readonly store?: (store: Store) => Partial<Store>
  readonly feed?: (feed: Feed) => Partial<Feed>
  readonly visibility?: (visibility: Visibility) => Partial<Visibility>
  readonly rowsFor?: (rowsFor: RowsFor) => RowsFor
  readonly executor?: (executor: Executor) => Executor
  readonly accept?: (accept: AcceptInbound) => AcceptInbound
  /** Devices come with the access number they had at first. */
  readonly forgetsAccess?: true
  readonly device?: (store: SyncTables, tables: DeviceTables) => Partial<SyncTables>
}

type Reading = (tx: StoreReader) => Promise<{ writes: Writes; value: never }>

/** Changes what a commit reads or writes. */
const commits = (spoil: { tx?: (tx: StoreReader) => Partial<StoreReader>; writes?: (writes: Writes) => Writes }) => (store: Store) => ({
  transact: ((work: Reading) =>
    store.transact(async (tx) => {
      const { writes, value } = await work({ ...tx, ...spoil.tx?.(tx) })
      return { writes: spoil.writes?.(writes) ?? writes, value }
    })) as Store['transact'],
})

/** The tables of a device after one of its steps. */
const afterBatch = (spoil: (tables: DeviceTables) => Promise<unknown>) => (store: SyncTables, tables: DeviceTables) => ({
  async applyBatch(batch: Parameters<SyncTables['applyBatch']>[0]) {
    const cursor = await store.applyBatch(batch)
    await spoil(tables)
    return cursor
  },
})

let calls = 0
/** Every third time. */
function nowAndThen(): boolean {
  calls += 1
  return calls % 3 === 0
}
const without = (kind: StoredRow['kind']) => (rows: readonly StoredRow[]) => rows.filter((stored) => stored.kind !== kind)

export const BUGS: readonly Bug[] = [
  // Commits.
  { name: 'results are not written', store: commits({ writes: (writes) => ({ ...writes, results: [] }) }) },
  {
    name: 'names of visitors and their messages are not written',
    store: commits({ writes: (writes) => ({ ...writes, names: new Map() }) }),
  },
  {
    name: 'updates of documents are acknowledged and not written',
    store: commits({ writes: (writes) => ({ ...writes, documentUpdates: [] }) }),
  },
  {
    name: 'an item takes the wrong place',
    store: commits({
      writes: (writes) => ({
        ...writes,
        changes: (writes.changes ?? []).map((each) =>
          each.kind === 'item' && each.row.dseq % 5 === 0 ? change('item', { ...each.row, dseq: each.row.dseq + 1000 }) : each,
        ),
      }),
    }),
  },
  {
    name: 'a command is answered before it is committed',
    executor: (executor) => ({
      async admit(actor, commands) {
        void executor.admit(actor, commands)
        return commands.map(async ({ id }) => ({ id, status: 'done' as const, code: null, seq: 0 }))
      },
    }),
  },
  {
    name: 'a visitor is answered before the commit',
    accept: (accept) => async (event) => {
      void accept(event).catch(() => undefined)
      return { ok: true, dialogId: '', itemId: '', isDuplicate: false, at: 0 }
    },
  },
  {
    name: 'a visitor’s repeated message is taken for a new one',
    accept: (accept) => (event) => accept(event.type === 'message' ? { ...event, key: `${event.key} ${Math.random()}` } : event),
  },
  {
    name: 'commands of one frame are executed backwards',
    executor: (executor) => ({
      admit: async (actor, commands) => [...(await executor.admit(actor, [...commands].reverse()))].reverse(),
    }),
  },
  {
    name: 'a command of a frame is dropped',
    executor: (executor) => ({ admit: (actor, commands) => executor.admit(actor, nowAndThen() ? commands.slice(1) : commands) }),
  },
  // The feed and what viewers are told of it.
  {
    name: 'the last row of a page is lost',
    feed: (feed) => ({
      read: async (from, limit) => {
        const page = await feed.read(from, limit)
        return { ...page, rows: page.rows.slice(0, -1) }
      },
    }),
  },
  {
    name: 'a cut page claims to reach the head',
    feed: (feed) => ({ read: async (from) => ({ ...(await feed.read(from, 2)), to: feed.head() }) }),
  },
  {
    name: 'contacts are left out of batches',
    rowsFor: (rowsFor) => async (viewer, from, rows) => without('contact')(await rowsFor(viewer, from, rows)),
  },
  { name: 'drafts are shown to everybody', rowsFor: () => (_viewer, _from, rows) => rows },
  { name: 'nothing is narrowed in batches', rowsFor: () => byScope },
  {
    name: 'what is withdrawn is not told',
    rowsFor: (rowsFor) => async (viewer, from, rows) =>
      (await rowsFor(viewer, from, rows)).filter(({ kind, row }) => kind !== 'dialog' || row !== null),
  },
  {
    name: 'what is granted comes without its contents',
    visibility: (visibility) => ({
      standing: (viewer, id, cursor) => {
        const standing = visibility.standing(viewer, id, cursor)
        return standing === 'granted' ? 'kept' : standing
      },
    }),
  },
  { name: 'a new assignee is not noticed', visibility: () => ({ update: () => undefined }) },
  { name: 'a change of access is not noticed', forgetsAccess: true },
  {
    name: 'snapshots leave out contacts',
    store: (store) => ({
      rows: async (refs) => (refs.length > 0 && refs.every(({ kind }) => kind === 'contact') ? [] : store.rows(refs)),
    }),
  },
  {
    name: 'snapshots leave out the newest dialog',
    store: (store) => ({
      dialogsByRecency: async (page) => (await store.dialogsByRecency(page)).slice(page.after === null ? 1 : 0),
    }),
  },
  // Devices.
  {
    name: 'the number of waiting dialogs is not kept',
    device: afterBatch(async ({ replica }) => {
      const position = await readPosition(replica)
      await replica.position.put({ ...position, waiting: 0 })
    }),
  },
  {
    name: 'the cursor runs ahead of the rows',
    device: afterBatch(async ({ replica }) => {
      const position = await readPosition(replica)
      if (nowAndThen()) await replica.position.put({ ...position, cursor: position.cursor + 1 })
    }),
  },
  { name: 'items are written without their range', device: afterBatch(({ replica }) => replica.items.limit(1).delete()) },
  {
    name: 'what a snapshot no longer names is kept',
    device: (store, { replica }) => ({
      async applySnapshot(part) {
        const old = await Promise.all([replica.contacts.toArray(), replica.dialogs.toArray()])
        const cursor = await store.applySnapshot(part)
        if (part.last) await Promise.all([replica.contacts.bulkPut(old[0]), replica.dialogs.bulkPut(old[1])])
        return cursor
      },
    }),
  },
  { name: 'results are not recorded', device: () => ({ recordResults: async () => undefined }) },
  {
    name: 'what was refused is thrown away',
    device: (store, { vault }) => ({
      async recordResults(results) {
        await store.recordResults(results)
        await vault.outbox.where('state').equals('refused').delete()
      },
    }),
  },
  {
    name: 'a command is forgotten when it has been sent',
    device: (_store, { vault }) => ({
      markSent: async (ids) =>
        void (await vault.outbox
          .where('id')
          .anyOf([...ids])
          .delete()),
    }),
  },
  {
    name: 'an update is forgotten when it has been sent',
    device: (store, { vault }) => ({
      async waitingUpdates() {
        const waiting = await store.waitingUpdates()
        await vault.updates.bulkDelete(waiting.map(({ id }) => id))
        return waiting
      },
    }),
  },
]
