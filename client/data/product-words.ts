/** The words a product is found by, kept beside its row in an index: a prefix of a word is one stretch of it. */
import type { Product } from '#shared/domain/product'
import { foldText } from '#shared/lib/text'
import type { Replica } from './replica'

/** A row of the replica's `products`. */
export interface HeldProduct extends Product {
  readonly words: readonly string[]
}

/** Each is an entry of the index, which is most of the work of storing a product. */
const MAX_WORDS = 24
const MAX_WORD_CHARS = 24
/** Operators read out the end of a barcode. */
const BARCODE_TAIL = 4

export const wordsOf = (text: string): readonly string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** The SKU as a whole and in its parts, then name, barcode and properties: the first so many different ones. */
export function heldProduct(product: Product): HeldProduct {
  const { sku, barcode, name, properties } = product
  const whole = wordsOf(sku).join('')
  const barcodes = barcode === '' ? [] : [barcode, barcode.slice(-BARCODE_TAIL)]
  const all = [whole, ...wordsOf(sku), ...barcodes, ...wordsOf(name), ...properties.flatMap(([, value]) => wordsOf(value))]
  return { ...product, words: [...new Set(all.map((word) => word.slice(0, MAX_WORD_CHARS)))].slice(0, MAX_WORDS) }
}

/** What is no longer sold is not held. */
export async function holdProducts({ products }: Pick<Replica, 'products'>, rows: readonly Product[]): Promise<void> {
  await products.bulkPut(rows.filter(({ isRemoved }) => !isRemoved).map(heldProduct))
  await products.bulkDelete(rows.filter(({ isRemoved }) => isRemoved).map(({ id }) => id))
}

/** Every word of the question begins some word of the product. */
export const hasWords = ({ words }: HeldProduct, wanted: readonly string[]): boolean =>
  wanted.every((prefix) => words.some((word) => word.startsWith(prefix)))
