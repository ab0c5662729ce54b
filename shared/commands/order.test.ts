import { describe, expect, test } from 'vitest'
import { totalsOf } from '../domain/money'
import type { Order, OrderLine } from '../domain/order'
import { applyCommand, type CommandArgs, type CommandType } from './catalogue'
import type { Actor, Outcome } from './spec'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

const PAVEL: Actor = { operatorId: 'pavel', role: 'operator', name: 'Павел' }
const at = { orderId: 'o1', dialogId: 'd1' }
let commands = 0

function act<T extends CommandType>(shop: Shop, type: T, args: CommandArgs<T>, actor = OLGA, now = NOON): Outcome {
  commands += 1
  const outcome = applyCommand({ id: `cmd${commands}`, type, args }, { actor, now, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

const line = (more: Partial<OrderLine> = {}): OrderLine => ({
  id: 'l1',
  productId: 'PL-1',
  sku: 'PL-1',
  name: 'Плед',
  quantity: 2,
  price: 120_000,
  discount: null,
  listed: { price: 129_900, stock: 4 },
  ...more,
})
const order = (lines: OrderLine[], more: Partial<CommandArgs<'order.create'>> = {}): CommandArgs<'order.create'> => ({
  ...at,
  customerId: null,
  customerName: 'Гость',
  currency: 'UAH',
  lines,
  discount: null,
  delivery: { method: 'nova-poshta', address: 'Киев, 5', cost: 7000 },
  payment: { status: 'unpaid', method: 'none', sum: 0 },
  source: 'Сайт',
  managerId: 'olga',
  comment: '',
  ...more,
})

/** A plaid for 1299, four pieces; then whatever the catalogue says by now. */
function shopSelling(now: { price?: number; stock?: number; isRemoved?: boolean } = {}): Shop {
  const shop = makeShop()
  const price = { minor: now.price ?? 129_900, currency: 'UAH' }
  act(shop, 'product.upsert', { products: [{ sku: 'PL-1', name: 'Плед', price, stock: now.stock ?? 4 }] })
  if (now.isRemoved) act(shop, 'product.remove', { skus: ['PL-1'], isRemoved: true })
  return shop
}
const made = (shop: Shop): Order | undefined => shop.get('order', 'o1')

describe('[K5] an order', () => {
  test('is made in its dialog, numbered, and told of in the conversation', () => {
    const shop = shopSelling()
    expect(act(shop, 'order.create', order([line()])).ok).toBe(true)
    act(shop, 'order.create', { ...order([line()]), orderId: 'o2' })
    expect(shop.all('order').map(({ number }) => number)).toEqual([1, 2])
    expect(made(shop)).toMatchObject({ contactId: 'c1', status: 'new', differences: [], history: [{ type: 'created', by: 'olga' }] })
    expect(shop.all('item').at(-1)).toMatchObject({ kind: 'event', event: { type: 'order-created', number: 2 } })
  })

  test('goes from status to status, each told of once; one that has moved on is looked at again', () => {
    const shop = shopSelling()
    act(shop, 'order.create', order([line()]))
    act(shop, 'order.status', { ...at, to: 'shipped', seen: 'new' })
    expect(act(shop, 'order.status', { ...at, to: 'cancelled', seen: 'new' }, PAVEL)).toEqual({ ok: false, code: 'stale' })
    expect(act(shop, 'order.status', { ...at, to: 'shipped', seen: 'new' }, PAVEL)).toEqual({ ok: true, changes: [] })
    expect(made(shop)?.history.map(({ type }) => type)).toEqual(['created', 'status'])
  })

  test('edits of different parts by two people both stay; of two who change the sums the later looks again', () => {
    const shop = shopSelling()
    act(shop, 'order.create', order([line()]))
    act(shop, 'order.edit', { ...at, fields: { lines: [line({ quantity: 1 })] }, seenRevision: 1 })
    expect(act(shop, 'order.edit', { ...at, fields: { comment: 'Звонить после 18' }, seenRevision: 1 }, PAVEL).ok).toBe(true)
    const discount = { kind: 'percent', hundredths: 1000 } as const
    expect(act(shop, 'order.edit', { ...at, fields: { discount }, seenRevision: 1 }, PAVEL)).toEqual({ ok: false, code: 'stale' })
    expect(made(shop)).toMatchObject({ revision: 2, comment: 'Звонить после 18', discount: null, lines: [{ quantity: 1 }] })
  })

  test('[K7] of two comments written apart the later one stands, and what it replaced is remembered with who and when', () => {
    const shop = makeShop()
    act(shop, 'order.create', order([line()], { comment: '' }))
    const edit = (comment: string, actor: Actor, now: number) =>
      act(shop, 'order.edit', { ...at, fields: { comment }, seenRevision: 1 }, actor, now)
    edit('Звонить после 18', OLGA, NOON + 1)
    edit('Не звонить', PAVEL, NOON + 2)
    expect(shop.get('order', 'o1')).toMatchObject({
      comment: 'Не звонить',
      earlier: [{ at: NOON + 2, by: 'pavel', was: { comment: 'Звонить после 18' } }],
    })
    // What nothing replaces is not remembered, and no more than a few are.
    act(shop, 'order.edit', { ...at, fields: { source: 'Звонок' }, seenRevision: 1 }, PAVEL, NOON + 3)
    edit('Не звонить', OLGA, NOON + 3)
    expect(shop.get('order', 'o1')?.earlier).toHaveLength(1)
    for (let n = 0; n < 9; n += 1) edit(`ещё ${n}`, OLGA, NOON + 4 + n)
    expect(shop.get('order', 'o1')?.earlier?.map(({ was }) => was.comment)).toEqual(['ещё 3', 'ещё 4', 'ещё 5', 'ещё 6', 'ещё 7'])
  })

  test('edits of the parts of delivery and payment by two people both stay', () => {
    const shop = shopSelling()
    act(shop, 'order.create', order([line()]))
    act(shop, 'order.edit', { ...at, fields: { delivery: { address: 'Львов, 12' }, payment: { status: 'partial' } }, seenRevision: 1 })
    act(shop, 'order.edit', { ...at, fields: { delivery: { cost: 9000 }, payment: { sum: 50_000 } }, seenRevision: 1 }, PAVEL)
    expect(made(shop)).toMatchObject({
      delivery: { method: 'nova-poshta', address: 'Львов, 12', cost: 9000 },
      payment: { status: 'partial', method: 'none', sum: 50_000 },
    })
    const again = act(shop, 'order.edit', { ...at, fields: { delivery: { cost: 9000 } }, seenRevision: 1 })
    expect(again).toEqual({ ok: true, changes: [] })
    expect(act(shop, 'order.edit', { ...at, fields: { delivery: { cost: -1 } }, seenRevision: 1 }).ok).toBe(false)
  })

  test('of sums that a number does not hold exactly is none', () => {
    const price = Number.MAX_SAFE_INTEGER
    expect(act(shopSelling(), 'order.create', order([line({ price, listed: null })]))).toEqual({ ok: false, code: 'invalid' })
  })

  test('belongs to its dialog: under another one it is not found', () => {
    const shop = shopSelling()
    act(shop, 'order.create', order([line()]))
    expect(act(shop, 'order.status', { orderId: 'o1', dialogId: 'd2', to: 'done', seen: 'new' })).toEqual({ ok: false, code: 'not-found' })
  })
})

describe('[K6][ORD1] an order that was made on what the catalogue said before', () => {
  test('is taken in with the prices that were agreed, and says what differs', () => {
    const shop = shopSelling({ price: 149_900, stock: 1 })
    act(shop, 'order.create', order([line()]))
    expect(made(shop)).toMatchObject({
      lines: [{ price: 120_000, quantity: 2 }],
      differences: [
        { lineId: 'l1', kind: 'price', was: 129_900, now: 149_900 },
        { lineId: 'l1', kind: 'stock', was: 4, now: 1 },
      ],
    })
  })

  test('a product that is sold no more differs too; one that is not known here, or written by hand, does not', () => {
    const gone = shopSelling({ isRemoved: true })
    act(gone, 'order.create', order([line()]))
    expect(made(gone)?.differences).toEqual([{ lineId: 'l1', kind: 'removed', was: null, now: null }])
    const shop = shopSelling({ price: 1 })
    act(shop, 'order.create', order([line({ productId: 'elsewhere' }), line({ id: 'l2', productId: null, listed: null })]))
    expect(made(shop)?.differences).toEqual([])
  })

  test('who sold more than there was knew it: that is no difference', () => {
    const shop = shopSelling({ stock: 1 })
    act(shop, 'order.create', order([line({ listed: { price: 129_900, stock: 1 } })]))
    expect(made(shop)?.differences).toEqual([])
  })

  test.each([
    ['mine', { price: 120_000, quantity: 2 }, 240_000],
    ['catalogue', { price: 149_900, quantity: 1 }, 149_900],
  ] as const)('[ORD2] changes only when somebody decides: %s', (take, expected, goods) => {
    const shop = shopSelling({ price: 149_900, stock: 1 })
    act(shop, 'order.create', order([line()]))
    for (const kind of ['price', 'stock'] as const) act(shop, 'order.settle', { ...at, lineId: 'l1', kind, take })
    expect(made(shop)).toMatchObject({ lines: [expected], differences: [] })
    expect(made(shop)?.history.slice(1)).toMatchObject([
      { type: 'settled', kind: 'price', took: take },
      { type: 'settled', kind: 'stock', took: take },
    ])
    expect(totalsOf({ lines: made(shop)?.lines ?? [], discount: null, delivery: 0 }).goods).toBe(goods)
    // Decided is decided: another look at the same lines finds nothing.
    act(shop, 'order.edit', {
      ...at,
      fields: { lines: (made(shop)?.lines ?? []).map((each) => ({ ...each, name: 'Плед новый' })) },
      seenRevision: 3,
    })
    expect(made(shop)).toMatchObject({ lines: [{ name: 'Плед новый' }], differences: [] })
  })

  test('a line that is gone goes; the last one does not, that would be no order', () => {
    const shop = shopSelling({ isRemoved: true })
    act(shop, 'order.create', order([line(), line({ id: 'l2', productId: null, listed: null })]))
    act(shop, 'order.settle', { ...at, lineId: 'l1', kind: 'removed', take: 'catalogue' })
    expect(made(shop)).toMatchObject({ lines: [{ id: 'l2' }], differences: [] })
    const alone = shopSelling({ isRemoved: true })
    act(alone, 'order.create', order([line()]))
    expect(act(alone, 'order.settle', { ...at, lineId: 'l1', kind: 'removed', take: 'catalogue' })).toEqual({ ok: false, code: 'invalid' })
  })
})
