/** All that a device should hold, for one that holds nothing: newest dialogs first, so that it is usable at once. */
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Viewer } from '#shared/domain/permissions'
import type { Product } from '#shared/domain/product'
import { MAX_BATCH_ROWS, type ServerHead } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { contentsOf } from './contents'
import { synced } from './sender'
import type { Visibility } from './visibility'
import { framesOf } from './weight'

/** Dialogs of one part: with their items some hundreds of rows. */
const DIALOGS_PER_PART = 40

type SnapshotHead = ServerHead<'SNAPSHOT'>

/**
 * The parts, in order. Rows are read while others commit, so a part may hold rows newer than `to`: the batches that
 * follow repeat them as they then stand, and a row is always whole.
 */
export async function* snapshotParts(
  { store, visibility }: { store: Store; visibility: Visibility },
  viewer: Viewer,
  to: number,
): AsyncGenerator<SnapshotHead> {
  const total = await store.count('dialog')
  let part = 0
  let done = 0
  const make = (rows: readonly StoredRow[], low: Readonly<Record<Id, number>>, last: boolean): SnapshotHead => ({
    part: part++,
    to,
    done,
    total,
    last,
    rows: rows.map(synced),
    low: { ...low },
  })

  yield make(visible(viewer, visibility, await smallKinds(store)), {}, false)
  for await (const dialogs of allDialogs(store, to)) {
    const shown = dialogs.filter((stored) => visibility.sees(viewer, stored))
    const { rows, low } = await contentsOf(store, shown)
    done = Math.min(done + dialogs.length, total)
    const seen = visible(viewer, visibility, [...shown, ...rows])
    for (const frame of framesOf(seen)) {
      // A stretch is held when its last item is there.
      const isWhole = frame.at(-1) === seen.at(-1)
      yield make(frame, isWhole ? low : {}, false)
    }
  }
  // The catalogue last: it may be large, and the chats are usable without it.
  for await (const products of allProducts(store)) {
    for (const frame of framesOf(visible(viewer, visibility, products))) yield make(frame, {}, false)
  }
  yield make([], {}, true)
}

/** By id. One that is added behind the walk comes with the batches. */
async function* allProducts(store: Store): AsyncGenerator<readonly StoredRow[]> {
  for (let after = ''; ; ) {
    const products = await store.page('product', { after, limit: MAX_BATCH_ROWS })
    yield products.filter(({ row }) => !(row as Product).isRemoved)
    const last = products.at(-1)
    if (!last || products.length < MAX_BATCH_ROWS) return
    after = last.id
  }
}

/**
 * Newest first, in groups. A dialog that moves to the front while the others are read has been passed over by the walk;
 * the batches after the snapshot bring what is new in it and nothing else, so it is made up for at the end.
 */
async function* allDialogs(store: Store, to: number): AsyncGenerator<readonly StoredRow[]> {
  const passed = new Set<Id>()
  let after: { updatedAt: number; id: Id } | null = null
  for (;;) {
    const dialogs = await store.dialogsByRecency({ after, limit: DIALOGS_PER_PART })
    const last = dialogs.at(-1)
    if (!last) break
    for (const { id } of dialogs) passed.add(id)
    yield dialogs
    after = { updatedAt: (last.row as Dialog).updatedAt, id: last.id }
  }
  for (let at = to, head = await store.head(); at < head; ) {
    const rows = await store.changes({ from: at, to: head, limit: MAX_BATCH_ROWS })
    const missed = rows.filter(({ kind, id, row }) => kind === 'dialog' && row !== null && !passed.has(id))
    for (let start = 0; start < missed.length; start += DIALOGS_PER_PART) yield missed.slice(start, start + DIALOGS_PER_PART)
    at = rows.length === MAX_BATCH_ROWS ? (rows.at(-1)?.ver ?? head) : head
  }
}

async function smallKinds(store: Store): Promise<readonly StoredRow[]> {
  const kinds = ['workspace', 'operator', 'channel', 'draft', 'preferences', 'template'] as const
  return (await Promise.all(kinds.map((kind) => store.all(kind)))).flat()
}

const visible = (viewer: Viewer, visibility: Visibility, rows: readonly StoredRow[]): StoredRow[] =>
  rows.filter((stored) => stored.row !== null && visibility.sees(viewer, stored))
