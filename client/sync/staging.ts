/**
 * A snapshot, laid over what is held. Rows are put as they come, so the newest dialogs are there first and nothing that
 * is read goes away meanwhile; each row that came is marked, and after the last part whatever is not marked goes.
 *
 * SNAP1 Until the last part nothing goes but items in whose place newer ones have come, and documents of another
 * history. SNAP3 With the last part, in one transaction: what no part has named goes, and cursor, epoch and window are
 * those of the snapshot. Before it there is no epoch, so a device that is cut off asks to go on, or begins again over
 * the same rows.
 */
import Dexie from 'dexie'
import type { Id } from '#shared/domain/id'
import { KINDS, refKey } from '#shared/domain/row'
import type { ServerHead, SyncedRow } from '#shared/protocol/frames'
import { forgetCustomers } from '../data/customer-names'
import { forgetProducts } from '../data/product-shelf'
import type { Position, Replica } from '../data/replica'
import { forgetWords } from '../data/search-index'
import { evictDialogs, forgetItems } from './evict'
import { putRows } from './row-writer'

type Part = ServerHead<'SNAPSHOT'>

/** @param of.isOther what is held is of another history than what will come. */
export async function beginStaging(
  replica: Replica,
  of: { epoch: Id; aclEpoch: number; isOther: boolean },
  position: Position,
): Promise<void> {
  await replica.marks.clear()
  // Text of the other history: what is typed on it while the new one comes could not be read by it.
  if (of.isOther) await Promise.all([replica.knownUpdates.clear(), replica.documents.clear()])
  const { epoch, aclEpoch } = of
  await replica.position.put({ ...position, epoch: null, cursor: 0, staged: { epoch, aclEpoch, to: 0, since: 0, place: null } })
}

/** @returns the cursor after the last part, null before it. */
export async function stage(replica: Replica, position: Position, { rows, low, last, to, since, place }: Part): Promise<number | null> {
  const { staged } = position
  if (!staged) throw new Error('A part of a snapshot came without its beginning')
  const waiting = position.waiting + (await putRows(replica, rows))
  await mark(replica, rows)
  for (const [dialogId, lo] of Object.entries(low)) await replaceTimeline(replica, dialogId, lo)
  if (!last) {
    await replica.position.put({ ...position, waiting, staged: { ...staged, to, since, place } })
    return null
  }
  await sweep(replica)
  const { epoch, aclEpoch } = staged
  await replica.position.put({ ...position, epoch, aclEpoch, cursor: to, since, staged: null, waiting: await countWaiting(replica) })
  return to
}

/** What comes by another way while a snapshot is under way is to stay too. */
export async function mark(replica: Replica, rows: readonly SyncedRow[]): Promise<void> {
  const keys = rows.filter(({ kind, row }) => kind !== 'item' && row !== null).map(({ kind, id }) => refKey(kind, id))
  if (keys.length > 0) await replica.marks.add({ keys })
}

/** Of a dialog that came with its newest items only these are known to be as they are now. */
export async function replaceTimeline(replica: Replica, dialogId: Id, lo: number): Promise<void> {
  const dialog = await replica.dialogs.get(dialogId)
  if (!dialog) return
  const hi = lo === 0 ? 0 : dialog.lastSeq
  await forgetItems(replica, dialogId, (dseq) => dseq < lo || dseq > hi)
  if (hi > 0) await replica.ranges.put({ dialogId, ranges: [[lo, hi]] })
  else await replica.ranges.delete(dialogId)
}

async function sweep(replica: Replica): Promise<void> {
  const named = new Set((await replica.marks.toArray()).flatMap(({ keys }) => keys))
  for (const kind of KINDS) {
    if (kind === 'item') continue
    // Keys of every table but that of items are ids.
    const held = (await replica.tableOf(kind).toCollection().primaryKeys()) as Id[]
    const gone = held.filter((id) => !named.has(refKey(kind, id)))
    if (gone.length === 0) continue
    if (kind === 'contact' || kind === 'customer') await forgetWords(replica, gone)
    if (kind === 'dialog') await evictDialogs(replica, gone)
    else if (kind === 'product') await forgetProducts(replica, gone)
    else if (kind === 'customer') await forgetCustomers(replica, gone)
    else await replica.tableOf(kind).bulkDelete(gone)
  }
  await replica.marks.clear()
}

export const countWaiting = ({ listing }: Replica): Promise<number> =>
  listing.where('[state+waiting+sort+id]').between(['open', 1, Dexie.minKey, Dexie.minKey], ['open', 1, Dexie.maxKey, Dexie.maxKey]).count()
