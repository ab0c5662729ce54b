import { beforeEach, describe, expect, test } from 'vitest'
import type { Product } from '#shared/domain/product'
import { productRow } from '#shared/domain/product-fixture'
import { act } from './act'
import { makeDevice, NOON } from './device-fixture'
import { idsWith } from './product-index'
import { holdProducts, readShelf } from './product-shelf'
import { searchProducts } from './products'
import { readVariants } from './variants'
import type { Store } from './view'

const product = (sku: string, more: Partial<Product>) => productRow(sku, { updatedAt: NOON, ...more })

const SHELF = [
  product('PL-100', { name: 'Плед «Карпаты»', barcode: '4820000012345', properties: [['Цвет', 'Молочный']], stock: 0 }),
  product('PL-200', { name: 'Плед «Косичка»', properties: [['Цвет', 'Терракотовый']], stock: 3 }),
  product('KV-1', { name: 'Ковёр «Скандия»', properties: [['Материал', 'Шерсть']] }),
]

let store: Store

beforeEach(async () => {
  store = makeDevice()
  await holdProducts(store.replica, SHELF)
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
  for (const table of [store.replica.products, store.replica.productIndex, store.replica.productShelf]) await table.clear()
  expect(await searchProducts(store, 'плед', [])).toMatchObject({ products: [], isLoading: false, hasCatalogue: false })
})

describe('[C3] what products are found by', () => {
  test('follows what they are called, and forgets what is gone', async () => {
    await holdProducts(store.replica, [product('PL-100', { name: 'Покрывало' }), product('KV-1', { isRemoved: true })])
    expect([await find('карпаты'), await find('покрыв'), await find('скандия')]).toEqual([[], ['PL-100'], []])
    expect(await readShelf(store.replica)).toMatchObject({ held: 2, isWhole: true })
    // Only the price is another: nothing is written into what they are found by.
    const before = await store.replica.productIndex.count()
    await holdProducts(store.replica, [product('PL-100', { name: 'Покрывало', stock: 9 })])
    expect(await store.replica.productIndex.count()).toBe(before)
  })

  test('is written anew when it has become many pieces, and is whole in tables that were emptied and filled', async () => {
    for (let n = 0; n < 410; n += 1) await holdProducts(store.replica, [product(`N-${n}`, { name: `Чашка ${n}` })])
    expect(await store.replica.productIndex.count()).toBeLessThan(20)
    expect([await find('чашка 409'), await find('карпаты')]).toEqual([['N-409'], ['PL-100']])
    for (const table of [store.replica.products, store.replica.productIndex, store.replica.productShelf]) await table.clear()
    await holdProducts(store.replica, [product('NEW', { name: 'Чашка' })])
    expect(await find('чашка')).toEqual(['NEW'])
  })
})

describe('[C3] variants of one thing', () => {
  const variants = async (group: string) => (await readVariants(store, group)).products.map(({ sku }) => sku).sort()

  test('are found by their group and no other, however it is written', async () => {
    await holdProducts(store.replica, [
      product('T-M', { group: '7' }),
      product('T-L', { group: '7' }),
      product('U', { group: '77' }),
      product('V', { group: 'Футболка / 7%' }),
    ])
    expect([await variants('7'), await variants('77'), await variants('Футболка / 7%')]).toEqual([['T-L', 'T-M'], ['U'], ['V']])
    expect([await variants(''), await variants('none')]).toEqual([[], []])
    // Nobody finds a product by the number of its group.
    expect(await find('77')).toEqual([])
  })

  test('follow what becomes of them, and what this device has not sent yet', async () => {
    await holdProducts(store.replica, [product('T-M', { group: '7' }), product('T-L', { group: '7' }), product('T-S', { group: '7' })])
    await holdProducts(store.replica, [product('T-M', { group: '8' })])
    await act(store, 'product.upsert', { products: [{ sku: 'T-XL', name: 'Новая', group: '7' }] })
    await act(store, 'product.remove', { skus: ['T-S'], isRemoved: true })
    expect([await variants('7'), await variants('8')]).toEqual([['T-L', 'T-XL'], ['T-M']])
  })
})

test('[C3] of too many, those with the whole word are kept', () => {
  const lines = [Array.from({ length: 9 }, (_, n) => `\nid${n} плед${n} мягкий `).join(''), '\nwhole плед мягкий ']
  expect(idsWith(lines, ['плед'], 3)).toEqual(['whole', 'id0', 'id1'])
  expect(idsWith(lines, ['плед', 'мяг'], 99)).toHaveLength(10)
  expect([idsWith(lines, ['плед3', 'мяг'], 99), idsWith(lines, ['ягкий'], 99), idsWith(lines, ['id1'], 99), idsWith(lines, [], 9)]).toEqual(
    [['id3'], [], [], []],
  )
})
