/** Which orders are shown, as it stands in the address: shareable, and there after a reload. Pure. */

import type { Order } from '#shared/domain/order'
import { ACTIVE_STATUSES, ORDER_STATUSES, type OrderStatus } from '#shared/domain/order-status'
import { foldText } from '#shared/lib/text'

export interface OrderQuery {
  readonly status: OrderStatus | 'active' | 'all'
  /** Null: everybody's. */
  readonly managerId: string | null
  readonly payment: 'all' | 'unpaid' | 'paid'
  /** Days, as a date field writes them; empty: from the first, or to the last. */
  readonly from: string
  readonly to: string
  /** Only those that somebody has to decide about. */
  readonly differs: boolean
  readonly text: string
}

export interface OrderParams {
  readonly status?: string | undefined
  readonly manager?: string | undefined
  readonly payment?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly differs?: string | undefined
  readonly q?: string | undefined
}

export const STATUS_CHOICES = ['active', 'all', ...ORDER_STATUSES] as const
export const PAYMENT_CHOICES = ['all', 'unpaid', 'paid'] as const

const DAY = /^\d{4}-\d\d-\d\d$/
const day = (text: string | undefined): string => (text && DAY.test(text) ? text : '')

/** Unknown words are taken as absent: an old link must still open. */
export const parseOrderQuery = (params: OrderParams): OrderQuery => ({
  status: STATUS_CHOICES.find((each) => each === params.status) ?? 'active',
  managerId: params.manager || null,
  payment: PAYMENT_CHOICES.find((each) => each === params.payment) ?? 'all',
  from: day(params.from),
  to: day(params.to),
  differs: params.differs === '1',
  text: params.q ?? '',
})

/** What differs from the plain list; `undefined` takes a parameter out of the address. */
export const orderParams = (query: OrderQuery): Record<keyof OrderParams, string | undefined> => ({
  status: query.status === 'active' ? undefined : query.status,
  manager: query.managerId ?? undefined,
  payment: query.payment === 'all' ? undefined : query.payment,
  from: query.from || undefined,
  to: query.to || undefined,
  differs: query.differs ? '1' : undefined,
  q: query.text || undefined,
})

export function isAsked(order: Order, query: OrderQuery): boolean {
  const { status, managerId, payment, from, to, differs } = query
  if (status === 'active' ? !ACTIVE_STATUSES.has(order.status) : status !== 'all' && order.status !== status) return false
  if (managerId !== null && order.managerId !== managerId) return false
  if (payment !== 'all' && (order.payment.status === 'paid') !== (payment === 'paid')) return false
  if (from && order.createdAt < startOf(from)) return false
  if (to && order.createdAt >= startOf(to, 1)) return false
  if (differs && order.differences.length === 0) return false
  return hasText(order, query.text)
}

/** «№ 12»: that order, and none that has a twelve in it somewhere. */
const NUMBER = /^\s*[№#]\s*(\d+)\s*$/

/** By its number, the customer's name, what is in it and what is written beside it. */
function hasText(order: Order, text: string): boolean {
  const number = NUMBER.exec(text)?.[1]
  if (number !== undefined) return order.number === Number(number)
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '№')
  if (words.length === 0) return true
  const parts = [
    String(order.number),
    order.customerName,
    order.comment,
    order.delivery.address,
    ...order.lines.flatMap(({ sku, name }) => [sku, name]),
  ]
  const all = foldText(parts.join('\n'))
  return words.every((word) => all.includes(word.replace(/^№/, '')))
}

/** The beginning of a day where the reader is; days are not all of 24 hours. */
function startOf(date: string, later = 0): number {
  const day = new Date(`${date}T00:00:00`)
  return day.setDate(day.getDate() + later)
}
