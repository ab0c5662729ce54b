import { beforeEach, describe, expect, test } from 'vitest'
import type { Product } from '#shared/domain/product'
import { act } from './act'
import { makeDevice, NOON } from './device-fixture'
import { heldProduct } from './product-words'
import { searchProducts } from './products'
import type { Store } from './view'

const product = (sku: string, more: Partial<Product>): Product => ({
  id: sku,
  sku,
  barcode: '',
  name: sku,
  properties: [],
  description: '',
  price: null,
  pictures: [],
  stock: null,
  stocks: [],
  group: '',
  category: '',
  isRemoved: false,
  updatedAt: NOON,
  ...more,
})

const SHELF = [
  product('PL-100', { name: 'Плед «Карпаты»', barcode: '4820000012345', properties: [['Цвет', 'Молочный']], stock: 0 }),
  product('PL-200', { name: 'Плед «Косичка»', properties: [['Цвет', 'Терракотовый']], stock: 3 }),
  product('KV-1', { name: 'Ковёр «Скандия»', properties: [['Материал', 'Шерсть']] }),
]

let store: Store

beforeEach(async () => {
  store = makeDevice()
  await store.replica.products.bulkPut(SHELF.map(heldProduct))
})

const find = async (query: string) => (await searchProducts(store, query, [])).products.map(({ sku }) => sku)

describe('[C3] a product is found', () => {
  test('by SKU: its beginning, a part of it, and without the separators', async () => {
    expect(await find('pl-1')).toEqual(['PL-100'])
    expect(await find('200')).toEqual(['PL-200'])
    expect(await find('PL100')).toEqual(['PL-100'])
  })

  test('by barcode and by its last four digits', async () => {
    expect(await find('4820000012345')).toEqual(['PL-100'])
    expect(await find('2345')).toEqual(['PL-100'])
  })

  test('by the beginning of every word of its name and properties, whatever ё, case and quotes', async () => {
    expect(await find('плед терр')).toEqual(['PL-200'])
    expect(await find('КОВЕР')).toEqual(['KV-1'])
    expect(await find('шерст')).toEqual(['KV-1'])
    expect(await find('плед шерсть')).toEqual([])
    expect(await find('п к')).toEqual(['PL-200', 'PL-100'])
  })

  test('on the wrong keyboard layout', async () => {
    expect(await find('gktl')).toEqual(['PL-200', 'PL-100'])
    expect(await find('здю100'.slice(0, 2))).toEqual(['PL-200', 'PL-100'])
  })

  test('what is in stock stands before what is not, and the SKU itself before both', async () => {
    expect(await find('плед')).toEqual(['PL-200', 'PL-100'])
    expect((await find('pl-100'))[0]).toBe('PL-100')
  })
})

test('[C3] lately used ones stand first when nothing is asked', async () => {
  expect((await searchProducts(store, '', ['PL-200'])).products.map(({ sku }) => sku)).toEqual(['PL-200', 'KV-1', 'PL-100'])
})

test('[C3][OVL1] what an administrator has just changed is found at once, and what was removed is not', async () => {
  await act(store, 'product.upsert', { products: [{ sku: 'NEW-1', name: 'Пуф' }] })
  await act(store, 'product.remove', { skus: ['PL-200'], isRemoved: true })
  expect(await find('пуф')).toEqual(['NEW-1'])
  expect(await find('плед')).toEqual(['PL-100'])
  expect(await store.replica.products.count()).toBe(3)
})

test('[C3] a device without a catalogue says so', async () => {
  await store.replica.products.clear()
  expect(await searchProducts(store, 'плед', [])).toMatchObject({ products: [], isLoading: false, hasCatalogue: false })
})
