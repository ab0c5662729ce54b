/** Products by SKU, barcode, name and property, for devices that do not hold all of them. */
import type { Product } from '#shared/domain/product'
import { byFit, hasWords, MAX_FOUND_PRODUCTS, MAX_VARIANTS, productWords, wordsOf } from '#shared/domain/product-search'
import { MAX_SEARCH_CHARS } from '#shared/domain/search'
import { searchVariants } from '#shared/lib/text'
import { signedIn } from '../auth/access'
import type { Who } from '../auth/who'
import { json } from '../http/answers'
import type { Route } from '../http/listen'
import type { Store } from '../store/port'

/** Entries of the index looked at: a word that many products have names the newest of them. */
const MAX_LOOKED_AT = 300

export function findProductsRoute({ who, store }: { who: Who; store: Pick<Store, 'rows' | 'search' | 'variantsOf'> }): Route {
  return {
    method: 'GET',
    path: '/api/products',
    handler: signedIn(who, async (request) => {
      const of = (name: string) => (request.query.get(name) ?? '').slice(0, MAX_SEARCH_CHARS)
      const products = of('group') === '' ? await findProducts(store, of('q')) : await findVariants(store, of('group'))
      return json({ products })
    }),
  }
}

export async function findProducts(store: Pick<Store, 'rows' | 'search'>, text: string): Promise<readonly Product[]> {
  const variants = searchVariants(text).map(wordsOf)
  const entries = await store.search.find({ kind: 'product', anyOf: variants, before: null, limit: MAX_LOOKED_AT })
  const stored = await store.rows(entries.map(({ id }) => ({ kind: 'product', id })))
  // The store returns what was written under the kind.
  const products = stored.flatMap(({ row }) => (row === null ? [] : [row as Product]))
  const found = products.filter((product) => !product.isRemoved && isMeant(product, variants))
  return found.sort(byFit(variants)).slice(0, MAX_FOUND_PRODUCTS)
}

/** Those that are sold. */
async function findVariants(store: Pick<Store, 'variantsOf'>, group: string): Promise<readonly Product[]> {
  // The store returns what was written under the kind.
  const products = (await store.variantsOf(group, MAX_VARIANTS)).map(({ row }) => row as Product)
  return products.filter(({ isRemoved }) => !isRemoved)
}

const isMeant = (product: Product, variants: readonly (readonly string[])[]): boolean =>
  variants.some((words) => words.length > 0 && hasWords(productWords(product), words))
