/** Rows from the server on their way into the tables. Everything here runs inside a transaction of the store. */
import * as v from 'valibot'
import { isWaiting } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { type Kind, ROW_SCHEMAS, type RowOf } from '#shared/domain/row'
import type { SyncedRow } from '#shared/protocol/frames'
import { forgetCustomers, holdCustomers } from '../data/customer-names'
import { listed } from '../data/listing'
import { holdProducts } from '../data/product-shelf'
import { addRange, type Range } from '../data/ranges'
import type { Replica } from '../data/replica'
import { forgetWords, noteContacts, noteCustomers, noteItems } from '../data/search-index'
import { evictDialogs, forgetDocuments } from './evict'

/** @returns by how much the number of waiting dialogs changed. */
export async function putRows(replica: Replica, rows: readonly SyncedRow[]): Promise<number> {
  const delta = await waitingDelta(
    replica,
    rows.filter(({ kind }) => kind === 'dialog'),
  )
  // What goes with a dialog goes first; what of it is still to be seen comes with the rows after it (EVC7).
  for (const kind of new Set<Kind>(['dialog', ...rows.map((each) => each.kind)])) {
    const ofKind = rows.filter((each) => each.kind === kind)
    const gone = ofKind.filter(({ row }) => row === null).map(({ id }) => id)
    if (gone.length > 0) await remove(replica, kind, gone)
    const put: readonly RowOf<typeof kind>[] = ofKind.filter(({ row }) => row !== null).map(({ row }) => parseRow(kind, row))
    await noteWords(replica, kind, put)
    // Rows are of the kind here and below.
    if (kind === 'product') await holdProducts(replica, put as readonly RowOf<'product'>[])
    else if (kind === 'customer') await holdCustomers(replica, put as readonly RowOf<'customer'>[])
    else await replica.tableOf<Kind>(kind).bulkPut(put)
    if (kind === 'dialog') await replica.listing.bulkPut((put as readonly RowOf<'dialog'>[]).map(listed))
  }
  return delta
}

/**
 * Every item is a stretch of its own, and joins those it touches. None is assumed: an item that was changed since
 * stands further back in the sequence, so places come out of order and over several batches (I5).
 */
export async function claimPlaces(replica: Replica, rows: readonly SyncedRow[]): Promise<void> {
  const places = new Map<Id, number[]>()
  for (const { kind, row } of rows) {
    if (kind !== 'item' || row === null) continue
    // Read by its schema when it is put, in this same transaction.
    const { dialogId, dseq } = row as RowOf<'item'>
    places.set(dialogId, [...(places.get(dialogId) ?? []), dseq])
  }
  const dialogIds = [...places.keys()]
  const held = await replica.ranges.bulkGet(dialogIds)
  const claimed = dialogIds.map((dialogId, index) => ({
    dialogId,
    ranges: (places.get(dialogId) ?? []).reduce<readonly Range[]>(
      (ranges, dseq) => addRange(ranges, dseq, dseq),
      held[index]?.ranges ?? [],
    ),
  }))
  if (claimed.length > 0) await replica.ranges.bulkPut(claimed)
}

/** Before they are put: what reads as it did is in the search index already (IDX1). Rows are of the kind. */
async function noteWords(replica: Replica, kind: Kind, rows: readonly RowOf<Kind>[]): Promise<void> {
  const { items, contacts, customers } = replica
  if (kind === 'item') {
    const put = rows as readonly RowOf<'item'>[]
    await noteItems(replica, put, await items.bulkGet(put.map(({ dialogId, dseq }): [Id, number] => [dialogId, dseq])))
  }
  if (kind === 'contact') {
    const put = rows as readonly RowOf<'contact'>[]
    await noteContacts(replica, put, await contacts.bulkGet(put.map(({ id }) => id)))
  }
  if (kind === 'customer') {
    const put = rows as readonly RowOf<'customer'>[]
    await noteCustomers(replica, put, await customers.bulkGet(put.map(({ id }) => id)))
  }
}

/** A dialog takes all of its contents along. Items lie under their place, so they are found by id first. */
async function remove(replica: Replica, kind: Kind, ids: readonly Id[]): Promise<void> {
  if (kind === 'dialog') await evictDialogs(replica, ids)
  else if (kind === 'document') for (const id of ids) await forgetDocuments(replica, id)
  else if (kind === 'item') await replica.items.where('id').anyOf(ids).delete()
  else if (kind === 'customer') await forgetCustomers(replica, ids)
  else await replica.tableOf(kind).bulkDelete([...ids])
  if (kind === 'contact' || kind === 'customer') await forgetWords(replica, ids)
}

/** A row may come twice in one batch: each is counted against the one before it. */
async function waitingDelta(replica: Replica, rows: readonly SyncedRow[]): Promise<number> {
  const before = await replica.dialogs.bulkGet(rows.map(({ id }) => id))
  const was = new Map(before.flatMap((dialog) => (dialog ? [[dialog.id, isWaiting(dialog)]] : [])))
  let delta = 0
  for (const { id, row } of rows) {
    const is = row !== null && isWaiting(parseRow('dialog', row))
    delta += Number(is) - Number(was.get(id) ?? false)
    was.set(id, is)
  }
  return delta
}

function parseRow<K extends Kind>(kind: K, row: unknown): RowOf<K> {
  return v.parse(ROW_SCHEMAS[kind], row) as RowOf<K>
}
