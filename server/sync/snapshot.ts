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
  let after: { updatedAt: number; id: Id } | null = null
  for (;;) {
    const dialogs = await store.dialogsByRecency({ after, limit: DIALOGS_PER_PART })
    const last = dialogs.at(-1)
    if (!last) break
    const { rows, low } = await withContents(store, dialogs)
    done += dialogs.length
    const seen = visible(viewer, rows)
    for (let start = 0; start < seen.length; start += MAX_BATCH_ROWS) {
      yield make(seen.slice(start, start + MAX_BATCH_ROWS), start === 0 ? low : {}, false)
    }
    after = { updatedAt: (last.row as Dialog).updatedAt, id: last.id }
  }
  yield make([], {}, true)
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
