import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { byFit, hasWords, MAX_FOUND_PRODUCTS, wordsOf } from '#shared/domain/product-search'
import { MAX_HELD_PRODUCTS } from '#shared/domain/window'
import { searchVariants } from '#shared/lib/text'
import type { ConnectionState } from './contract'
import type { ProductResults } from './contract-shop'
import { createLiveOf } from './live'
import { type HeldProduct, heldProduct } from './product-words'
import { askForProducts } from './products-there'
import type { Replica } from './replica'
import { readPosition } from './replica'
import { look, type Store } from './view'

/** A word this short begins too many others to be looked up; it only narrows what longer ones found. */
const MIN_INDEXED_CHARS = 2

/** Typing that pauses this long is a question to the server; the device answers every letter. Milliseconds. */
const PAUSE_MS = 250

export function createProductSearch(
  store: Store,
  connection: Accessor<ConnectionState>,
  query: Accessor<string>,
  recent: Accessor<readonly Id[]>,
): Accessor<ProductResults> {
  const [here, setHere] = createSignal<Found>({ products: [], isLoading: true, hasCatalogue: true, isWhole: true })
  const [there, setThere] = createSignal<{ readonly query: string; readonly products: readonly Product[] }>({ query: '', products: [] })
  createLiveOf(
    () => ({ query: query(), recent: recent() }),
    ({ query: asked, recent: ids }) => searchProducts(store, asked, ids),
    setHere,
  )
  const isLive = createMemo(() => connection().phase === 'live')
  /** Only where something may be missing here. */
  const lacks = createMemo(() => !here().isWhole && here().products.length < MAX_FOUND_PRODUCTS)
  createEffect(
    on([query, isLive, lacks], ([asked, canAsk, isWanted]) => {
      if (!canAsk || !isWanted || asked.trim() === '') return
      const abort = new AbortController()
      const ask = async () => {
        const products = await askForProducts(asked, abort.signal)
        if (!abort.signal.aborted) setThere({ query: asked, products })
      }
      const timer = setTimeout(() => void ask(), PAUSE_MS)
      onCleanup(() => {
        clearTimeout(timer)
        abort.abort()
      })
    }),
  )
  return createMemo((): ProductResults => {
    const { products, isLoading, hasCatalogue } = here()
    if (there().query !== query() || there().products.length === 0) return { products, isLoading, hasCatalogue }
    const held = new Set(products.map(({ id }) => id))
    const more = there().products.filter(({ id }) => !held.has(id))
    return { products: [...products, ...more].slice(0, MAX_FOUND_PRODUCTS), isLoading, hasCatalogue: true }
  })
}

interface Found extends ProductResults {
  /** The device holds the whole catalogue. */
  readonly isWhole: boolean
}

/** Products by SKU, barcode, name and properties; the lately used ones when nothing is asked. */
export async function searchProducts(store: Store, query: string, recent: readonly Id[]): Promise<Found> {
  return look(store, async ({ overlay }) => {
    const { replica } = store
    const position = await readPosition(replica)
    const guessed = overlay.all('product')
    const isGuessed = new Set(guessed.map(({ id }) => id))
    const own = guessed.filter(({ isRemoved }) => !isRemoved).map(heldProduct)
    const count = await replica.products.count()
    const isWhole = position.epoch !== null && count < (position.productLimit ?? MAX_HELD_PRODUCTS)
    const variants = searchVariants(query).map(wordsOf)
    const stored = variants.length === 0 ? await first(replica, recent) : await firstFound(replica, variants)
    const found = [
      ...own.filter((product) => variants.length === 0 || variants.some((words) => words.length > 0 && hasWords(product.words, words))),
      ...stored.filter(({ id }) => !isGuessed.has(id)),
    ]
    const products = variants.length === 0 ? found : [...found].sort(byFit(variants))
    return { products: products.slice(0, MAX_FOUND_PRODUCTS), isLoading: false, hasCatalogue: own.length + count > 0, isWhole }
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
  if (indexed.length === 0) return (await withWord(replica, words[0] ?? '')).filter((product) => hasWords(product.words, words))
  const keys = await Promise.all(indexed.map((word) => replica.products.where('words').startsWith(word).primaryKeys()))
  const [rarest = [], ...others] = keys.sort((a, b) => a.length - b.length).map((each) => [...new Set(each)])
  const sets = others.map((each) => new Set(each))
  const both = rarest.filter((id) => sets.every((ids) => ids.has(id)))
  const isWhole = indexed.length === words.length
  const rows = await replica.products.bulkGet(isWhole ? both.slice(0, MAX_FOUND_PRODUCTS) : both.slice(0, MAX_FOUND_PRODUCTS * 10))
  return rows.flatMap((row) => (row && hasWords(row.words, words) ? [row] : []))
}

/** Whole words before beginnings: an SKU typed to its end is what was meant. */
async function withWord(replica: Replica, word: string): Promise<readonly HeldProduct[]> {
  const whole = await replica.products.where('words').equals(word).limit(MAX_FOUND_PRODUCTS).toArray()
  if (whole.length === MAX_FOUND_PRODUCTS) return whole
  const begun = await replica.products
    .where('words')
    .startsWith(word)
    .limit(MAX_FOUND_PRODUCTS * 2)
    .toArray()
  return [...new Map([...whole, ...begun].map((product) => [product.id, product])).values()]
}

async function first(replica: Replica, recent: readonly Id[]): Promise<readonly HeldProduct[]> {
  const used = (await replica.products.bulkGet([...recent])).flatMap((product) => product ?? [])
  const others = await replica.products.limit(MAX_FOUND_PRODUCTS).toArray()
  return [...new Map([...used, ...others].map((product) => [product.id, product])).values()]
}
