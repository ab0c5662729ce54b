import { documentRefs } from '#shared/domain/belongings'
import type { Dialog } from '#shared/domain/dialog'
import { draftId } from '#shared/domain/draft'
import type { Viewer } from '#shared/domain/permissions'
import type { ClientHead, Place, ServerHead } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { customersOf } from './customers'
import type { Feed } from './feed'
import { freshRows } from './fresh-rows'
import { synced } from './sender'
import type { Visibility } from './visibility'

/** Dialogs read at once on the way to those that a viewer sees, and of one answer in all: somebody may see one of ten thousand. */
const READ_DIALOGS = 200
const MAX_READ_DIALOGS = 5000

/** WIN3 Dialogs that are not held because they were closed long ago, by the page, as rows of the list. */
export async function listDialogs(
  { store, feed, visibility }: { store: Store; feed: Feed; visibility: Visibility },
  viewer: Viewer,
  { state, after, limit }: Omit<ClientHead<'LIST'>, 'rid'>,
): Promise<Omit<ServerHead<'LIST_RES'>, 'rid'>> {
  let next: ServerHead<'LIST_RES'>['next'] = null
  const rows = await freshRows(feed, async () => {
    const { dialogs, end } = await seenDialogs({ store, visibility }, viewer, { state, after, limit })
    next = end
    return [...dialogs, ...(await belongings(store, viewer, dialogs))]
  })
  return { rows: rows.filter((stored) => stored.row !== null && visibility.sees(viewer, stored)).map(synced), next }
}

/** @returns as many as are wanted, and where the next page begins, which is no dialog that the viewer does not see (I1). */
async function seenDialogs(
  { store, visibility }: { store: Store; visibility: Visibility },
  viewer: Viewer,
  { state, after, limit }: Omit<ClientHead<'LIST'>, 'rid'>,
): Promise<{ dialogs: readonly StoredRow[]; end: Place | null }> {
  const dialogs: StoredRow[] = []
  let at = after
  for (let read = 0; read < MAX_READ_DIALOGS; read += READ_DIALOGS) {
    const page = await store.dialogsByRecency({ after: at, limit: READ_DIALOGS, ...(state ? { state } : {}) })
    for (const stored of page) {
      if (!visibility.sees(viewer, stored)) continue
      const last = dialogs.at(-1)
      if (last && dialogs.length === limit) return { dialogs, end: placeOf(last) }
      dialogs.push(stored)
    }
    const last = page.at(-1)
    if (!last || page.length < READ_DIALOGS) return { dialogs, end: null }
    at = placeOf(last)
  }
  return { dialogs, end: { updatedAt: at.updatedAt + 1, id: '' } }
}

/** Of a dialog. The store returns what was written under the kind. */
export const placeOf = ({ id, row }: StoredRow): Place => ({ updatedAt: (row as Dialog).updatedAt, id })

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
