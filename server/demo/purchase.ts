/** What follows when a customer buys: they are saved, an order is made, and taken on its way. Pure. */
import type { Delivery, Payment } from '#shared/domain/order'
import type { OrderStatus } from '#shared/domain/order-status'
import type { Chance } from './chance'
import type { Person } from './people'
import { CITIES } from './shop'

export interface Purchase {
  /** Products by their place in the catalogue, counted around. */
  readonly wanted: readonly { readonly product: number; readonly quantity: number }[]
  readonly percentOff: number
  readonly delivery: Delivery
  readonly payment: Pick<Payment, 'status' | 'method'>
  readonly comment: string
}

export type Buying =
  | { readonly do: 'phone' | 'rename'; readonly value: string }
  | { readonly do: 'save'; readonly value: string }
  | { readonly do: 'order'; readonly purchase: Purchase }
  /** The order made last goes on. */
  | { readonly do: 'progress'; readonly to: OrderStatus }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const COMMENTS: Readonly<Record<Person['language'], readonly string[]>> = {
  ru: ['', '', '', 'Подарочная упаковка', 'Позвонить перед отправкой', 'Без звонка, написать в чат'],
  uk: ['', '', '', 'Подарункове пакування', 'Зателефонувати перед відправленням', 'Без дзвінка, написати в чат'],
}
const BRANCH = { ru: 'отделение', uk: 'відділення' } as const
const ADDRESS = { ru: 'ул. Садовая', uk: 'вул. Садова' } as const

/** How far an order is: one that is over, or one that the shop is still busy with. */
const PAST: readonly (readonly OrderStatus[])[] = [
  ...Array.from({ length: 8 }, (): OrderStatus[] => ['confirmed', 'packed', 'shipped', 'done']),
  ['cancelled'],
  ['confirmed', 'shipped', 'done', 'returned'],
]
const UNDER_WAY: readonly (readonly OrderStatus[])[] = [
  [],
  ['confirmed'],
  ['confirmed'],
  ['confirmed', 'packed'],
  ['confirmed', 'packed', 'shipped'],
]

/** @param of what the card says already, whether the customer is saved, and whether all of this was long ago. */
export function drawPurchase(
  chance: Chance,
  of: { person: Person; known: ReadonlySet<string>; isSaved: boolean; isPast: boolean },
): readonly (Buying & { readonly wait: number })[] {
  const { person, known, isSaved, isPast } = of
  const soon = () => chance.between(8, 90) * 1000
  const way = chance.pick(isPast ? PAST : UNDER_WAY)
  return [
    ...(known.has('phone') ? [] : [{ do: 'phone' as const, value: person.phone, wait: soon() }]),
    ...(known.has('name') || person.name === person.fullName ? [] : [{ do: 'rename' as const, value: person.fullName, wait: soon() }]),
    ...(isSaved ? [] : [{ do: 'save' as const, value: person.fullName, wait: soon() }]),
    { do: 'order', purchase: drawOrder(chance, person, way.at(-1)), wait: soon() },
    ...way.map((to) => ({ do: 'progress' as const, to, wait: chance.between(10, WAITS_MINUTES[to]) * MINUTE })),
  ]
}

/** At most, before the next one. */
const WAITS_MINUTES: Readonly<Record<OrderStatus, number>> = {
  new: 10,
  confirmed: 45,
  packed: 180,
  shipped: (8 * HOUR) / MINUTE,
  done: (60 * HOUR) / MINUTE,
  cancelled: 300,
  returned: (80 * HOUR) / MINUTE,
}

function drawOrder(chance: Chance, { language }: Person, end: OrderStatus | undefined): Purchase {
  const city = chance.pick(CITIES[language])
  const delivery = chance.pick([
    { method: 'nova-poshta' as const, address: `${city}, ${BRANCH[language]} ${chance.between(1, 240)}`, cost: 7000 },
    { method: 'nova-poshta' as const, address: `${city}, ${BRANCH[language]} ${chance.between(1, 90)}`, cost: 8500 },
    { method: 'ukrposhta' as const, address: `${city}, ${chance.between(10_000, 99_999)}`, cost: 4500 },
    { method: 'courier' as const, address: `${city}, ${ADDRESS[language]}, ${chance.between(1, 80)}`, cost: 12_000 },
    { method: 'pickup' as const, address: '', cost: 0 },
  ])
  const wanted = Array.from({ length: chance.between(1, 3) }, () => ({
    product: chance.below(1000),
    quantity: chance.happens(0.7) ? 1 : chance.between(2, 4),
  }))
  return {
    wanted,
    percentOff: chance.happens(0.2) ? chance.pick([5, 10, 12]) : 0,
    delivery,
    payment: { method: chance.pick(['card', 'card', 'transfer', 'on-delivery']), status: paymentAt(chance, end) },
    comment: chance.pick(COMMENTS[language]),
  }
}

function paymentAt(chance: Chance, end: OrderStatus | undefined): Payment['status'] {
  if (end === 'done') return 'paid'
  if (end === 'returned') return 'refunded'
  if (end === 'cancelled' || end === undefined) return 'unpaid'
  return chance.pick(['paid', 'paid', 'partial', 'unpaid'])
}
