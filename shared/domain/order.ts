/**
 * What a customer has ordered. Its prices are those that the operator and the customer have agreed upon: nothing changes
 * them but an operator. Where the catalogue said something else by the time the server took the order in, the order says
 * so (`differences`) until somebody decides.
 */
import * as v from 'valibot'
import { MAX_NAME_CHARS } from './contact'
import { earlierOf } from './earlier'
import { Id, PlainId } from './id'
import { Instant } from './item'
import { Currency, Discount, isExact, Minor } from './money'
import { ACTIVE_STATUSES, OrderStatus } from './order-status'
import { ProductName, Sku } from './product'

export const MAX_ORDER_LINES = 100
export const MAX_QUANTITY = 100_000
export const MAX_COMMENT_CHARS = 2000
const MAX_HISTORY = 200

/** What the catalogue said when a line was written: what its price and quantity were decided on. */
export const Listed = v.object({
  /** Null: nothing, or in another currency than the order's. */
  price: v.nullable(Minor),
  /** Pieces; null: not counted. */
  stock: v.nullable(v.pipe(v.number(), v.safeInteger())),
})
export type Listed = v.InferOutput<typeof Listed>

export const OrderLine = v.object({
  id: PlainId,
  /** Null: written by hand, of no catalogue. */
  productId: v.nullable(Id),
  sku: v.union([Sku, v.literal('')]),
  name: ProductName,
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
  /** Of one, as agreed. */
  price: Minor,
  discount: v.nullable(Discount),
  listed: v.nullable(Listed),
})
export type OrderLine = v.InferOutput<typeof OrderLine>

export const DELIVERY_METHODS = ['none', 'pickup', 'nova-poshta', 'ukrposhta', 'meest', 'courier', 'other'] as const
export const Delivery = v.object({
  method: v.picklist(DELIVERY_METHODS),
  /** City and branch, or street and house. */
  address: v.pipe(v.string(), v.trim(), v.maxLength(500)),
  cost: Minor,
})
export type Delivery = v.InferOutput<typeof Delivery>

export const PAYMENT_STATUSES = ['unpaid', 'partial', 'paid', 'refunded'] as const
export const PAYMENT_METHODS = ['none', 'card', 'transfer', 'cash', 'on-delivery', 'online', 'other'] as const
export const Payment = v.object({ status: v.picklist(PAYMENT_STATUSES), method: v.picklist(PAYMENT_METHODS), /** Received. */ sum: Minor })
export type Payment = v.InferOutput<typeof Payment>

/** The catalogue's word on a line that differs from what the line was written on. */
export const Difference = v.object({
  lineId: PlainId,
  kind: v.picklist(['price', 'stock', 'removed']),
  /** As the line was written on; null: nothing. */
  was: v.nullable(v.number()),
  now: v.nullable(v.number()),
})
export type Difference = v.InferOutput<typeof Difference>

const happened = { at: Instant, by: Id }
export const OrderEvent = v.variant('type', [
  v.object({ ...happened, type: v.literal('created') }),
  v.object({ ...happened, type: v.literal('status'), from: OrderStatus, to: OrderStatus }),
  v.object({ ...happened, type: v.literal('edited'), fields: v.array(v.string()) }),
  v.object({
    ...happened,
    type: v.literal('settled'),
    name: v.string(),
    kind: Difference.entries.kind,
    took: v.picklist(['mine', 'catalogue']),
  }),
])
export type OrderEvent = v.InferOutput<typeof OrderEvent>

/** What an operator writes; each part may be changed by itself. */
export const orderFields = {
  lines: v.pipe(v.array(OrderLine), v.minLength(1), v.maxLength(MAX_ORDER_LINES)),
  /** Off the sum of the lines. */
  discount: v.nullable(Discount),
  delivery: Delivery,
  payment: Payment,
  /** Where the order came from, in the shop's own words. */
  source: v.pipe(v.string(), v.trim(), v.maxLength(80)),
  managerId: v.nullable(Id),
  comment: v.pipe(v.string(), v.trim(), v.maxLength(MAX_COMMENT_CHARS)),
}

export const Order = v.pipe(
  v.object({
    id: Id,
    /** 1, 2, 3 … in the workspace, given by the server; an order that it has not taken in yet only guesses. */
    number: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Where it was made: whoever sees the dialog sees it. */
    dialogId: Id,
    contactId: Id,
    /** The saved buyer, where there is one. */
    customerId: v.optional(v.nullable(Id), null),
    /** As they were called then: the card may change or go. */
    customerName: v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)),
    currency: Currency,
    ...orderFields,
    status: OrderStatus,
    /** Raised with every change of lines or discount: whoever changes them says which they saw. */
    revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
    differences: v.pipe(v.array(Difference), v.maxLength(MAX_ORDER_LINES * 2)),
    earlier: earlierOf({ comment: orderFields.comment }),
    history: v.pipe(v.array(OrderEvent), v.maxLength(MAX_HISTORY)),
    createdAt: Instant,
    updatedAt: Instant,
  }),
  v.check(({ lines, delivery }) => isExact({ lines, delivery: delivery.cost }), 'The sums are too large'),
)
export type Order = v.InferOutput<typeof Order>

/** The order once something has happened to it; the oldest is forgotten when there is too much. */
export const withEvent = (order: Order, event: OrderEvent): Order => ({
  ...order,
  history: [...order.history, event].slice(-MAX_HISTORY),
  updatedAt: event.at,
})

export const isActive = ({ status }: Pick<Order, 'status'>): boolean => ACTIVE_STATUSES.has(status)
