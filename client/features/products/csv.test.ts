import { describe, expect, test } from 'vitest'
import { parseCommand } from '#shared/commands/catalogue'
import { guessColumns, parseCsv, portionsOf, readProducts } from './csv'

const read = (text: string) => {
  const rows = parseCsv(text)
  return readProducts(rows, guessColumns(rows[0] ?? []))
}

describe('[C3] a price list', () => {
  test('is read with any separator, quotes, line breaks in cells and a byte order mark', () => {
    expect(parseCsv('\ufeffa;b\r\n"x;""1""";"two\nlines"\r\n\r\n')).toEqual([
      ['a', 'b'],
      ['x;"1"', 'two\nlines'],
    ])
    expect(parseCsv('a\tb\n1\t2,5')).toEqual([
      ['a', 'b'],
      ['1', '2,5'],
    ])
    expect(parseCsv('a,b\n"1,2",3')[1]).toEqual(['1,2', '3'])
  })

  test('its columns are known by their titles; the rest are properties', () => {
    expect(guessColumns(['Артикул', 'Наименование', 'Цена, грн', 'Остаток', 'Цвет', 'Фото', 'Фото 2', ''])).toEqual([
      'sku',
      'name',
      'price',
      'stock',
      'property',
      'picture',
      'picture',
      'skip',
    ])
  })

  test('becomes products; a column that is not there leaves what is known', () => {
    const { products } = read('Артикул;Название;Цена;Остаток;Цвет\nPL-1;Плед;1 299,50 грн;4 шт;молочный\nKV-2;Ковёр;"2,500.00";;')
    expect(products).toEqual([
      { sku: 'PL-1', name: 'Плед', price: { minor: 129_950, currency: 'UAH' }, stock: 4, properties: [['Цвет', 'молочный']] },
      { sku: 'KV-2', name: 'Ковёр', price: { minor: 250_000, currency: 'UAH' }, stock: null, properties: [] },
    ])
  })

  test('lines that cannot be taken are named as a spreadsheet counts them', () => {
    expect(read('sku;name;price\nA;Плед;дорого\n;Без артикула;5\nB;Ковёр;5')).toMatchObject({ bad: [2, 3], products: [{ sku: 'B' }] })
  })

  test('travels in portions that each fit into one command', () => {
    const products = Array.from({ length: 120 }, (_, index) => ({ sku: `S${index}`, name: 'Плед', description: 'я'.repeat(index * 30) }))
    const portions = portionsOf(products)
    expect(portions.flat()).toEqual(products)
    for (const each of portions) expect(parseCommand({ id: 'c', type: 'product.upsert', args: { products: each } })).not.toBeNull()
  })
})
