import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { byFit, hasWords, MAX_FOUND_PRODUCTS, productWords, wordsOf } from '#shared/domain/product-search'
import { searchVariants } from '#shared/lib/text'
import type { ConnectionState } from './contract'
import type { ProductResults } from './contract-shop'
import { createLiveBy } from './live'
import { idsWith, readLines } from './product-index'
import { readShelf } from './product-shelf'
import { askForProducts } from './products-there'
import type { Replica } from './replica'
import { readPosition } from './replica'
import { look, type Store } from './view'

/** Products read for one answer, of which the best are shown. */
const MAX_CANDIDATES = 100

/** Typing that pauses this long is a question to the server; the device answers every letter. Milliseconds. */
const PAUSE_MS = 250

export function createProductSearch(
  store: Store,
  connection: Accessor<ConnectionState>,
  query: Accessor<string>,
  recent: Accessor<readonly Id[]>,
): Accessor<ProductResults> {
  const [there, setThere] = createSignal<{ readonly query: string; readonly products: readonly Product[] }>({ query: '', products: [] })
  const found = createLiveBy(
    () => ({ query: query(), recent: recent() }),
    ({ query: asked, recent: ids }) => searchProducts(store, asked, ids),
  )
  const here = () => found() ?? NOT_READ
  const isLive = createMemo(() => connection().phase === 'live')
  /** Only where something may be missing here. */
  const lacks = createMemo(() => !here().isWhole && here().products.length < MAX_FOUND_PRODUCTS)
  createEffect(
    on([query, isLive, lacks], ([asked, canAsk, isWanted]) => {
      if (!canAsk || !isWanted || asked.trim() === '') return
      const abort = new AbortController()
      const ask = async () => {
        const products = await askForProducts({ q: asked }, abort.signal)
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

const NOT_READ: Found = { products: [], isLoading: true, hasCatalogue: true, isWhole: true }

/** Products by SKU, barcode, name and properties; the lately used ones when nothing is asked. */
export async function searchProducts(store: Store, query: string, recent: readonly Id[]): Promise<Found> {
  const { replica } = store
  // Looked through before the rows are: a line that is too old or too new is put right by its row.
  const [texts, shelf] = await Promise.all([readLines(replica), readShelf(replica)])
  return look(store, async ({ overlay }) => {
    const position = await readPosition(replica)
    const guessed = overlay.all('product')
    const isGuessed = new Set(guessed.map(({ id }) => id))
    const own = guessed.filter(({ isRemoved }) => !isRemoved)
    const variants = searchVariants(query).map(wordsOf)
    const stored = variants.length === 0 ? await first(replica, recent) : await firstFound(replica, texts, variants)
    const isMeant = (product: Product) => variants.some((words) => words.length > 0 && hasWords(productWords(product), words))
    const found = [...own.filter((product) => variants.length === 0 || isMeant(product)), ...stored.filter(({ id }) => !isGuessed.has(id))]
    const products = variants.length === 0 ? found : [...found].sort(byFit(variants))
    return {
      products: products.slice(0, MAX_FOUND_PRODUCTS),
      isLoading: false,
      hasCatalogue: own.length + shelf.held > 0,
      isWhole: position.epoch !== null && shelf.isWhole,
    }
  })
}

/** The words as typed count first; as another keyboard layout gives them only when those find nothing. */
async function firstFound(
  replica: Replica,
  texts: readonly string[],
  variants: readonly (readonly string[])[],
): Promise<readonly Product[]> {
  for (const words of variants) {
    const ids = idsWith(texts, words, MAX_CANDIDATES)
    const rows = await replica.products.bulkGet([...ids])
    const found = rows.flatMap((row) => (row && hasWords(productWords(row), words) ? [row] : []))
    if (found.length > 0) return found
  }
  return []
}

async function first(replica: Replica, recent: readonly Id[]): Promise<readonly Product[]> {
  const used = (await replica.products.bulkGet([...recent])).flatMap((product) => product ?? [])
  const others = await replica.products.limit(MAX_FOUND_PRODUCTS).toArray()
  return [...new Map([...used, ...others].map((product) => [product.id, product])).values()]
}
