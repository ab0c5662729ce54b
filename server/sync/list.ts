import { documentRefs } from '#shared/domain/belongings'
import type { Dialog } from '#shared/domain/dialog'
import { draftId } from '#shared/domain/draft'
import type { Viewer } from '#shared/domain/permissions'
import type { ClientHead, ServerHead } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { customersOf } from './customers'
import type { Feed } from './feed'
import { freshRows } from './fresh-rows'
import { synced } from './sender'
import type { Visibility } from './visibility'

/** WIN3 Dialogs that are not held because they were closed long ago, by the page, as rows of the list. */
export async function listDialogs(
  { store, feed, visibility }: { store: Store; feed: Feed; visibility: Visibility },
  viewer: Viewer,
  { state, after, limit }: Omit<ClientHead<'LIST'>, 'rid'>,
): Promise<Omit<ServerHead<'LIST_RES'>, 'rid'>> {
  let next: ServerHead<'LIST_RES'>['next'] = null
  const rows = await freshRows(feed, async () => {
    const dialogs = await store.dialogsByRecency({ after, limit, ...(state ? { state } : {}) })
    const last = dialogs.at(-1)
    // The store returns what was written under the kind.
    if (last && dialogs.length === limit) next = { updatedAt: (last.row as Dialog).updatedAt, id: last.id }
    return [...dialogs, ...(await belongings(store, viewer, dialogs))]
  })
  return { rows: rows.filter((stored) => stored.row !== null && visibility.sees(viewer, stored)).map(synced), next }
}

async function belongings(store: Store, { operatorId }: Viewer, dialogs: readonly StoredRow[]): Promise<readonly StoredRow[]> {
  const parsed = dialogs.map(({ row }) => row as Dialog)
  const orders = await store.ordersOf(parsed.map(({ id }) => id))
  const contacts = await store.rows(parsed.map(({ contactId }) => ({ kind: 'contact' as const, id: contactId })))
  const others = await store.rows([
    ...parsed.map(({ id }) => ({ kind: 'draft' as const, id: draftId(operatorId, id) })),
    ...documentRefs(parsed, []),
  ])
  return [...contacts, ...(await customersOf(store, contacts)), ...orders, ...others]
}
