import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { MAX_VARIANTS } from '#shared/domain/product-search'
import type { ConnectionState } from './contract'
import { createLiveBy, createLiveOf } from './live'
import { groupWord, idsWith, readLines } from './product-index'
import { readShelf } from './product-shelf'
import { askForProducts } from './products-there'
import { readPosition } from './replica'
import { look, type Store } from './view'

/** All variants of one thing: those on this device, and where it does not hold the whole catalogue, those of the server. */
export function createVariants(
  store: Store,
  connection: Accessor<ConnectionState>,
  group: Accessor<string | null>,
): Accessor<readonly Product[]> {
  const [there, setThere] = createSignal<readonly Product[]>([])
  const found = createLiveBy(createMemo(group), (wanted) => readVariants(store, wanted ?? ''))
  const here = () => found() ?? NOT_READ
  const canAsk = createMemo(() => connection().phase === 'live' && !here().isWhole)
  createEffect(
    on([createMemo(group), canAsk], ([wanted, can]) => {
      setThere([])
      if (!can || !wanted) return
      const abort = new AbortController()
      const ask = async () => {
        const products = await askForProducts({ group: wanted }, abort.signal)
        if (!abort.signal.aborted) setThere(products)
      }
      void ask()
      onCleanup(() => abort.abort())
    }),
  )
  return createMemo(() => {
    const held = new Set(here().products.map(({ id }) => id))
    return [...here().products, ...there().filter(({ id, group: theirs }) => theirs === group() && !held.has(id))]
  })
}

interface Found {
  readonly products: readonly Product[]
  /** The device holds the whole catalogue. */
  readonly isWhole: boolean
}

const NOT_READ: Found = { products: [], isWhole: true }

export async function readVariants(store: Store, group: string): Promise<Found> {
  const { replica } = store
  if (group === '') return { products: [], isWhole: true }
  const [texts, shelf] = await Promise.all([readLines(replica), readShelf(replica)])
  return look(store, async ({ overlay }) => {
    const position = await readPosition(replica)
    const rows = await replica.products.bulkGet([...idsWith(texts, [groupWord(group)], MAX_VARIANTS)])
    const guessed = new Map(overlay.all('product').map((product) => [product.id, product]))
    const known = rows.flatMap((product) => (product && !guessed.has(product.id) ? [product] : []))
    const products = [...known, ...guessed.values()].filter((product) => product.group === group && !product.isRemoved)
    return { products, isWhole: position.epoch !== null && shelf.isWhole }
  })
}

/** Products of this device by their ids. */
export function createProducts(store: Store, ids: Accessor<readonly Id[]>): Accessor<ReadonlyMap<Id, Product>> {
  const [products, setProducts] = createSignal<ReadonlyMap<Id, Product>>(new Map())
  const wanted = createMemo(ids, [], { equals: (a, b) => a.join(' ') === b.join(' ') })
  createLiveOf(wanted, (asked) => readProducts(store, asked), setProducts)
  return products
}

const readProducts = (store: Store, ids: readonly Id[]): Promise<ReadonlyMap<Id, Product>> =>
  look(store, async ({ overlay }) => {
    const stored = await store.replica.products.bulkGet([...ids])
    const found = ids.flatMap((id, index) => overlay.get('product', id) ?? stored[index] ?? [])
    return new Map(found.map((product) => [product.id, product]))
  })
