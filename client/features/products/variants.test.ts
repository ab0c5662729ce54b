import { describe, expect, test } from 'vitest'
import type { Product, Property } from '#shared/domain/product'
import { commonName, offersOf, priceSpan, stockOfAll, variantsOf } from './variants'

const product = (sku: string, more: Partial<Product> = {}): Product => ({
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
  updatedAt: 0,
  ...more,
})
const plaid = (sku: string, colour: string, size: string) =>
  product(sku, {
    name: `Плед «Карпаты», ${colour}`,
    group: '77',
    properties: [
      ['Цвет', colour],
      ['Размер', size],
      ['Состав', 'шерсть'],
    ] as Property[],
  })

describe('[C3] variants of one thing', () => {
  const found = [plaid('B', 'серый', '140×200'), product('KV'), plaid('A', 'молочный', '140×200'), plaid('C', 'молочный', '90×120')]

  test('stand as one where the first of them was found; a single one found, and what has no group, for itself', () => {
    expect(offersOf(found)).toEqual([
      { kind: 'group', group: '77', products: [found[0], found[2], found[3]] },
      { kind: 'product', product: found[1] },
    ])
    expect(offersOf(found.slice(0, 2))).toEqual(found.slice(0, 2).map((each) => ({ kind: 'product', product: each })))
    expect(offersOf([product('a'), product('b')])).toHaveLength(2)
  })

  test('are called by the words they share', () => {
    expect(commonName([plaid('A', 'молочный', ''), plaid('B', 'серый', '')])).toBe('Плед «Карпаты»')
    expect(commonName([product('A', { name: 'Футболка' }), product('B', { name: 'Футболка' })])).toBe('Футболка')
    expect(commonName([product('A', { name: 'Синяя' }), product('B', { name: 'Белая' })])).toBe('Синяя')
  })

  test('are told apart by the properties that differ, sizes in the order of their numbers', () => {
    const variants = variantsOf(found.filter(({ group }) => group === '77'))
    expect(variants.map(({ label }) => label)).toEqual(['молочный · 90×120', 'молочный · 140×200', 'серый · 140×200'])
    const shoes = ['41', '9', '36'].map((size) => product(size, { name: 'Кеды', properties: [['Размер', size]] }))
    expect(variantsOf(shoes).map(({ label }) => label)).toEqual(['9', '36', '41'])
  })

  test('where no property differs, by the rest of the name, and at last by the SKU', () => {
    const cups = ['белая', 'синяя'].map((colour) => product(colour, { name: `Чашка (${colour})` }))
    expect(variantsOf(cups).map(({ label }) => label)).toEqual(['белая', 'синяя'])
    expect(variantsOf([product('A', { name: 'Чашка' }), product('B', { name: 'Чашка' })]).map(({ label }) => label)).toEqual(['A', 'B'])
  })

  test('cost from the least of their prices, unless these are in several currencies; pieces count where all are counted', () => {
    const price = (minor: number, currency = 'UAH') => product('p', { price: { minor, currency } })
    expect(priceSpan([price(500), price(300), product('none')])).toEqual({ least: { minor: 300, currency: 'UAH' }, isOne: false })
    expect(priceSpan([price(300), price(300)])).toMatchObject({ isOne: true })
    expect([priceSpan([price(1), price(1, 'USD')]), priceSpan([product('none')])]).toEqual([null, null])
    expect(stockOfAll([product('a', { stock: 2 }), product('b', { stock: 3 })])).toBe(5)
    expect(stockOfAll([product('a', { stock: 2 }), product('b')])).toBeNull()
  })
})
