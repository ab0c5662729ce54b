/** What a product is found by, and which stands first: one rule for the device and for the server. */
import { foldText } from '../lib/text'
import type { Product } from './product'

/** Products of one answer: more than anybody reads; whoever sees so many writes another word. */
export const MAX_FOUND_PRODUCTS = 60

/** Of one thing: sizes times colours. */
export const MAX_VARIANTS = 200

/** Each is an entry of a device's index, which is most of the work of storing a product. */
const MAX_WORDS = 24
const MAX_WORD_CHARS = 24
/** Operators read out the end of a barcode. */
const BARCODE_TAIL = 4

export const wordsOf = (text: string): readonly string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** The SKU as a whole and in its parts, then name, barcode and properties: the first so many different ones. */
export function productWords({ sku, barcode, name, properties }: Product): readonly string[] {
  const whole = wordsOf(sku).join('')
  const barcodes = barcode === '' ? [] : [barcode, barcode.slice(-BARCODE_TAIL)]
  const all = [whole, ...wordsOf(sku), ...barcodes, ...wordsOf(name), ...properties.flatMap(([, value]) => wordsOf(value))]
  return [...new Set(all.map((word) => word.slice(0, MAX_WORD_CHARS)))].slice(0, MAX_WORDS)
}

/** Every word of the question begins some word of the product. */
export const hasWords = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((prefix) => words.some((word) => word.startsWith(prefix)))

/** The SKU or barcode itself, then names that begin with what was typed, then what is in stock. */
export function byFit(variants: readonly (readonly string[])[]): (a: Product, b: Product) => number {
  const rank = ({ sku, barcode, name, stock }: Product) => {
    const code = [wordsOf(sku).join(''), barcode]
    const isCode = variants.some((words) => code.includes(words.join('')))
    const isName = variants.some((words) => words[0] !== undefined && wordsOf(name)[0]?.startsWith(words[0]))
    return Number(isCode) * 4 + Number(isName) * 2 + Number(stock === null || stock > 0)
  }
  return (a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}
