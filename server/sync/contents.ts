/** What a device holds of a dialog without asking: the person and the customer they are, the orders, the newest items, their documents. */
import { documentRefs } from '#shared/domain/belongings'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { itemsAtHand } from '#shared/domain/window'
import type { Store, StoredRow } from '../store/port'
import { customersOf } from './customers'

export interface Contents {
  readonly rows: readonly StoredRow[]
  /** First item by dialog: from there to the newest none is missing. 0: none is held. */
  readonly low: Readonly<Record<Id, number>>
}

/** The dialogs themselves not included. */
export async function contentsOf(
  store: Pick<Store, 'rows' | 'latestItems' | 'ordersOf'>,
  dialogs: readonly StoredRow[],
  viewer: { operatorId: Id; now: number },
): Promise<Contents> {
  // The store returns what was written under the kind.
  const parsed = dialogs.map(({ row }) => row as Dialog)
  const counts = new Map(parsed.map((dialog) => [dialog.id, itemsAtHand(dialog, viewer)]))
  const idsWith = (count: number) => parsed.map(({ id }) => id).filter((id) => counts.get(id) === count)
  const [orders, contacts, ...items] = await Promise.all([
    store.ordersOf(parsed.map(({ id }) => id)),
    store.rows(parsed.map(({ contactId }) => ({ kind: 'contact', id: contactId }))),
    ...[...new Set(counts.values())].map((count) => (count === 0 ? [] : store.latestItems(idsWith(count), count))),
  ])
  const rows = items.flat()
  const low: Record<Id, number> = Object.fromEntries(parsed.map(({ id }) => [id, 0]))
  for (const { row } of rows) {
    const { dialogId, dseq } = row as Item
    low[dialogId] = Math.min(low[dialogId] || dseq, dseq)
  }
  return {
    rows: [
      ...contacts,
      ...(await customersOf(store, contacts)),
      ...orders,
      ...rows,
      ...(await store.rows(
        documentRefs(
          parsed,
          rows.map(({ row }) => row as Item),
        ),
      )),
    ],
    low,
  }
}
