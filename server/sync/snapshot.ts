/** All that a device should hold, for one that holds nothing: newest dialogs first, so that it is usable at once. */
import type { Dialog } from '#shared/domain/dialog'
import { noteDocument, remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { canSee, type Viewer } from '#shared/domain/permissions'
import type { Ref } from '#shared/domain/row'
import { MAX_BATCH_ROWS, type ServerHead, type SyncedRow } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { synced } from './sender'

/** Newest items that travel with a dialog; older ones are fetched by the page. */
const ITEMS_OF_OPEN = 50
const ITEMS_OF_OTHERS = 20
/** Dialogs of one part: with their items some hundreds of rows. */
const DIALOGS_PER_PART = 40

type SnapshotHead = ServerHead<'SNAPSHOT'>

/**
 * The parts, in order. Rows are read while others commit, so a part may hold rows newer than `to`: the batches that
 * follow repeat them as they then stand, and a row is always whole.
 */
export async function* snapshotParts(store: Store, viewer: Viewer, to: number): AsyncGenerator<SnapshotHead> {
  const total = await store.count('dialog')
  let part = 0
  let done = 0
  const make = (rows: readonly SyncedRow[], low: Record<Id, number>, last: boolean): SnapshotHead => ({
    part: part++,
    to,
    done,
    total,
    last,
    rows: [...rows],
    low,
  })

  yield make(visible(viewer, await smallKinds(store)), {}, false)
  for await (const dialogs of allDialogs(store, to)) {
    const { rows, low } = await withContents(store, dialogs)
    done = Math.min(done + dialogs.length, total)
    const seen = visible(viewer, rows)
    for (let start = 0; start < seen.length; start += MAX_BATCH_ROWS) {
      // A stretch is held when its last item is there.
      const isWhole = start + MAX_BATCH_ROWS >= seen.length
      yield make(seen.slice(start, start + MAX_BATCH_ROWS), isWhole ? low : {}, false)
    }
  }
  yield make([], {}, true)
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
  const kinds = ['workspace', 'operator', 'channel', 'draft'] as const
  return (await Promise.all(kinds.map((kind) => store.all(kind)))).flat()
}

async function withContents(store: Store, dialogs: readonly StoredRow[]): Promise<{ rows: StoredRow[]; low: Record<Id, number> }> {
  const parsed = dialogs.map(({ row }) => row as Dialog)
  const [open, others] = [parsed.filter((dialog) => dialog.state === 'open'), parsed.filter(({ state }) => state !== 'open')]
  const [contacts, ...items] = await Promise.all([
    store.rows(parsed.map(({ contactId }) => ({ kind: 'contact', id: contactId }))),
    store.latestItems(
      open.map(({ id }) => id),
      ITEMS_OF_OPEN,
    ),
    store.latestItems(
      others.map(({ id }) => id),
      ITEMS_OF_OTHERS,
    ),
  ])
  const rows = items.flat()
  const low: Record<Id, number> = {}
  for (const { row } of rows) {
    const { dialogId, dseq } = row as { dialogId: Id; dseq: number }
    low[dialogId] = Math.min(low[dialogId] ?? dseq, dseq)
  }
  return { rows: [...dialogs, ...contacts, ...rows, ...(await store.rows(documentRefs(parsed, rows)))], low }
}

/** The remarks of these people and the notes among these items. */
function documentRefs(dialogs: readonly Dialog[], items: readonly StoredRow[]): readonly Ref[] {
  const remarks = dialogs.map(({ contactId }) => remarkDocument(contactId))
  const notes = items.flatMap(({ row }) => {
    const item = row as Item
    return item.kind === 'note' && !item.deleted ? [noteDocument(item.dialogId, item.id)] : []
  })
  return [...remarks, ...notes].map((id) => ({ kind: 'document', id }))
}

const visible = (viewer: Viewer, rows: readonly StoredRow[]): SyncedRow[] =>
  rows.filter(({ row, scope }) => row !== null && canSee(viewer, scope)).map(synced)
