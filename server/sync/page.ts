import { documentRefs } from '#shared/domain/belongings'
import type { Dialog } from '#shared/domain/dialog'
import type { Item } from '#shared/domain/item'
import type { Viewer } from '#shared/domain/permissions'
import type { ClientHead, ServerHead } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { customersOf } from './customers'
import type { Feed } from './feed'
import { freshRows } from './fresh-rows'
import { synced } from './sender'
import type { Visibility } from './visibility'

type Page = Omit<ServerHead<'PAGE_RES'>, 'rid'>

/**
 * Older items of a dialog, with their notes, the dialog itself, the person, the remark and the orders: a dialog that is not in the
 * device's window, or has come back into it, is made whole by its page.
 */
export async function readPage(
  { store, feed, visibility }: { store: Store; feed: Feed; visibility: Visibility },
  viewer: Viewer,
  { dialogId, before, limit }: Omit<ClientHead<'PAGE'>, 'rid'>,
): Promise<Page> {
  const none = { dialogId, rows: [], lo: 0, hi: 0 }
  if (!visibility.seesDialog(viewer, dialogId)) return none
  const rows = await freshRows(feed, () => readAll(store, { dialogId, before, limit }))
  if (!visibility.seesDialog(viewer, dialogId)) return none
  const places = rows.flatMap(({ kind, row }) => (kind === 'item' ? [(row as Item).dseq] : []))
  const [lo, hi] = places.length > 0 ? [Math.min(...places), Math.max(...places)] : [0, 0]
  return { dialogId, rows: rows.filter((stored) => stored.row !== null && visibility.sees(viewer, stored)).map(synced), lo, hi }
}

async function readAll(store: Store, { dialogId, before, limit }: Omit<ClientHead<'PAGE'>, 'rid'>): Promise<readonly StoredRow[]> {
  const [dialogs, orders, newestFirst] = await Promise.all([
    store.rows([{ kind: 'dialog', id: dialogId }]),
    store.ordersOf([dialogId]),
    store.itemsBefore(dialogId, { before, limit }),
  ])
  const items = [...newestFirst].reverse()
  // The store returns what was written under the kind.
  const parsed = dialogs.flatMap(({ row }) => (row === null ? [] : [row as Dialog]))
  const contacts = await store.rows(parsed.map(({ contactId }) => ({ kind: 'contact' as const, id: contactId })))
  return [
    ...dialogs,
    ...orders,
    ...items,
    ...contacts,
    ...(await customersOf(store, contacts)),
    ...(await store.rows(
      documentRefs(
        parsed,
        items.map(({ row }) => row as Item),
      ),
    )),
  ]
}
