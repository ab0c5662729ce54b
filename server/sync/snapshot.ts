/**
 * All that a device should hold (T0 and T1 of shared/domain/window), newest dialogs first, so that it is usable at once.
 *
 * SNAP4 A part names the place after which another connection may go on; whoever does is told everything that the
 * first would have been told.
 */
import type { Id } from '#shared/domain/id'
import { seesAllDialogs, type Viewer } from '#shared/domain/permissions'
import type { Product } from '#shared/domain/product'
import { MAX_HELD_PRODUCTS, SMALL_KINDS } from '#shared/domain/window'
import { MAX_BATCH_ROWS, type Place, type ServerHead, type Staged } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { contentsOf } from './contents'
import { placeOf } from './list'
import { synced } from './sender'
import type { Visibility } from './visibility'
import { framesOf } from './weight'

/** Dialogs of one part: with their items some hundreds of rows. */
const DIALOGS_PER_PART = 40

type SnapshotHead = ServerHead<'SNAPSHOT'>

/** What a snapshot is of, and where it begins: at the newest dialog, or at the place where it was cut off. */
export type SnapshotPlan = Pick<Staged, 'to' | 'since' | 'place'>

/**
 * The parts, in order. Rows are read while others commit, so a part may hold rows newer than `to`: the batches that
 * follow repeat them as they then stand, and a row is always whole.
 */
export async function* snapshotParts(
  { store, visibility, clock }: { store: Store; visibility: Visibility; clock: () => number },
  viewer: Viewer,
  plan: SnapshotPlan,
): AsyncGenerator<SnapshotHead> {
  const { to, since } = plan
  const total = await store.countSummaries(since)
  let part = 0
  let { place } = plan
  let done = place === null ? 0 : total - (await store.countSummaries(since, place))
  const make = (rows: readonly StoredRow[], low: Readonly<Record<Id, number>>, last: boolean): SnapshotHead => ({
    part: part++,
    to,
    done,
    total,
    last,
    rows: rows.map(synced),
    low: { ...low },
    since,
    place,
  })

  if (place === null) {
    for (const frame of framesOf(visible(viewer, visibility, await smallKinds(store)))) yield make(frame, {}, false)
  }
  for await (const group of summaries(store, plan)) {
    const shown = group.dialogs.filter((stored) => visibility.sees(viewer, stored))
    const { rows, low } = await contentsOf(store, shown, { operatorId: viewer.operatorId, now: clock() })
    done = Math.min(done + group.dialogs.length, total)
    const seen = visible(viewer, visibility, [...shown, ...rows])
    for (const frame of framesOf(seen)) {
      // A stretch is held, and the place reached, when the last row of the group is there.
      const isWhole = frame.at(-1) === seen.at(-1)
      // I1 A device is told of no place but that of a dialog which its viewer sees.
      const last = shown.at(-1)
      if (isWhole && last && !group.isLate) place = placeOf(last)
      yield make(frame, isWhole ? low : {}, false)
    }
  }
  done = total
  // What may be large last: the chats are usable without it. Customers who have not written are for who sees everything.
  for (const kind of seesAllDialogs(viewer) ? (['customer', 'card'] as const) : (['card'] as const)) {
    for await (const rows of allOf(store, kind)) {
      for (const frame of framesOf(visible(viewer, visibility, rows))) yield make(frame, {}, false)
    }
  }
  let told = 0
  for await (const products of allOf(store, 'product')) {
    // As many as a device holds.
    if (told >= MAX_HELD_PRODUCTS) break
    const sold = products.filter(({ row }) => !(row as Product).isRemoved)
    told += sold.length
    for (const frame of framesOf(visible(viewer, visibility, sold))) yield make(frame, {}, false)
  }
  yield make([], {}, true)
}

/** By id. One that is added behind the walk comes with the batches. */
async function* allOf(store: Store, kind: 'card' | 'customer' | 'product'): AsyncGenerator<readonly StoredRow[]> {
  for (let after = ''; ; ) {
    const rows = await store.page(kind, { after, limit: MAX_BATCH_ROWS })
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < MAX_BATCH_ROWS) return
    after = last.id
  }
}

interface Group {
  readonly dialogs: readonly StoredRow[]
  /** They are made up for at the end, out of their order. */
  readonly isLate: boolean
}

/**
 * Newest first, in groups: all down to `since`, then the open ones that are older. A dialog that moves to the front
 * while the others are read has been passed over by the walk; the batches after the snapshot bring what is new in it
 * and nothing else, so it is made up for at the end. What an earlier connection has told is not known here: there every
 * dialog that has changed since is told again.
 */
async function* summaries(store: Store, { to, since, place }: SnapshotPlan): AsyncGenerator<Group> {
  const told = new Set<Id>()
  const walks = [
    { after: place, since },
    { after: startBelow(since, place), since: 0, state: 'open' as const },
  ]
  for (const { after: start, ...of } of place !== null && place.updatedAt < since ? walks.slice(1) : walks) {
    for (let after = start; ; ) {
      const dialogs = await store.dialogsByRecency({ ...of, after, limit: DIALOGS_PER_PART })
      const last = dialogs.at(-1)
      if (!last) break
      for (const { id } of dialogs) told.add(id)
      after = placeOf(last)
      yield { dialogs, isLate: false }
    }
  }
  for (let at = to, head = await store.head(); at < head; ) {
    const rows = await store.changes({ from: at, to: head, limit: MAX_BATCH_ROWS })
    const missed = rows.filter(({ kind, id, row }) => kind === 'dialog' && row !== null && !told.has(id))
    for (let start = 0; start < missed.length; start += DIALOGS_PER_PART)
      yield { dialogs: missed.slice(start, start + DIALOGS_PER_PART), isLate: true }
    at = rows.length === MAX_BATCH_ROWS ? (rows.at(-1)?.ver ?? head) : head
  }
}

/** Where the walk over older dialogs begins: below all that the first has told, or where it was cut off. */
const startBelow = (since: number, place: Place | null): Place =>
  place !== null && place.updatedAt < since ? place : { updatedAt: since, id: '' }

export async function smallKinds(store: Store): Promise<readonly StoredRow[]> {
  return (await Promise.all(SMALL_KINDS.map((kind) => store.all(kind)))).flat()
}

const visible = (viewer: Viewer, visibility: Visibility, rows: readonly StoredRow[]): StoredRow[] =>
  rows.filter((stored) => stored.row !== null && visibility.sees(viewer, stored))
