import * as v from 'valibot'
import { canAdminister } from '../domain/permissions'
import { type Product, productFields, productId, Sku } from '../domain/product'
import { change, type Ref } from '../domain/row'
import { command, done, rejected } from './spec'

export const MAX_UPSERT_PRODUCTS = 25
/** Characters of all products together, so that the command fits into a frame whatever its letters. */
export const MAX_UPSERT_CHARS = 60_000

/** What a price list says of one product: a field that it does not have stays as it is. */
export const ProductEntry = v.object({ sku: Sku, ...v.partial(v.object(productFields)).entries })
export type ProductEntry = v.InferOutput<typeof ProductEntry>

const lane = (): string => 'products'
const EMPTY = { barcode: '', properties: [], description: '', price: null, pictures: [], stock: null, stocks: [], group: '', category: '' }

/** Adds products and changes those of the same SKU. One that the list leaves as it was does not travel again. */
export const upsert = command({
  args: v.object({
    products: v.pipe(
      v.array(ProductEntry),
      v.minLength(1),
      v.maxLength(MAX_UPSERT_PRODUCTS),
      v.check((products) => JSON.stringify(products).length <= MAX_UPSERT_CHARS, 'Too much for one command'),
      v.check((products) => products.every(({ sku }) => productId(sku) !== null), 'An SKU is too long'),
    ),
  }),
  lane,
  refs: ({ products }) => products.flatMap(({ sku }): Ref[] => refsOf(productId(sku))),
  apply({ products }, { actor, world, now }) {
    if (!canAdminister(actor.role)) return rejected('forbidden')
    // A list may name an SKU twice: what is said last counts.
    const edited = new Map<string, Product>()
    for (const entry of products) {
      const id = productId(entry.sku) ?? ''
      const before = edited.get(id) ?? world.get('product', id)
      const after = withEntry(before, entry, now)
      if (!after) return rejected('invalid')
      edited.set(id, after)
    }
    const changed = [...edited.values()].filter((product) => !isSame(world.get('product', product.id), product))
    return done(...changed.map((product) => change('product', { ...product, updatedAt: now })))
  },
})

/** What an entry of a price list makes of a product. @returns null for a new one without a name, or an SKU that is too long. */
function withEntry(before: Product | undefined, { sku, ...fields }: ProductEntry, now: number): Product | null {
  const id = productId(sku)
  const name = fields.name ?? before?.name
  if (id === null || name === undefined) return null
  const stock = fields.stocks && fields.stocks.length > 0 ? { stock: fields.stocks.reduce((sum, [, count]) => sum + count, 0) } : {}
  return { ...EMPTY, ...before, ...fields, ...stock, name, id, sku, isRemoved: false, updatedAt: before?.updatedAt ?? now }
}

/** What {@link upsert} would do with one entry: asked before a price list is taken in. */
export function effectOf(before: Product | undefined, entry: ProductEntry): 'added' | 'changed' | 'same' | 'unnamed' {
  const after = withEntry(before, entry, 0)
  if (!after) return 'unnamed'
  if (!before) return 'added'
  return isSame(before, after) ? 'same' : 'changed'
}

/** Takes products out of the catalogue, or brings them back. */
export const remove = command({
  args: v.object({ skus: v.pipe(v.array(Sku), v.minLength(1), v.maxLength(MAX_UPSERT_PRODUCTS)), isRemoved: v.boolean() }),
  lane,
  refs: ({ skus }) => skus.flatMap((sku): Ref[] => refsOf(productId(sku))),
  apply({ skus, isRemoved }, { actor, world, now }) {
    if (!canAdminister(actor.role)) return rejected('forbidden')
    const found = skus.flatMap((sku) => world.get('product', productId(sku) ?? '') ?? [])
    const changed = found.filter((product) => product.isRemoved !== isRemoved)
    return done(...changed.map((product) => change('product', { ...product, isRemoved, updatedAt: now })))
  },
})

const refsOf = (id: string | null): Ref[] => (id === null ? [] : [{ kind: 'product', id }])

/** Whatever the order of their fields: a row comes back from the database in the order it was written. */
function isSame(before: Product | undefined, after: Product): boolean {
  if (!before) return false
  const known: Product = { ...EMPTY, ...before }
  return (Object.keys(after) as (keyof Product)[]).every((field) => JSON.stringify(known[field]) === JSON.stringify(after[field]))
}
