/** Which products this device holds: all of them, as far as there is room. Runs inside the transactions that write rows. */
import type { Id } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { MAX_HELD_PRODUCTS } from '#shared/domain/window'
import { indexProducts } from './product-index'
import type { Replica } from './replica'

/** The one row of the replica's `productShelf`. Kept, because counting fifty thousand rows takes a while. */
export interface Shelf {
  readonly key: 'shelf'
  readonly held: number
  /** As many as may be held. */
  readonly limit: number
  /** Nothing had to be left out. */
  readonly isWhole: boolean
}

type Tables = Pick<Replica, 'products' | 'productIndex' | 'productShelf'>

export const readShelf = async ({ productShelf }: Pick<Replica, 'productShelf'>): Promise<Shelf> =>
  (await productShelf.get('shelf')) ?? { key: 'shelf', held: 0, limit: MAX_HELD_PRODUCTS, isWhole: true }

/** What is no longer sold is not held, nor what does not fit: that is found through the server. */
export async function holdProducts(replica: Tables, rows: readonly Product[]): Promise<void> {
  const shelf = await readShelf(replica)
  const sold = rows.filter(({ isRemoved }) => !isRemoved)
  const before = await replica.products.bulkGet(sold.map(({ id }) => id))
  let room = Math.max(shelf.limit - shelf.held, 0)
  const isKept = sold.map((_, index) => {
    if (before[index]) return true
    room -= 1
    return room >= 0
  })
  const kept = sold.filter((_, index) => isKept[index])
  const known = before.filter((_, index) => isKept[index])
  await replica.products.bulkPut(kept)
  await indexProducts(replica, kept, known)
  const held = shelf.held + known.filter((row) => !row).length
  await replica.productShelf.put({ ...shelf, held, isWhole: shelf.isWhole && kept.length === sold.length })
  await forgetProducts(
    replica,
    rows.filter(({ isRemoved }) => isRemoved).map(({ id }) => id),
  )
}

export async function forgetProducts(replica: Tables, ids: readonly Id[]): Promise<void> {
  const there = (await replica.products.bulkGet([...ids])).flatMap((row) => row?.id ?? [])
  if (there.length === 0) return
  await replica.products.bulkDelete(there)
  const shelf = await readShelf(replica)
  await replica.productShelf.put({ ...shelf, held: shelf.held - there.length })
}

/** Room is to be made: half of the catalogue goes, and does not come back by itself. @returns how many went. */
export async function halveShelf(replica: Tables): Promise<number> {
  const held = await replica.products.toCollection().primaryKeys()
  const gone = held.slice(Math.floor(held.length / 2))
  await replica.products.bulkDelete(gone)
  const left = held.length - gone.length
  if (gone.length > 0) await replica.productShelf.put({ key: 'shelf', held: left, limit: left, isWhole: false })
  return gone.length
}
