/** Customers, orders and cards by what people call them. Loaded when somebody asks. */
import { isActive, type Order } from '#shared/domain/order'
import { parseSearch } from '#shared/domain/search'
import { readBoard } from './board'
import type { OrderRow, ShopFindings } from './contract-shop'
import { readCustomers } from './customers'
import { listIds } from './list-customers'
import { contactsOfCustomer } from './person-contacts'
import { look, type Store } from './view'

const MAX_OF_KIND = 6
/** «47312», «№47312». */
const NUMBER = /^\s*[№#]?\s*(\d{1,9})\s*$/

export const NOTHING_FOUND: ShopFindings = { customers: [], orders: [], cards: [] }

export async function findShop(store: Store, text: string): Promise<ShopFindings> {
  if (!parseSearch(text)) return NOTHING_FOUND
  const customerIds = (await listIds(store, { text, tags: [] })).slice(0, MAX_OF_KIND)
  const [customers, orders, cards] = await Promise.all([
    readCustomers(store, customerIds),
    findOrders(store, text, customerIds),
    findCards(store, text),
  ])
  return { customers, orders, cards }
}

/** By their number, and those of the customers who were found: first what is still to be done. */
async function findOrders(store: Store, text: string, customerIds: readonly string[]): Promise<readonly OrderRow[]> {
  const number = NUMBER.exec(text)?.[1]
  return look(store, async (view) => {
    const people = new Set<string>()
    for (const id of customerIds) for (const contactId of await contactsOfCustomer(view, id)) people.add(contactId)
    const { orders } = store.replica
    const stored = [
      ...(number === undefined ? [] : await orders.where('number').equals(Number(number)).toArray()),
      ...(await orders
        .where('contactId')
        .anyOf([...people])
        .toArray()),
    ]
    const rows = new Map(stored.map((order) => [order.id, { order, isNumbered: true }]))
    for (const order of view.overlay.all('order')) {
      const isNumbered = rows.has(order.id)
      if (isNumbered || people.has(order.contactId)) rows.set(order.id, { order, isNumbered })
    }
    return [...rows.values()].sort((a, b) => byUse(a.order, b.order)).slice(0, MAX_OF_KIND)
  })
}

const byUse = (a: Order, b: Order): number => Number(isActive(b)) - Number(isActive(a)) || b.createdAt - a.createdAt

/** In the order of the boards, so that what is still open comes before what has ended. */
async function findCards(store: Store, text: string): Promise<ShopFindings['cards']> {
  const pipelines = await look(store, async ({ overlay }) => {
    const stored = await store.replica.pipelines.toArray()
    return stored.map((pipeline) => overlay.get('pipeline', pipeline.id) ?? pipeline).filter(({ isRemoved }) => !isRemoved)
  })
  const boards = await Promise.all(pipelines.map(({ id }) => readBoard(store, { pipelineId: id, managers: [], text })))
  const columns = boards.flatMap((board) => (board ? board.columns.map(({ stage, ids }) => ({ board, stage, ids })) : []))
  return columns
    .sort((a, b) => Number(b.stage.kind === 'open') - Number(a.stage.kind === 'open'))
    .flatMap(({ board, stage, ids }) => ids.flatMap((id) => board.cards.get(id) ?? []).map((card) => ({ card, stage: stage.name })))
    .slice(0, MAX_OF_KIND)
}
