import * as v from 'valibot'

/**
 * The way of an outgoing message, in order. `received` is the only state of an incoming one.
 * `unknown`: the channel may or may not have taken it (we crashed or lost the connection in between);
 * an operator decides, nothing is resent by itself.
 */
export const DELIVERY_STATES = ['received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown'] as const
export const DeliveryState = v.picklist(DELIVERY_STATES)
export type DeliveryState = v.InferOutput<typeof DeliveryState>

const RANK: Record<DeliveryState, number> = {
  received: 9,
  queued: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  failed: 3,
  delivered: 4,
  read: 5,
}

/**
 * The state after a report from the channel. Reports arrive late, twice and out of order: a state only moves
 * forward, and a failure counts only while nothing better is known.
 */
export function advanceDelivery(from: DeliveryState, to: DeliveryState): DeliveryState {
  if (to === 'failed') return RANK[from] <= RANK.sent ? 'failed' : from
  return RANK[to] > RANK[from] ? to : from
}

/** The customer has it, or the channel for them: whatever is to be sent, it is not this once more. */
export const hasArrived = (state: DeliveryState): boolean => state === 'sent' || state === 'delivered' || state === 'read'
