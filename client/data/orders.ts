import { type Accessor, createMemo } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Order } from '#shared/domain/order'
import type { OrderRow } from './contract-shop'
import { createLiveBy } from './live'
import { contactsOfPerson } from './person-contacts'
import { look, type Store, type View } from './view'

/** @param contactId whose, as a person who may write in several channels; null: everybody's. @returns newest first; undefined while it is being read. */
export function createOrders(store: Store, contactId: Accessor<Id | null>): Accessor<readonly OrderRow[] | undefined> {
  return createLiveBy(createMemo(contactId), (id) => listOrders(store, id))
}

export const listOrders = (store: Store, contactId: Id | null): Promise<readonly OrderRow[]> =>
  listOrdersOf(store, async (view) => (contactId === null ? null : contactsOfPerson(view, contactId)))

/** @param whose contacts; null: everybody's. */
export async function listOrdersOf(store: Store, whose: (view: View) => Promise<ReadonlySet<Id> | null>): Promise<readonly OrderRow[]> {
  return look(store, async (view) => {
    const { orders } = store.replica
    const people = await whose(view)
    const stored = await (people === null
      ? orders.toArray()
      : orders
          .where('contactId')
          .anyOf([...people])
          .toArray())
    const guessed = view.overlay.all('order').filter((order) => people === null || people.has(order.contactId))
    const known = new Set(stored.map(({ id }) => id))
    const isGuessed = new Set(guessed.map(({ id }) => id))
    return [...stored.filter(({ id }) => !isGuessed.has(id)), ...guessed]
      .map((order): OrderRow => ({ order, isNumbered: known.has(order.id) }))
      .sort(byNewest)
  })
}

const byNewest = (a: { order: Order }, b: { order: Order }): number =>
  b.order.createdAt - a.order.createdAt || b.order.number - a.order.number

/** @returns null when it is not on this device, undefined while it is being read. */
export function createOrder(store: Store, id: Accessor<Id | null>): Accessor<OrderRow | null | undefined> {
  return createLiveBy(createMemo(id), (wanted) => readOrder(store, wanted))
}

async function readOrder(store: Store, id: Id | null): Promise<OrderRow | null> {
  if (id === null) return null
  return look(store, async ({ overlay }) => {
    const stored = await store.replica.orders.get(id)
    const order = overlay.get('order', id) ?? stored
    return order ? { order, isNumbered: stored !== undefined } : null
  })
}
