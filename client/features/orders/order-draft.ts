/** An order while it is being written: amounts as they are typed, and what they come to. Pure. */
import type { CommandArgs } from '#shared/commands/catalogue'
import { newId } from '#shared/domain/id'
import { type Discount, discountOf, isExact, parseAmount, type Totals, totalsOf } from '#shared/domain/money'
import { MAX_QUANTITY, type Order, type OrderLine } from '#shared/domain/order'
import { listedOf } from '#shared/domain/order-check'
import type { Product } from '#shared/domain/product'
import type { Language } from '../../i18n/i18n'
import { fieldAmount, fieldDiscount } from './amount-text'

export interface DraftLine {
  readonly id: string
  readonly productId: string | null
  readonly sku: string
  name: string
  quantity: string
  price: string
  /** «10%» or «50»; empty: none. */
  discount: string
  readonly listed: OrderLine['listed']
}

export interface OrderDraft {
  currency: string
  /** The currency may still change: with what is ordered first. */
  isNew: boolean
  lines: DraftLine[]
  discount: string
  delivery: { method: Order['delivery']['method']; address: string; cost: string }
  payment: { status: Order['payment']['status']; method: Order['payment']['method']; sum: string }
  source: string
  managerId: string | null
  comment: string
}

export type OrderFields = Omit<CommandArgs<'order.create'>, 'orderId' | 'dialogId' | 'customerId' | 'customerName' | 'currency'>

export const emptyDraft = (of: { currency: string; source: string; managerId: string | null }): OrderDraft => ({
  ...of,
  isNew: true,
  lines: [],
  discount: '',
  delivery: { method: 'none', address: '', cost: '' },
  payment: { status: 'unpaid', method: 'none', sum: '' },
  comment: '',
})

export const draftOf = (order: OrderFields & Pick<Order, 'currency'>, language: Language): OrderDraft => ({
  currency: order.currency,
  isNew: false,
  lines: order.lines.map((line) => ({
    ...line,
    quantity: String(line.quantity),
    price: fieldAmount(line.price, order.currency, language),
    discount: fieldDiscount(line.discount, order.currency, language),
  })),
  discount: fieldDiscount(order.discount, order.currency, language),
  delivery: { ...order.delivery, cost: sumText(order.delivery.cost, order.currency, language) },
  payment: { ...order.payment, sum: sumText(order.payment.sum, order.currency, language) },
  source: order.source,
  managerId: order.managerId,
  comment: order.comment,
})

/** A line of the catalogue. The first one of a new order decides in which currency it is; a price in another is to be typed. */
export function withProduct(draft: OrderDraft, product: Product, language: Language): OrderDraft {
  const known = draft.lines.find(({ productId }) => productId === product.id)
  if (known) {
    const more = { ...known, quantity: String(Number(known.quantity) + 1 || 1) }
    return { ...draft, lines: draft.lines.map((line) => (line === known ? more : line)) }
  }
  const currency = draft.isNew && draft.lines.length === 0 ? (product.price?.currency ?? draft.currency) : draft.currency
  const listed = listedOf(product, currency)
  const { id: productId, sku, name } = product
  const price = listed.price === null ? '' : fieldAmount(listed.price, currency, language)
  return {
    ...draft,
    currency,
    lines: [...draft.lines, { id: plainId(), productId, sku, name, quantity: '1', price, discount: '', listed }],
  }
}

/** Another variant in place of one that was chosen. A price that was agreed on by hand stays; that of the catalogue gives way. */
export function withVariant(draft: OrderDraft, lineId: string, product: Product, language: Language): OrderDraft {
  const { currency } = draft
  const listed = listedOf(product, currency)
  const { id: productId, sku, name } = product
  const changed = (line: DraftLine): DraftLine => {
    const isListed = line.listed === null || line.price === '' || parseAmount(line.price, currency) === line.listed.price
    const price = listed.price === null ? '' : fieldAmount(listed.price, currency, language)
    return { ...line, productId, sku, name, listed, price: isListed ? price : line.price }
  }
  return { ...draft, lines: draft.lines.map((line) => (line.id === lineId ? changed(line) : line)) }
}

/** What is paid has been received in full, unless another sum stands there. */
export function withPaymentStatus(draft: OrderDraft, status: OrderDraft['payment']['status'], language: Language): OrderDraft {
  const isMissing = status === 'paid' && draft.payment.sum.trim() === ''
  const sum = isMissing ? sumText(draftTotals(draft).total, draft.currency, language) : draft.payment.sum
  return { ...draft, payment: { ...draft.payment, status, sum } }
}

/** Something that is in no catalogue. */
export const withOwnLine = (draft: OrderDraft): OrderDraft => ({
  ...draft,
  lines: [...draft.lines, { id: plainId(), productId: null, sku: '', name: '', quantity: '1', price: '', discount: '', listed: null }],
})

export type Fault = 'no-lines' | 'name' | 'quantity' | 'price' | 'discount' | 'sum' | 'too-large'

/** What the draft says, or the first thing that it does not say clearly. */
export function readDraft(
  draft: OrderDraft,
): { readonly ok: true; readonly fields: OrderFields } | { readonly ok: false; readonly fault: Fault } {
  const { currency } = draft
  if (draft.lines.length === 0) return { ok: false, fault: 'no-lines' }
  const lines: OrderLine[] = []
  for (const line of draft.lines) {
    const { price, quantity, discount, fault } = readLine(line, currency)
    if (fault) return { ok: false, fault }
    const { id, productId, sku, name, listed } = line
    lines.push({ id, productId, sku, name: name.trim(), quantity, price, discount, listed })
  }
  const discount = readDiscount(draft.discount, currency)
  const cost = readSum(draft.delivery.cost, currency)
  const sum = readSum(draft.payment.sum, currency)
  if (discount === undefined) return { ok: false, fault: 'discount' }
  if (cost === null || sum === null) return { ok: false, fault: 'sum' }
  if (!isExact({ lines, delivery: cost })) return { ok: false, fault: 'too-large' }
  const { source, managerId, comment } = draft
  const fields: OrderFields = {
    lines,
    discount,
    delivery: { ...draft.delivery, address: draft.delivery.address.trim(), cost },
    payment: { ...draft.payment, sum },
    source: source.trim(),
    managerId,
    comment: comment.trim(),
  }
  return { ok: true, fields }
}

/** What an edit has changed, of delivery and payment part by part: the rest may have been changed by a colleague meanwhile. */
export function changedFields(before: OrderFields, after: OrderFields): CommandArgs<'order.edit'>['fields'] {
  const { delivery, payment, ...changed } = changedOf(before, after)
  return {
    ...changed,
    ...(delivery ? { delivery: changedOf(before.delivery, delivery) } : {}),
    ...(payment ? { payment: changedOf(before.payment, payment) } : {}),
  }
}

function changedOf<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {}
  for (const field of Object.keys(after) as (keyof T)[]) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) changed[field] = after[field]
  }
  return changed
}

/** A discount as it has been understood, the way `tidyAmount` does it for amounts. */
export function tidyDiscount(typed: string, currency: string, language: Language): string {
  const discount = readDiscount(typed, currency)
  return discount === undefined ? typed : fieldDiscount(discount, currency, language)
}

/** As far as it can be told: what cannot be read counts as nothing. */
export function draftTotals(draft: OrderDraft): Totals {
  const lines = draft.lines.map((line) => readLine(line, draft.currency))
  const discount = readDiscount(draft.discount, draft.currency) ?? null
  return totalsOf({ lines, discount, delivery: readSum(draft.delivery.cost, draft.currency) ?? 0 })
}

export function draftLineTotal(line: DraftLine, currency: string): number {
  const { price, quantity, discount } = readLine(line, currency)
  return price * quantity - discountOf(price * quantity, discount)
}

function readLine(line: DraftLine, currency: string) {
  const isCount = /^\d{1,6}$/.test(line.quantity.trim())
  const quantity = isCount ? Number(line.quantity) : 0
  const price = parseAmount(line.price, currency)
  const discount = readDiscount(line.discount, currency)
  const isQuantity = quantity >= 1 && quantity <= MAX_QUANTITY
  const fault: Fault | null =
    line.name.trim() === '' ? 'name' : !isQuantity ? 'quantity' : price === null ? 'price' : discount === undefined ? 'discount' : null
  return { quantity, price: price ?? 0, discount: discount ?? null, fault }
}

const readSum = (text: string, currency: string): number | null => (text.trim() === '' ? 0 : parseAmount(text, currency))

/** @returns undefined when it cannot be read. */
export function readDiscount(text: string, currency: string): Discount | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  if (!typed.endsWith('%')) {
    const minor = parseAmount(typed, currency)
    return minor === null ? undefined : { kind: 'sum', minor }
  }
  const share = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%$/.exec(typed)
  const hundredths = share ? Number(share[1]) * 100 + Number((share[2] ?? '').padEnd(2, '0')) : Number.NaN
  return hundredths <= 10_000 ? { kind: 'percent', hundredths } : undefined
}

const sumText = (minor: number, currency: string, language: Language): string => (minor === 0 ? '' : fieldAmount(minor, currency, language))
const plainId = (): string => newId().replaceAll('.', '_')
