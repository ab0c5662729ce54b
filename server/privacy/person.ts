/** A customer with everything there is of them: whoever was merged into them, contacts, dialogs. */
import type { Card } from '#shared/domain/card'
import type { Contact } from '#shared/domain/contact'
import { type Customer, mergedIdsOf } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Order } from '#shared/domain/order'
import type { Kind, RowOf } from '#shared/domain/row'
import type { Store } from '../store/port'
import type { Visibility } from '../sync/visibility'

export interface Person {
  /** The one who is shown, first. */
  readonly customers: readonly Customer[]
  readonly contacts: readonly Contact[]
  readonly dialogs: readonly Dialog[]
  /** Of their dialogs, and those made for them without one or in somebody else's. */
  readonly cards: readonly Card[]
  readonly orders: readonly Order[]
}

export interface PersonDeps {
  readonly store: Store
  readonly visibility: Pick<Visibility, 'contactsOf' | 'dialogsOf'>
}

/** @returns null when there is no such customer. */
export async function readPerson({ store, visibility }: PersonDeps, id: Id): Promise<Person | null> {
  const [asked] = await rowsOf(store, 'customer', [id])
  if (!asked) return null
  if (asked.mergedInto !== null) return readPerson({ store, visibility }, asked.mergedInto)
  const customers: Customer[] = []
  for (let wanted: readonly Customer[] = [asked]; wanted.length > 0; wanted = await rowsOf(store, 'customer', wanted.flatMap(mergedIdsOf)))
    customers.push(...wanted)
  const contacts = await rowsOf(store, 'contact', visibility.contactsOf(asked.id))
  const dialogs = await rowsOf(
    store,
    'dialog',
    contacts.flatMap((contact) => visibility.dialogsOf(contact.id)),
  )
  const of = { dialogIds: dialogs.map((dialog) => dialog.id), customerIds: customers.map((customer) => customer.id) }
  // The store returns what was written under the kind.
  const cards = (await store.madeFor('card', of)).map(({ row }) => row as Card)
  const orders = (await store.madeFor('order', of)).map(({ row }) => row as Order)
  return { customers, contacts, dialogs, cards, orders }
}

/** Live ones. The store returns what was written under the kind. */
export async function rowsOf<K extends Kind>(store: Pick<Store, 'rows'>, kind: K, ids: readonly Id[]): Promise<readonly RowOf<K>[]> {
  const rows = await store.rows([...new Set(ids)].map((id) => ({ kind, id })))
  return rows.flatMap(({ row }) => (row === null ? [] : [row as RowOf<K>]))
}

const PAGE_ITEMS = 500

/** All items of a dialog, oldest first; those after a place only, when that is given. */
export async function itemsOf(store: Pick<Store, 'itemsBefore'>, dialogId: Id, after = 0): Promise<readonly RowOf<'item'>[]> {
  const items: RowOf<'item'>[] = []
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = (await store.itemsBefore(dialogId, { before, limit: PAGE_ITEMS })).map(({ row }) => row as RowOf<'item'>)
    items.push(...page.filter(({ dseq }) => dseq > after))
    const last = page.at(-1)
    if (!last || page.length < PAGE_ITEMS || last.dseq <= after) return items.reverse()
    before = last.dseq
  }
}
