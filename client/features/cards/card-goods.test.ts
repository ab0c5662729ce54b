import { describe, expect, test } from 'vitest'
import { MAX_LINE_PRICE } from '#shared/domain/card'
import { lineOf, withVariant } from './card-goods'

const goods = (sku: string, minor: number) => ({ sku, name: `Плед ${sku}`, price: { minor, currency: 'UAH' } })
const [milk, grey, rug] = [goods('PL-milk', 129_900), goods('PL-grey', 119_900), goods('KV-1', 540_000)]

describe('[K4] lines of a card', () => {
  test('another variant takes the place of the one chosen, as many of it, at its own price', () => {
    expect(withVariant([lineOf(milk, 3), lineOf(rug)], 'PL-milk', grey)).toEqual([lineOf(grey, 3), lineOf(rug)])
  })

  test('a variant that has a line already is more of that one', () => {
    expect(withVariant([lineOf(milk, 3), lineOf(rug), lineOf(grey, 2)], 'PL-milk', grey)).toEqual([lineOf(rug), lineOf(grey, 5)])
  })

  test('the same variant again changes nothing, nor does one of a line that has gone', () => {
    const lines = [lineOf(milk, 3)]
    expect(withVariant(lines, 'PL-milk', { ...milk, price: null })).toEqual(lines)
    expect(withVariant(lines, 'gone', grey)).toEqual(lines)
  })

  test('a price beyond what sums can hold is left out', () => {
    expect(lineOf(goods('PL', MAX_LINE_PRICE + 1)).price).toBeNull()
  })
})
