import { describe, expect, test } from 'vitest'
import type { Property } from '#shared/domain/product'
import { productRow } from '#shared/domain/product-fixture'
import { commonName, offersOf, priceSpan, stockOfAll, variantsOf } from './variants'

const plaid = (sku: string, colour: string, size: string) =>
  productRow(sku, {
    name: `Плед «Карпаты», ${colour}`,
    group: '77',
    properties: [
      ['Цвет', colour],
      ['Размер', size],
      ['Состав', 'шерсть'],
    ] as Property[],
  })

describe('[C3] variants of one thing', () => {
  const found = [plaid('B', 'серый', '140×200'), productRow('KV'), plaid('A', 'молочный', '140×200'), plaid('C', 'молочный', '90×120')]

  test('stand as one where the first of them was found; a single one found, and what has no group, for itself', () => {
    expect(offersOf(found)).toEqual([
      { kind: 'group', group: '77', products: [found[0], found[2], found[3]] },
      { kind: 'product', product: found[1] },
    ])
    expect(offersOf(found.slice(0, 2))).toEqual(found.slice(0, 2).map((each) => ({ kind: 'product', product: each })))
    expect(offersOf([productRow('a'), productRow('b')])).toHaveLength(2)
  })

  test('are called by the words they share', () => {
    expect(commonName([plaid('A', 'молочный', ''), plaid('B', 'серый', '')])).toBe('Плед «Карпаты»')
    expect(commonName([productRow('A', { name: 'Футболка' }), productRow('B', { name: 'Футболка' })])).toBe('Футболка')
    expect(commonName([productRow('A', { name: 'Синяя' }), productRow('B', { name: 'Белая' })])).toBe('Синяя')
  })

  test('are told apart by the properties that differ, sizes in the order of their numbers', () => {
    const variants = variantsOf(found.filter(({ group }) => group === '77'))
    expect(variants.map(({ label }) => label)).toEqual(['молочный · 90×120', 'молочный · 140×200', 'серый · 140×200'])
    const shoes = ['41', '9', '36'].map((size) => productRow(size, { name: 'Кеды', properties: [['Размер', size]] }))
    expect(variantsOf(shoes).map(({ label }) => label)).toEqual(['9', '36', '41'])
  })

  test('where no property differs, by the rest of the name, and at last by the SKU', () => {
    const cups = ['белая', 'синяя'].map((colour) => productRow(colour, { name: `Чашка (${colour})` }))
    expect(variantsOf(cups).map(({ label }) => label)).toEqual(['белая', 'синяя'])
    expect(variantsOf([productRow('A', { name: 'Чашка' }), productRow('B', { name: 'Чашка' })]).map(({ label }) => label)).toEqual([
      'A',
      'B',
    ])
  })

  test('cost from the least of their prices, unless these are in several currencies; pieces count where all are counted', () => {
    const price = (minor: number, currency = 'UAH') => productRow('p', { price: { minor, currency } })
    expect(priceSpan([price(500), price(300), productRow('none')])).toEqual({ least: { minor: 300, currency: 'UAH' }, isOne: false })
    expect(priceSpan([price(300), price(300)])).toMatchObject({ isOne: true })
    expect([priceSpan([price(1), price(1, 'USD')]), priceSpan([productRow('none')])]).toEqual([null, null])
    expect(stockOfAll([productRow('a', { stock: 2 }), productRow('b', { stock: 3 })])).toBe(5)
    expect(stockOfAll([productRow('a', { stock: 2 }), productRow('b')])).toBeNull()
  })
})
