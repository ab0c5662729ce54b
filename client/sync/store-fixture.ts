import type { Kind, RowOf } from '#shared/domain/row'
import type { ServerHead, SyncedRow } from '#shared/protocol/frames'
import { makeDevice } from '../data/device-fixture'
import { SyncStore } from './store'

/** A device that leads and, unless it is new, stands at version 10 of the epoch. */
export async function makeLeader(options: { isNew?: boolean } = {}) {
  const device = makeDevice()
  const store = new SyncStore(device.replica, device.vault)
  await store.lead()
  if (!options.isNew) {
    await store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
    await store.applySnapshot(part([], { to: 10, last: true }))
  }
  return { ...device, store }
}

let version = 0
export const row = <K extends Kind>(kind: K, content: RowOf<K>): SyncedRow => ({ kind, id: content.id, ver: ++version, row: content })
export const gone = (kind: Kind, id: string): SyncedRow => ({ kind, id, ver: ++version, row: null })

export const part = (rows: SyncedRow[], more: Partial<ServerHead<'SNAPSHOT'>> = {}): ServerHead<'SNAPSHOT'> => ({
  part: 0,
  to: 10,
  done: 0,
  total: 0,
  last: false,
  rows,
  low: {},
  since: 0,
  place: null,
  ...more,
})

export const batch = (from: number, to: number, rows: SyncedRow[]): ServerHead<'BATCH'> => ({ from, to, head: to, rows })
