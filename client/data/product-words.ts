/** The words a product is found by, kept beside its row in an index: a prefix of a word is one stretch of it. */
import type { Product } from '#shared/domain/product'
import { productWords } from '#shared/domain/product-search'
import { MAX_HELD_PRODUCTS } from '#shared/domain/window'
import type { Replica } from './replica'

/** A row of the replica's `products`. */
export interface HeldProduct extends Product {
  readonly words: readonly string[]
}

export const heldProduct = (product: Product): HeldProduct => ({ ...product, words: productWords(product) })

/** What is no longer sold is not held, nor what does not fit: that is found through the server. */
export async function holdProducts(
  { products, position }: Pick<Replica, 'products' | 'position'>,
  rows: readonly Product[],
): Promise<void> {
  const sold = rows.filter(({ isRemoved }) => !isRemoved)
  const held = await products.bulkGet(sold.map(({ id }) => id))
  const limit = (await position.get('position'))?.productLimit ?? MAX_HELD_PRODUCTS
  let room = Math.max(limit - (await products.count()), 0)
  const kept = sold.filter((_, index) => {
    if (held[index]) return true
    room -= 1
    return room >= 0
  })
  await products.bulkPut(kept.map(heldProduct))
  await products.bulkDelete(rows.filter(({ isRemoved }) => isRemoved).map(({ id }) => id))
}
