import { beforeEach, expect, test } from 'vitest'
import { positionBetween } from '#shared/domain/column-order'
import { orderRow } from '#shared/domain/order-fixture'
import { act } from './act'
import { card, furnish, makeDevice, NOON } from './device-fixture'
import { findShop } from './find-shop'
import type { Store } from './view'

let store: Store
beforeEach(async () => {
  store = makeDevice()
  await furnish(store)
})

const found = async (text: string) => {
  const { customers, orders, cards } = await findShop(store, text)
  return [
    ...customers.map(({ id }) => id),
    ...orders.map(({ order }) => order.id),
    ...cards.map((each) => `${each.card.id} in ${each.stage}`),
  ]
}

test('[L3] a customer is found with their orders, those to be dealt with first; offline, and by the words of what waits', async () => {
  await act(store, 'customer.save', { dialogId: 'd', contactId: 'd-contact', customerId: 'anna', name: 'Анна Бойко' })
  await store.replica.orders.bulkPut([
    orderRow('done', 'd', { number: 3, status: 'done', createdAt: NOON + 9 }),
    orderRow('packed', 'd', { number: 2, status: 'packed', createdAt: NOON }),
    orderRow('strangers', 'other', { number: 4 }),
  ])
  expect(await found('бойк')).toEqual(['anna', 'packed', 'done'])
  // «бойк» on a Latin layout.
  expect(await found(',jqr')).toEqual(['anna', 'packed', 'done'])
  expect(await found('№4')).toEqual(['strangers'])
  expect(await found('')).toEqual([])
})

test('[L3] a card is found by its title, with its stage, open ones first', async () => {
  const stages = [
    { id: 'won', name: 'Успешно', colour: 'green', kind: 'won', heirId: null } as const,
    { id: 'new', name: 'Новая', colour: 'blue', kind: 'open', heirId: null } as const,
  ]
  await store.replica.pipelines.put({ id: 'sales', name: 'Продажи', stages, isRemoved: false, createdAt: NOON })
  const position = positionBetween(null, null, NOON)
  await store.replica.cards.bulkPut([
    card('a', { stageId: 'won', title: 'Плед «Карпаты»', position }),
    card('b', { title: 'Два пледа', position }),
    card('c', { title: 'Ковёр', position }),
  ])
  expect(await found('плед')).toEqual(['b in Новая', 'a in Успешно'])
})
