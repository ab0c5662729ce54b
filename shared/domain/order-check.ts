/** An order against the catalogue: where its lines were written on something else than what stands there now. Pure. */
import type { Difference, OrderLine } from './order'
import type { Product } from './product'

/**
 * @param product as the catalogue has it now; undefined: it is not known here, which says nothing.
 * A price differs when it is not what the operator saw, whatever was agreed with the customer. Stock differs when it no
 * longer suffices and had sufficed then: who sold more than there was knew it.
 */
export function differencesOf(line: OrderLine, product: Product | undefined, currency: string): readonly Difference[] {
  const { id: lineId, listed } = line
  if (!listed || !product) return []
  if (product.isRemoved) return [{ lineId, kind: 'removed', was: null, now: null }]
  const now = listedOf(product, currency)
  const found: Difference[] = []
  if (now.price !== listed.price) found.push({ lineId, kind: 'price', was: listed.price, now: now.price })
  const suffices = (stock: number | null) => stock === null || stock >= line.quantity
  if (!suffices(now.stock) && suffices(listed.stock)) found.push({ lineId, kind: 'stock', was: listed.stock, now: now.stock })
  return found
}

/** What the catalogue says of a product to an order in this currency. */
export const listedOf = ({ price, stock }: Pick<Product, 'price' | 'stock'>, currency: string): NonNullable<OrderLine['listed']> => ({
  price: price?.currency === currency ? price.minor : null,
  stock,
})

/**
 * The line once somebody has decided about a difference. `mine`: it stays as agreed, on what is known now. `catalogue`: it
 * takes the catalogue's price, or as many as there are.
 * @returns null when nothing of the line is left.
 */
export function settledLine(line: OrderLine, { kind, now }: Difference, take: 'mine' | 'catalogue'): OrderLine | null {
  const listed = line.listed && kind !== 'removed' ? { ...line.listed, [kind]: now } : null
  if (take === 'mine') return { ...line, listed }
  switch (kind) {
    case 'price':
      return { ...line, listed, price: now ?? line.price }
    case 'stock':
      return (now ?? 0) > 0 ? { ...line, listed, quantity: now ?? line.quantity } : null
    case 'removed':
      return null
  }
}
