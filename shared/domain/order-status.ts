import * as v from 'valibot'

export const ORDER_STATUSES = ['new', 'confirmed', 'packed', 'shipped', 'done', 'cancelled', 'returned'] as const
export const OrderStatus = v.picklist(ORDER_STATUSES)
export type OrderStatus = v.InferOutput<typeof OrderStatus>

/** Something is still to be done for it. */
export const ACTIVE_STATUSES: ReadonlySet<OrderStatus> = new Set<OrderStatus>(['new', 'confirmed', 'packed', 'shipped'])
