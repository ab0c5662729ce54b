import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import { isActive } from '#shared/domain/order'
import type { DialogRow, Me } from '../../data/contract'
import type { OrderRow } from '../../data/contract-shop'
import { language, t } from '../../i18n/i18n'
import { afterPaint } from '../after-paint'
import { useData } from '../data-context'
import { orderTotalText } from '../orders/order-sums'
import type { Values } from './variables'

/** How the website's chat calls a visitor who has not said a name: no greeting begins like that. */
const NUMBERED = /^(Посетитель|Відвідувач|Visitor) \d+$/

/** A name that one would greet somebody by; empty when there is none. */
export const greetedAs = (name: string | undefined): string => (name === undefined || NUMBERED.test(name) ? '' : name)

/** What a chat says of the variables, kept current. A customer who has given no name leaves a blank. */
export function createValues(row: Accessor<DialogRow>): () => Values {
  const data = useData()
  // Nobody asks for an order's number before the chat can be read.
  const [isReadable, setReadable] = createSignal(false)
  onCleanup(afterPaint(() => setReadable(true)))
  const orders = createMemo(() => (isReadable() ? data.createOrders(() => row().dialog.contactId) : undefined))
  return () => ({ ...valuesOf(row(), data.me()), ...valuesOfOrder(orders()?.() ?? []) })
}

const valuesOf = (row: DialogRow, me: Me): Values => ({
  customer: greetedAs(row.customer?.name ?? row.contact?.name),
  operator: me.name,
  channel: row.channel?.name ?? '',
})

/** @param orders newest first. An order is spoken of while something is to be done for it; a number that is a guess is told to nobody. */
export function orderSpokenOf(orders: readonly OrderRow[]): OrderRow | undefined {
  const numbered = orders.filter(({ isNumbered }) => isNumbered)
  return numbered.find(({ order }) => isActive(order)) ?? numbered[0]
}

function valuesOfOrder(orders: readonly OrderRow[]): Values {
  const order = orderSpokenOf(orders)?.order
  if (!order) return {}
  const orderStatus = t().orders.statuses[order.status].toLocaleLowerCase(language())
  return { order: String(order.number), orderSum: orderTotalText(order, language()), orderStatus }
}
