/** A purchase as the order that an operator of the sample makes of it. */
import { totalsOf } from '#shared/domain/money'
import type { Order, OrderLine } from '#shared/domain/order'
import { listedOf } from '#shared/domain/order-check'
import type { Product } from '#shared/domain/product'
import type { Purchase } from './purchase'

const CURRENCY = 'UAH'

type Fields = Pick<Order, 'currency' | 'lines' | 'discount' | 'delivery' | 'payment' | 'comment'>

export function orderOf({ wanted, percentOff, delivery, payment, comment }: Purchase, products: readonly Product[]): Fields {
  const lines = wanted.flatMap(({ product: place, quantity }, index): OrderLine[] => {
    const product = products[place % products.length]
    if (!product) return []
    const { id: productId, sku, name } = product
    const listed = listedOf(product, CURRENCY)
    return [{ id: `l${index}`, productId, sku, name, quantity, price: listed.price ?? 0, discount: null, listed }]
  })
  const discount = percentOff === 0 ? null : { kind: 'percent' as const, hundredths: percentOff * 100 }
  const { total } = totalsOf({ lines, discount, delivery: delivery.cost })
  const received = { unpaid: 0, partial: Math.round(total / 2), paid: total, refunded: 0 }
  return { currency: CURRENCY, lines, discount, delivery, payment: { ...payment, sum: received[payment.status] }, comment }
}
