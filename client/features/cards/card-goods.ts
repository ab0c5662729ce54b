/** Products as lines of a card. Pure. */
import { type CardLine, MAX_LINE_PRICE, MAX_QUANTITY } from '#shared/domain/card'
import type { Product } from '#shared/domain/product'

type Goods = Pick<Product, 'sku' | 'name' | 'price'>

/** A price beyond what sums can hold is left out rather than falsified. */
export const lineOf = ({ sku, name, price }: Goods, quantity = 1): CardLine => ({
  sku,
  name,
  quantity,
  price: price && price.minor <= MAX_LINE_PRICE ? price : null,
})

/** Another variant in place of one that was chosen, as many of it; one that has a line already is more of that. */
export function withVariant(lines: readonly CardLine[], sku: string, variant: Goods): CardLine[] {
  const replaced = lines.find((line) => line.sku === sku)
  if (!replaced || sku === variant.sku) return [...lines]
  const known = lines.find((line) => line.sku === variant.sku)
  if (!known) return lines.map((line) => (line === replaced ? lineOf(variant, line.quantity) : line))
  const more = { ...known, quantity: Math.min(known.quantity + replaced.quantity, MAX_QUANTITY) }
  return lines.flatMap((line) => (line === replaced ? [] : [line === known ? more : line]))
}
