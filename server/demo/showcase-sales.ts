/** What the customers of the showcase buy: each is saved, with what the shop knows of them, an order and a request on the board. */
import type { CommandArgs } from '#shared/commands/catalogue'
import { positionBetween } from '#shared/domain/column-order'
import { type Id, newId } from '#shared/domain/id'
import type { OrderStatus } from '#shared/domain/order-status'
import { liveStages, type Pipeline } from '#shared/domain/pipeline'
import type { Product } from '#shared/domain/product'
import { orderOf } from './order-of'
import type { Purchase } from './purchase'
import type { Scene } from './showcase'

interface Sale {
  readonly minutesAgo: number
  readonly by: number
  readonly name: string
  readonly phone: string
  readonly tags: readonly Id[]
  readonly fields: Readonly<Record<Id, string>>
  readonly bought: readonly { readonly name: string; readonly quantity: number }[]
  readonly purchase: Omit<Purchase, 'wanted'>
  readonly source: string
  readonly to: OrderStatus
  /** The catalogue's price was less by so much when the order was written: the shop is to decide. */
  readonly raisedBy: number
  readonly card: { readonly title: string; readonly stage: number; readonly comment: string }
}

export const HOTEL: Sale = {
  minutesAgo: 7,
  by: 0,
  name: 'Роман Дзюба',
  phone: '+380675550217',
  tags: ['wholesale', 'vip'],
  fields: { city: 'Львов', level: 'Золото', heard: 'Выставка' },
  bought: [
    { name: 'Комплект белья «Лён», молочный', quantity: 24 },
    { name: 'Набор полотенец «Спа», молочный', quantity: 48 },
  ],
  purchase: {
    percentOff: 18,
    delivery: { method: 'nova-poshta', address: 'Львов, отделение 5, грузовое', cost: 145_000 },
    payment: { status: 'unpaid', method: 'transfer' },
    comment: 'Счёт на ФОП Дзюба Р. В.',
  },
  source: 'hello@teplo.example',
  to: 'confirmed',
  raisedBy: 15_000,
  card: { title: 'Готель «Дім»: бельё на 24 номера', stage: 2, comment: 'Отсрочка 14 дней, если повторят заказ осенью' },
}

export const PLAIDS: Sale = {
  minutesAgo: 5,
  by: 2,
  name: 'Соломія Стець',
  phone: '+380675551234',
  tags: ['regular'],
  fields: { city: 'Львів', birthday: '1991-06-04', level: 'Серебро', heard: 'Instagram' },
  bought: [{ name: 'Плед «Карпаты», молочный', quantity: 3 }],
  purchase: {
    percentOff: 0,
    delivery: { method: 'nova-poshta', address: 'Львів, відділення 12, отримувач Остап Стець', cost: 7000 },
    payment: { status: 'paid', method: 'card' },
    comment: 'Можна без коробки',
  },
  source: 'Telegram-бот @teplo_dim_bot',
  to: 'packed',
  raisedBy: 0,
  card: { title: 'Три пледи «Карпати»', stage: 1, comment: '' },
}

export async function sell(
  scene: Scene,
  sale: Sale,
  { products, pipeline }: { products: readonly Product[]; pipeline: Pipeline },
): Promise<void> {
  const { by, minutesAgo, name } = sale
  const customerId = newId()
  await scene.act(minutesAgo, by, 'contact.addPhone', (at) => ({ ...at, phone: sale.phone }))
  await scene.act(minutesAgo, by, 'customer.save', (at) => ({ ...at, customerId, name }))
  for (const value of sale.tags) await scene.act(minutesAgo, by, 'customer.add', () => ({ customerId, list: 'tags', value }))
  for (const [field, value] of Object.entries(sale.fields))
    await scene.act(minutesAgo, by, 'customer.set', () => ({ customerId, field, value, base: null }))

  const orderId = newId()
  await scene.act(minutesAgo - 1, by, 'order.create', ({ dialogId }) => ({
    ...{ orderId, dialogId, customerId, customerName: name, source: sale.source, managerId: scene.operatorId(by) },
    ...fieldsOf(sale, products),
  }))
  await scene.act(minutesAgo - 2, by, 'order.status', ({ dialogId }) => ({ orderId, dialogId, to: sale.to, seen: 'new' }))

  const { title, stage, comment } = sale.card
  const place = {
    pipelineId: pipeline.id,
    stageId: liveStages(pipeline)[stage]?.id ?? '',
    position: positionBetween(null, null, minutesAgo),
  }
  await scene.act(minutesAgo - 3, by, 'card.create', ({ dialogId }) => ({
    ...{ cardId: newId(), dialogId, customerId, ...place, title, comment, managerId: scene.operatorId(by) },
    lines: sale.bought.map((one) => {
      const { sku, name: called, price } = productOf(one.name, products)
      return { sku, name: called, price, quantity: one.quantity }
    }),
  }))
}

type OrderFields = Omit<CommandArgs<'order.create'>, 'orderId' | 'dialogId' | 'customerId' | 'customerName' | 'source' | 'managerId'>

function fieldsOf({ bought, purchase, raisedBy }: Sale, products: readonly Product[]): OrderFields {
  const wanted = bought.map(({ name, quantity }) => ({ product: products.indexOf(productOf(name, products)), quantity }))
  const before = products.map((product) => ({
    ...product,
    price: product.price && { ...product.price, minor: product.price.minor - raisedBy },
  }))
  return orderOf({ ...purchase, wanted }, before)
}

function productOf(name: string, products: readonly Product[]): Product {
  const found = products.find((product) => product.name === name)
  if (!found) throw new Error(`The sample sells no ${name}`)
  return found
}
