/** Bugs of a device's tables. */
import { readPosition } from '../../data/replica'
import type { Vault } from '../../data/vault'
import type { Store as DeviceTables } from '../../data/view'
import { makeRoom } from '../../sync/room'
import type { SyncTables } from '../../sync/store'
import { type Bug, nowAndThen } from './bug'

/** The tables after one of the device's steps. */
const afterBatch = (spoil: (tables: DeviceTables) => Promise<unknown>) => (store: SyncTables, tables: DeviceTables) => ({
  async applyBatch(batch: Parameters<SyncTables['applyBatch']>[0]) {
    const cursor = await store.applyBatch(batch)
    await spoil(tables)
    return cursor
  },
})

const NOTHING = { toArray: async () => [] }
/** As who makes room without asking the vault sees it. */
const EMPTY_VAULT = { outbox: NOTHING, updates: NOTHING } as unknown as Vault

export const DEVICE_BUGS: readonly Bug[] = [
  {
    name: 'the number of waiting dialogs is not kept',
    device: afterBatch(async ({ replica }) => {
      const position = await readPosition(replica)
      await replica.position.put({ ...position, waiting: 0 })
    }),
  },
  { name: 'the listing is not kept', device: afterBatch(({ replica }) => replica.listing.limit(1).delete()) },
  {
    name: 'the cursor runs ahead of the rows',
    device: afterBatch(async ({ replica }) => {
      const position = await readPosition(replica)
      if (nowAndThen()) await replica.position.put({ ...position, cursor: position.cursor + 1 })
    }),
  },
  { name: 'items are written without their range', device: afterBatch(({ replica }) => replica.items.limit(1).delete()) },
  {
    name: 'a new snapshot takes the vault with it',
    device: (store, { vault }) => ({
      async beginSnapshot(of) {
        await store.beginSnapshot(of)
        await vault.outbox.clear()
        await vault.updates.clear()
      },
    }),
  },
  {
    name: 'an erased dialog leaves its items',
    device: (store, { replica }) => ({
      async applyBatch(batch) {
        const gone = batch.rows.filter(({ kind, row }) => kind === 'dialog' && row === null).map(({ id }) => id)
        const items = (await replica.items.toArray()).filter(({ dialogId }) => gone.includes(dialogId))
        const cursor = await store.applyBatch(batch)
        await replica.items.bulkPut(items)
        return cursor
      },
    }),
  },
  {
    name: 'a snapshot counts as whole before its last part',
    device: (store) => ({ applySnapshot: (part) => store.applySnapshot({ ...part, last: true }) }),
  },
  {
    name: 'a batch is confirmed before it is durable',
    device: (store) => ({
      async applyBatch(batch) {
        void store.applyBatch(batch).catch(() => undefined)
        return batch.to
      },
    }),
  },
  {
    name: 'room is made where there is unsent work',
    device: (_store, { replica }) => ({
      makeRoom: (shown) =>
        makeRoom({ replica, vault: EMPTY_VAULT, shown, checkLead: async () => undefined, forgetFiles: async () => undefined }),
    }),
  },
  {
    name: 'what differs from the server is not put right',
    isMended: true,
    device: (store, tables) => ({
      ...afterBatch(({ replica }) => replica.contacts.limit(1).delete())(store, tables),
      applyRepair: async () => undefined,
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
      async markSent(ids) {
        await vault.outbox
          .where('id')
          .anyOf([...ids])
          .delete()
        return new Set(ids)
      },
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
  {
    name: 'a tab that was overtaken goes on writing',
    device: (store, { replica }) => ({
      async applyBatch(batch) {
        const { leader } = await readPosition(replica)
        try {
          return await store.applyBatch(batch)
        } catch {
          await replica.position.put({ ...(await readPosition(replica)), leader, cursor: batch.to })
          return batch.to
        }
      },
    }),
  },
]
