/**
 * Orders are made offline too, so a command carries the prices that were agreed and what the catalogue said then. The
 * server takes the order in as it is, and notes where the catalogue says something else by now (ORD1); no command but
 * `order.settle` and `order.edit` ever changes a price or a quantity.
 */
import * as v from 'valibot'
import { MAX_NAME_CHARS } from '../domain/contact'
import type { Dialog } from '../domain/dialog'
import { remember } from '../domain/earlier'
import { Id, PlainId } from '../domain/id'
import { Currency } from '../domain/money'
import {
  Delivery,
  type Difference,
  Difference as DifferenceSchema,
  Order,
  type OrderEvent,
  type OrderLine,
  orderFields,
  Payment,
  withEvent,
} from '../domain/order'
import { differencesOf, settledLine } from '../domain/order-check'
import { OrderStatus } from '../domain/order-status'
import { change, type Ref, type World } from '../domain/row'
import { WORKSPACE_ID } from '../domain/workspace'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { openTimeline, record } from './timeline'

const at = { orderId: PlainId, dialogId: Id }
/** Everything of one order in its order; orders do not wait for each other. */
const lane = ({ orderId }: { orderId: Id }): string => `order/${orderId}`
const refs = ({ orderId, dialogId }: { orderId: Id; dialogId: Id }): Ref[] => [
  { kind: 'order', id: orderId },
  { kind: 'dialog', id: dialogId },
]
const productRefs = (lines: readonly OrderLine[]): Ref[] =>
  lines.flatMap(({ productId }): Ref[] => (productId === null ? [] : [{ kind: 'product', id: productId }]))

export const create = command({
  args: v.object({
    ...at,
    customerId: v.optional(v.nullable(Id), null),
    customerName: v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)),
    currency: Currency,
    ...orderFields,
  }),
  lane,
  refs: (args) => [...refs(args), ...productRefs(args.lines), { kind: 'workspace', id: WORKSPACE_ID }],
  apply({ orderId, dialogId, ...fields }, context) {
    const { world, actor, now } = context
    const dialog = world.get('dialog', dialogId)
    const workspace = world.get('workspace', WORKSPACE_ID)
    if (!dialog || !workspace) return rejected('not-found')
    if (world.get('order', orderId)) return NOTHING
    const number = (workspace.lastOrder ?? 0) + 1
    const order: Order = {
      id: orderId,
      number,
      dialogId,
      contactId: dialog.contactId,
      ...fields,
      status: 'new',
      revision: 1,
      differences: fields.lines.flatMap((line) => differenceOf(line, world, fields.currency)),
      history: [{ type: 'created', at: now, by: actor.operatorId }],
      createdAt: now,
      updatedAt: now,
    }
    if (!v.is(Order, order)) return rejected('invalid')
    const recorded = record(openTimeline(dialog), authorOf(context), { type: 'order-created', orderId, number })
    return done(change('order', order), change('workspace', { ...workspace, lastOrder: number }), ...recorded.changes)
  },
})

const EditedFields = v.partial(v.object({ ...orderFields, delivery: v.partial(Delivery), payment: v.partial(Payment) }))

/**
 * Only what was changed travels, of delivery and payment each part by itself, so that edits of different fields by two
 * people both stay; lines are changed as they were seen.
 */
export const edit = command({
  args: v.object({ ...at, fields: EditedFields, seenRevision: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  lane,
  refs: (args) => [...refs(args), ...productRefs(args.fields.lines ?? [])],
  apply({ orderId, dialogId, fields: { delivery, payment, ...given }, seenRevision }, context) {
    const { world, actor, now } = context
    const order = orderIn(world, orderId, dialogId)
    if (!order) return rejected('not-found')
    const fields = {
      ...given,
      ...(delivery ? { delivery: { ...order.delivery, ...delivery } } : {}),
      ...(payment ? { payment: { ...order.payment, ...payment } } : {}),
    }
    const changed = (Object.keys(fields) as (keyof typeof fields)[]).filter(
      (field) => JSON.stringify(fields[field]) !== JSON.stringify(order[field]),
    )
    if (changed.length === 0) return NOTHING
    const isOfSums = changed.includes('lines') || changed.includes('discount')
    // Two people who change the sums apart have each seen another total: the later one looks again.
    if (isOfSums && order.revision !== seenRevision) return rejected('stale')
    const edited: Order = {
      ...order,
      ...fields,
      ...remember<Pick<Order, 'comment'>>(order, fields, ['comment'], { at: now, by: actor.operatorId }),
      revision: order.revision + Number(isOfSums),
      differences: fields.lines ? differencesAfter(order, fields.lines, world) : order.differences,
    }
    if (!v.is(Order, edited)) return rejected('invalid')
    return done(change('order', withEvent(edited, { type: 'edited', fields: changed, at: now, by: actor.operatorId })))
  },
})

export const status = command({
  args: v.object({ ...at, to: OrderStatus, seen: OrderStatus }),
  lane,
  refs,
  apply({ orderId, dialogId, to, seen }, context) {
    const { world, actor, now } = context
    const order = orderIn(world, orderId, dialogId)
    const dialog = world.get('dialog', dialogId)
    if (!order || !dialog) return rejected('not-found')
    if (order.status === to) return NOTHING
    if (order.status !== seen) return rejected('stale')
    const moved = withEvent({ ...order, status: to }, { type: 'status', from: order.status, to, at: now, by: actor.operatorId })
    const recorded = record(openTimeline(dialog), authorOf(context), {
      type: 'order-status',
      orderId,
      number: order.number,
      from: order.status,
      to,
    })
    return done(change('order', moved), ...recorded.changes)
  },
})

/** Somebody has looked at a difference and decided. */
export const settle = command({
  args: v.object({ ...at, lineId: PlainId, kind: DifferenceSchema.entries.kind, take: v.picklist(['mine', 'catalogue']) }),
  lane,
  refs,
  apply({ orderId, dialogId, lineId, kind, take }, { world, actor, now }): Outcome {
    const order = orderIn(world, orderId, dialogId)
    const line = order?.lines.find(({ id }) => id === lineId)
    const difference = order?.differences.find((each) => each.lineId === lineId && each.kind === kind)
    if (!order) return rejected('not-found')
    if (!line || !difference) return NOTHING
    const settled = settledLine(line, difference, take)
    const lines = order.lines.flatMap((each) => (each.id === lineId ? (settled ?? []) : each))
    // An order of nothing is not one: it is to be cancelled, not emptied.
    if (lines.length === 0) return rejected('invalid')
    const left = order.differences.filter((each) => each !== difference && (settled !== null || each.lineId !== lineId))
    const edited: Order = { ...order, lines, differences: left, revision: order.revision + 1 }
    if (!v.is(Order, edited)) return rejected('invalid')
    const event: OrderEvent = { type: 'settled', name: line.name, kind, took: take, at: now, by: actor.operatorId }
    return done(change('order', withEvent(edited, event)))
  },
})

function orderIn(world: World, orderId: Id, dialogId: Id): Order | null {
  const order = world.get('order', orderId)
  const dialog: Dialog | undefined = world.get('dialog', dialogId)
  return order && dialog && order.dialogId === dialogId ? order : null
}

const authorOf = ({ commandId, actor, now }: CommandContext) => ({ causeId: commandId, actorId: actor.operatorId, now })

const differenceOf = (line: OrderLine, world: World, currency: string): readonly Difference[] =>
  line.productId === null ? [] : differencesOf(line, world.get('product', line.productId), currency)

/** Of a line that stays as it was, what was noted stays too. */
function differencesAfter(order: Order, lines: readonly OrderLine[], world: World): Difference[] {
  const before = new Map(order.lines.map((line) => [line.id, JSON.stringify(line)]))
  return lines.flatMap((line) =>
    before.get(line.id) === JSON.stringify(line)
      ? order.differences.filter(({ lineId }) => lineId === line.id)
      : differenceOf(line, world, order.currency),
  )
}
