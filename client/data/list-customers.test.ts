import { beforeEach, describe, expect, test } from 'vitest'
import { type Customer, newCustomer } from '#shared/domain/customer'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { act } from './act'
import { holdCustomers } from './customer-names'
import { furnish, makeDevice, NOON } from './device-fixture'
import { firstOf, listIds } from './list-customers'
import type { Store } from './view'

let store: Store
beforeEach(async () => {
  store = makeDevice()
  await furnish(store)
})

const customer = (id: string, name: string, more: Partial<Customer> = {}): Customer => ({
  ...newCustomer({ id, name, createdBy: null }, NOON),
  ...more,
})
const listed = (tags: readonly string[] = []) => listIds(store, { text: '', tags })

test('[K2] customers are listed by name, each once, merged ones as the one they are', async () => {
  await holdCustomers(store.replica, [
    customer('c', 'Вера'),
    customer('a', 'Анна'),
    customer('b', 'Борис', { mergedInto: 'a' }),
    customer('d', 'Глеб'),
  ])
  expect(await listed()).toEqual(['a', 'c', 'd'])
})

const MIXED = [customer('i', 'Ірина'), customer('e', 'ёлкина'), customer('a', 'Анна'), customer('z', 'Zoe'), customer('y', 'Яна')]

test('[K2] customers stand in the order of the alphabets, capitals aside, Latin names where the reader looks for them', async () => {
  await holdCustomers(store.replica, MIXED)
  await act(store, 'customer.set', { customerId: 'y', field: 'name', value: 'іван', base: 'Яна' })
  await act(store, 'customer.save', { dialogId: 'd', contactId: 'd-contact', customerId: 'new', name: 'olena' })
  for (const [isLatinFirst, ids] of [
    [false, ['a', 'e', 'y', 'i', 'new', 'z']],
    [true, ['new', 'z', 'a', 'e', 'y', 'i']],
  ] as const)
    expect(await listIds(store, { text: '', tags: [], isLatinFirst })).toEqual(ids)
  const first = await firstOf(store, { text: '', tags: [], isLatinFirst: true })
  expect(first.map(({ id }) => id)).toEqual(['z', 'a', 'e', 'i', 'y'])
})

test('[K2] customers with a tag that few have stand in that order too', async () => {
  await holdCustomers(
    store.replica,
    MIXED.map((each) => ({ ...each, tags: ['vip'] })),
  )
  expect(await listed(['vip'])).toEqual(['a', 'e', 'i', 'y', 'z'])
  expect(await listIds(store, { text: '', tags: ['vip'], isLatinFirst: true })).toEqual(['z', 'a', 'e', 'i', 'y'])
})

test('[K8] with tags only those who have all of them', async () => {
  await holdCustomers(store.replica, [
    customer('a', 'Анна', { tags: ['vip'] }),
    customer('b', 'Борис', { tags: ['vip', 'wholesale'] }),
    customer('c', 'Вера', { tags: ['wholesale', 'vip'] }),
    customer('d', 'Глеб', { tags: ['vip', 'wholesale'], mergedInto: 'a' }),
  ])
  expect(await listed(['wholesale', 'vip'])).toEqual(['b', 'c'])
})

test('[K8] a tag that more have than are read one by one lists them by name too', async () => {
  const names = Array.from({ length: 1500 }, (_, n) =>
    customer(`c${n}`, `Имя ${String((n * 7919) % 1500).padStart(4, '0')}`, { tags: ['vip'] }),
  )
  await holdCustomers(store.replica, [...names, customer('merged', 'Имя', { tags: ['vip'], mergedInto: 'c1' })])
  const byName = [...names].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id)
  expect(await listed(['vip'])).toEqual(byName)
  expect(await listed()).toEqual(byName)
})

test('[K8] the first with a tag that many have stand before all are named, those without it between them left out', async () => {
  const names = Array.from({ length: 6000 }, (_, n) =>
    // Every fourth has it, and of the first two thousand by name nobody.
    customer(`c${n}`, `Имя ${String(n).padStart(4, '0')}`, { tags: n >= 2000 && n % 4 === 0 ? ['vip'] : ['other'] }),
  )
  await holdCustomers(store.replica, [...names, customer('merged', 'Имя 2000', { tags: ['vip'], mergedInto: 'c1' })])
  const first = (await firstOf(store, { text: '', tags: ['vip'] })).map(({ id }) => id)
  expect(first.slice(0, 3)).toEqual(['c2000', 'c2004', 'c2008'])
  expect(first.length).toBeGreaterThanOrEqual(99)
  expect(await listed(['vip'])).toEqual(expect.arrayContaining(first))
  expect((await firstOf(store, { text: '', tags: [] })).map(({ id }) => id).slice(0, 2)).toEqual(['c0', 'c1'])
})

test('[OVL1] who is saved or renamed here stands where the name belongs, before the server knows', async () => {
  await holdCustomers(store.replica, [customer('a', 'Анна'), customer('c', 'Вера'), customer('d', 'Глеб')])
  await act(store, 'customer.set', { customerId: 'a', field: 'name', value: 'Яна', base: 'Анна' })
  await act(store, 'customer.save', { dialogId: 'd', contactId: 'd-contact', customerId: 'new', name: 'Гала' })
  expect(await listed()).toEqual(['c', 'new', 'd', 'a'])
})

test('[OVL1][K8] a tag given here counts before the server knows, a tag taken away too', async () => {
  await holdCustomers(store.replica, [
    customer('a', 'Анна', { tags: ['vip'] }),
    customer('c', 'Вера'),
    customer('d', 'Глеб', { tags: ['vip'] }),
  ])
  const tags = [{ id: 'vip', name: 'VIP', color: 'blue' as const, isRemoved: false }]
  await store.replica.workspace.put({ id: WORKSPACE_ID, name: 'Лавка', country: 'UA', guardsReplies: true, customerTags: tags })
  await act(store, 'customer.add', { customerId: 'c', list: 'tags', value: 'vip' })
  await act(store, 'customer.take', { customerId: 'd', list: 'tags', value: 'vip' })
  expect(await listed(['vip'])).toEqual(['a', 'c'])
})

describe('more than are named at once', () => {
  beforeEach(() =>
    holdCustomers(store.replica, [
      ...Array.from({ length: 3500 }, (_, n) => customer(`a${n}`, `Анна ${String(n).padStart(4, '0')}`)),
      ...Array.from({ length: 5000 }, (_, n) => customer(`b${n}`, 'Без имени')),
      customer('c', 'Вера'),
    ]),
  )

  test('[K2] are all listed, by name and each once, thousands of one name too', async () => {
    const ids = await listed()
    expect([new Set(ids).size, ids.length, ids[0], ids[3499], ids.at(-1)]).toEqual([8501, 8501, 'a0', 'a3499', 'c'])
  })

  test('[K2] are not named to the end when nobody asks any more', async () => {
    const ids = await listIds(store, { text: '', tags: [] }, () => false)
    expect(ids.length).toBeLessThan(8501)
  })
})
