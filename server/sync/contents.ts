/** What a device holds of a dialog without asking: the person, the newest items, their documents. */
import type { Dialog } from '#shared/domain/dialog'
import { noteDocument, remarkDocument, sharedDraftDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Ref } from '#shared/domain/row'
import { itemsAtHand } from '#shared/domain/window'
import type { Store, StoredRow } from '../store/port'

export interface Contents {
  readonly rows: readonly StoredRow[]
  /** First item by dialog: from there to the newest none is missing. 0: none is held. */
  readonly low: Readonly<Record<Id, number>>
}

/** The dialogs themselves not included. */
export async function contentsOf(
  store: Pick<Store, 'rows' | 'latestItems'>,
  dialogs: readonly StoredRow[],
  viewer: { operatorId: Id; now: number },
): Promise<Contents> {
  // The store returns what was written under the kind.
  const parsed = dialogs.map(({ row }) => row as Dialog)
  const counts = new Map(parsed.map((dialog) => [dialog.id, itemsAtHand(dialog, viewer)]))
  const idsWith = (count: number) => parsed.map(({ id }) => id).filter((id) => counts.get(id) === count)
  const [contacts, ...items] = await Promise.all([
    store.rows(parsed.map(({ contactId }) => ({ kind: 'contact', id: contactId }))),
    ...[...new Set(counts.values())].map((count) => (count === 0 ? [] : store.latestItems(idsWith(count), count))),
  ])
  const rows = items.flat()
  const low: Record<Id, number> = Object.fromEntries(parsed.map(({ id }) => [id, 0]))
  for (const { row } of rows) {
    const { dialogId, dseq } = row as Item
    low[dialogId] = Math.min(low[dialogId] || dseq, dseq)
  }
  return { rows: [...contacts, ...rows, ...(await store.rows(documentRefs(parsed, rows)))], low }
}

/** The remarks of these people, the notes among these items, drafts being shared. */
export function documentRefs(dialogs: readonly Dialog[], items: readonly StoredRow[]): readonly Ref[] {
  const remarks = dialogs.map(({ contactId }) => remarkDocument(contactId))
  const notes = items.flatMap(({ row }) => {
    const item = row as Item
    return item.kind === 'note' && !item.deleted ? [noteDocument(item.dialogId, item.id)] : []
  })
  const drafts = dialogs.flatMap(({ id, sharedDraft }) => (sharedDraft ? [sharedDraftDocument(id, sharedDraft.id)] : []))
  return [...remarks, ...notes, ...drafts].map((id) => ({ kind: 'document', id }))
}
