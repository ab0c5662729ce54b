import { batch } from 'solid-js'
import type { CommandArgs } from '#shared/commands/catalogue'
import { mergeLines } from '#shared/domain/lines'
import { isSame } from '#shared/lib/is-same'
import { language, t } from '../../i18n/i18n'
import { allSaved, createOwnField, type OwnFields } from '../../ui/own-field'
import { useData } from '../data-context'
import { operatorName } from '../people'
import { changedFields, type DraftLine, draftOf, type OrderDraft, type OrderFields, readDraft } from './order-draft'

type Parts = Omit<OrderDraft, 'isNew'>
export type OrderEdit = ReturnType<typeof createOrderEdit>

/**
 * An order that is being changed, or made. What was changed here stays as news come, line by line and part by part; the rest shows
 * them, and where both have changed the same, one looks before it is replaced.
 */
export function createOrderEdit(stored: () => OrderDraft) {
  const data = useData()
  const own: OwnFields<Parts> = {
    currency: createOwnField(() => stored().currency),
    lines: createOwnField(() => stored().lines, withTheirLines),
    discount: createOwnField(() => stored().discount),
    delivery: createOwnField(() => stored().delivery, withTheirParts),
    payment: createOwnField(() => stored().payment, withTheirParts),
    source: createOwnField(() => stored().source),
    managerId: createOwnField(() => stored().managerId),
    comment: createOwnField(() => stored().comment),
  }
  const draftBy = (read: <T>(field: { value(): T; seen(): T }) => T): OrderDraft => ({
    isNew: stored().isNew,
    currency: read(own.currency),
    lines: read(own.lines),
    discount: read(own.discount),
    delivery: read(own.delivery),
    payment: read(own.payment),
    source: read(own.source),
    managerId: read(own.managerId),
    comment: read(own.comment),
  })
  const each = (visit: (name: keyof Parts) => void) => batch(() => (Object.keys(own) as (keyof Parts)[]).forEach(visit))
  const isAny = (is: 'isChanged' | 'hasMoved') => Object.values(own).some((field) => field[is]())
  const write = (next: OrderDraft) => each((name) => put(name, next))
  const textsOf = (fields: OrderFields) => draftOf({ currency: own.currency.value(), ...fields }, language())
  const words = () => t().orders.fields
  return {
    draft: () => draftBy((field) => field.value()),
    write,
    isChanged: () => isAny('isChanged'),
    mustLook: () => isAny('hasMoved'),
    giveUp: () => each((name) => own[name].giveUp()),
    /** What `fields` change of what was there. */
    changes(fields: OrderFields): CommandArgs<'order.edit'>['fields'] {
      const before = readDraft(draftBy((field) => field.seen()))
      return before.ok ? changedFields(before.fields, fields) : fields
    },
    /** What is written here as it has been understood. */
    tidy: (fields: OrderFields) => write(textsOf(fields)),
    /** They are on their way: what is written from here on is a change of them. */
    saved: (fields: OrderFields) => allSaved<Parts>(own, textsOf(fields)),
    shown: () => ({
      lines: { name: words().products, text: goodsText, own: own.lines },
      discount: { name: words().discount, text: String, own: own.discount },
      delivery: { name: words().delivery, text: deliveryText, own: own.delivery },
      payment: { name: words().payment, text: paymentText, own: own.payment },
      source: { name: words().source, text: String, own: own.source },
      managerId: { name: words().manager, text: managerName, own: own.managerId },
      comment: { name: words().comment, text: String, own: own.comment },
    }),
  }

  function put<N extends keyof Parts>(name: N, of: Parts): void {
    if (!isSame(of[name], own[name].value())) own[name].write(of[name])
  }
  function managerName(id: string | null): string {
    return id === null ? words().noManager : operatorName(data.operators(), id)
  }
}

function withTheirLines(seen: DraftLine[], theirs: DraftLine[], ours: DraftLine[]) {
  const { lines, isContested } = mergeLines({ seen, theirs, ours }, ({ id }) => id)
  return { value: lines, isContested }
}

/** Of a record its parts are changed each by itself. */
function withTheirParts<T extends object>(seen: T, theirs: T, ours: T): { readonly value: T; readonly isContested: boolean } {
  const names = Object.keys(ours) as (keyof T)[]
  const changed = names.filter((name) => !isSame(ours[name], seen[name]))
  const value = { ...theirs }
  for (const name of changed) value[name] = ours[name]
  return { value, isContested: changed.some((name) => !isSame(theirs[name], seen[name]) && !isSame(theirs[name], ours[name])) }
}

const goodsText = (lines: readonly DraftLine[]): string =>
  lines.map(({ name, quantity, price }) => [`${name} × ${quantity}`, price].filter(Boolean).join(' · ')).join(', ')
const deliveryText = ({ method, address, cost }: OrderDraft['delivery']): string =>
  [t().orders.deliveries[method], address, cost].filter(Boolean).join(', ')
const paymentText = ({ status, method, sum }: OrderDraft['payment']): string =>
  [t().orders.paymentStatuses[status], t().orders.paymentMethods[method], sum].filter(Boolean).join(', ')
