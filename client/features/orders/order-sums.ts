import { totalsOf } from '#shared/domain/money'
import type { Order } from '#shared/domain/order'
import type { Language } from '../../i18n/i18n'
import { priceText } from '../products/product-text'

export const orderTotal = ({ lines, discount, delivery }: Order): number => totalsOf({ lines, discount, delivery: delivery.cost }).total

export const orderTotalText = (order: Order, language: Language): string =>
  priceText({ minor: orderTotal(order), currency: order.currency }, language)

/** Sums of several currencies are not added up: «2 500 ₴ + $40». */
export function sumText(orders: readonly Order[], language: Language): string {
  const sums = new Map<string, number>()
  for (const order of orders) sums.set(order.currency, (sums.get(order.currency) ?? 0) + orderTotal(order))
  return [...sums].map(([currency, minor]) => priceText({ minor, currency }, language)).join(' + ')
}
