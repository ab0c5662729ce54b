import { describe, expect, test } from 'vitest'
import type { Order } from '#shared/domain/order'
import { isAsked, orderParams, parseOrderQuery } from './order-query'

const ORDER: Order = {
  id: 'o1',
  number: 42,
  dialogId: 'd',
  contactId: 'c',
  customerId: null,
  customerName: 'Мария Коваль',
  currency: 'UAH',
  lines: [{ id: 'l', productId: 'PL-1', sku: 'PL-1', name: 'Плед', quantity: 1, price: 100, discount: null, listed: null }],
  discount: null,
  delivery: { method: 'none', address: 'Киев, отделение 5', cost: 0 },
  payment: { status: 'unpaid', method: 'none', sum: 0 },
  source: 'Сайт',
  managerId: 'olga',
  comment: '',
  status: 'new',
  revision: 1,
  differences: [],
  history: [],
  createdAt: new Date('2026-11-25T12:00:00').getTime(),
  updatedAt: 0,
}
const asked = (params: object, order: Partial<Order> = {}) => isAsked({ ...ORDER, ...order }, parseOrderQuery(params))

describe('[K5] which orders are shown', () => {
  test('those that something is to be done for, unless others are asked for', () => {
    expect([asked({}), asked({}, { status: 'done' }), asked({ status: 'all' }, { status: 'done' }), asked({ status: 'done' })]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('by manager, payment, days and open decisions', () => {
    expect([asked({ manager: 'olga' }), asked({ manager: 'pavel' })]).toEqual([true, false])
    expect([asked({ payment: 'unpaid' }), asked({ payment: 'paid' })]).toEqual([true, false])
    expect([asked({ from: '2026-11-25', to: '2026-11-25' }), asked({ from: '2026-11-26' }), asked({ to: '2026-11-24' })]).toEqual([
      true,
      false,
      false,
    ])
    expect(asked({ differs: '1' })).toBe(false)
    expect(asked({ differs: '1' }, { differences: [{ lineId: 'l', kind: 'price', was: 1, now: 2 }] })).toBe(true)
  })

  test('by number, name, SKU, address, whatever case and ё', () => {
    for (const q of ['42', '№ 42', '№42', 'мария', 'КОВАЛЬ плед', 'pl-1', 'отделение'])
      expect({ q, is: asked({ q }) }).toEqual({ q, is: true })

    for (const q of ['ковёр', '№ 2', '№4', '# 24']) expect({ q, is: asked({ q }) }).toEqual({ q, is: false })
  })

  test('what stands in the address comes back; nonsense is left out', () => {
    const query = parseOrderQuery({ status: 'shipped', manager: 'olga', payment: 'paid', from: '2026-01-01', differs: '1', q: 'плед' })
    expect(parseOrderQuery(orderParams(query))).toEqual(query)
    expect(orderParams(parseOrderQuery({ status: 'x', payment: 'y', from: 'вчера' }))).toEqual(orderParams(parseOrderQuery({})))
  })
})
