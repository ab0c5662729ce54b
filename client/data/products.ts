import { type Accessor, createSignal } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { searchVariants } from '#shared/lib/text'
import type { ProductResults } from './contract'
import { createLiveOf } from './live'
import { type HeldProduct, hasWords, heldProduct, wordsOf } from './product-words'
import type { Replica } from './replica'
import { look, type Store } from './view'

/** More than anybody reads; whoever sees so many writes another word. */
const MAX_FOUND = 60
/** A word this short begins too many others to be looked up; it only narrows what longer ones found. */
const MIN_INDEXED_CHARS = 2

export function createProductSearch(store: Store, query: Accessor<string>, recent: Accessor<readonly Id[]>): Accessor<ProductResults> {
  const [results, setResults] = createSignal<ProductResults>({ products: [], isLoading: true, hasCatalogue: true })
  createLiveOf(
    () => ({ query: query(), recent: recent() }),
    ({ query: asked, recent: ids }) => searchProducts(store, asked, ids),
    setResults,
  )
  return results
}

/** Products by SKU, barcode, name and properties; the lately used ones when nothing is asked. */
export async function searchProducts(store: Store, query: string, recent: readonly Id[]): Promise<ProductResults> {
  return look(store, async ({ overlay }) => {
    const { replica } = store
    const guessed = overlay.all('product')
    const isGuessed = new Set(guessed.map(({ id }) => id))
    const own = guessed.filter(({ isRemoved }) => !isRemoved).map(heldProduct)
    const isThere = own.length > 0 || (await replica.products.limit(1).count()) > 0
    const variants = searchVariants(query).map(wordsOf)
    const stored = variants.length === 0 ? await first(replica, recent) : await firstFound(replica, variants)
    const found = [
      ...own.filter((product) => variants.length === 0 || variants.some((words) => words.length > 0 && hasWords(product, words))),
      ...stored.filter(({ id }) => !isGuessed.has(id)),
    ]
    const products = variants.length === 0 ? found : [...found].sort(byFit(variants))
    return { products: products.slice(0, MAX_FOUND), isLoading: false, hasCatalogue: isThere }
  })
}

/** The words as typed count first; as another keyboard layout gives them only when those find nothing. */
async function firstFound(replica: Replica, variants: readonly (readonly string[])[]): Promise<readonly HeldProduct[]> {
  for (const words of variants) {
    const found = words.length === 0 ? [] : await withWords(replica, words)
    if (found.length > 0) return found
  }
  return []
}

async function withWords(replica: Replica, words: readonly string[]): Promise<readonly HeldProduct[]> {
  const indexed = words.filter((word) => word.length >= MIN_INDEXED_CHARS)
  const [only] = words
  if (words.length === 1 && only !== undefined) return withWord(replica, only)
  if (indexed.length === 0) return (await withWord(replica, words[0] ?? '')).filter((product) => hasWords(product, words))
  const keys = await Promise.all(indexed.map((word) => replica.products.where('words').startsWith(word).primaryKeys()))
  const [rarest = [], ...others] = keys.sort((a, b) => a.length - b.length).map((each) => [...new Set(each)])
  const sets = others.map((each) => new Set(each))
  const both = rarest.filter((id) => sets.every((ids) => ids.has(id)))
  const isWhole = indexed.length === words.length
  const rows = await replica.products.bulkGet(isWhole ? both.slice(0, MAX_FOUND) : both.slice(0, MAX_FOUND * 10))
  return rows.flatMap((row) => (row && hasWords(row, words) ? [row] : []))
}

/** Whole words before beginnings: an SKU typed to its end is what was meant. */
async function withWord(replica: Replica, word: string): Promise<readonly HeldProduct[]> {
  const whole = await replica.products.where('words').equals(word).limit(MAX_FOUND).toArray()
  if (whole.length === MAX_FOUND) return whole
  const begun = await replica.products
    .where('words')
    .startsWith(word)
    .limit(MAX_FOUND * 2)
    .toArray()
  return [...new Map([...whole, ...begun].map((product) => [product.id, product])).values()]
}

async function first(replica: Replica, recent: readonly Id[]): Promise<readonly HeldProduct[]> {
  const used = (await replica.products.bulkGet([...recent])).flatMap((product) => product ?? [])
  const others = await replica.products.limit(MAX_FOUND).toArray()
  return [...new Map([...used, ...others].map((product) => [product.id, product])).values()]
}

/** The SKU or barcode itself, then names that begin with what was typed, then what is in stock. */
function byFit(variants: readonly (readonly string[])[]): (a: Product, b: Product) => number {
  const rank = ({ sku, barcode, name, stock }: Product) => {
    const code = [wordsOf(sku).join(''), barcode]
    const isCode = variants.some((words) => code.includes(words.join('')))
    const isName = variants.some((words) => words[0] !== undefined && wordsOf(name)[0]?.startsWith(words[0]))
    return Number(isCode) * 4 + Number(isName) * 2 + Number(stock === null || stock > 0)
  }
  return (a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}
