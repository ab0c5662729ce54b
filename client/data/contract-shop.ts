/** What the screen may know of goods and orders. */
import type { Accessor } from 'solid-js'
import type { Card } from '#shared/domain/card'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Order } from '#shared/domain/order'
import type { Product } from '#shared/domain/product'

export interface ProductResults {
  readonly products: readonly Product[]
  readonly isLoading: boolean
  /** There is a catalogue at all. */
  readonly hasCatalogue: boolean
}

export interface OrderRow {
  readonly order: Order
  /** The server has taken it in, so its number is its own. */
  readonly isNumbered: boolean
}

/** A few of each kind. */
export interface ShopFindings {
  readonly customers: readonly Customer[]
  readonly orders: readonly OrderRow[]
  readonly cards: readonly { readonly card: Card; readonly stage: string }[]
}

export interface ShopData {
  /** `recent`: ids shown first when nothing is asked. */
  createProductSearch(query: Accessor<string>, recent: Accessor<readonly Id[]>): Accessor<ProductResults>
  /** Variants of one thing, in no order; null: of none. */
  createVariants(group: Accessor<string | null>): Accessor<readonly Product[]>
  /** Those of them that are on this device and sold. */
  createProducts(ids: Accessor<readonly Id[]>): Accessor<ReadonlyMap<Id, Product>>
  /** Orders on this device, newest first, of one person or of everybody (null); undefined while they are being read. */
  createOrders(contactId: Accessor<Id | null>): Accessor<readonly OrderRow[] | undefined>
  /** Null: not on this device; undefined: being read. */
  createOrder(id: Accessor<Id | null>): Accessor<OrderRow | null | undefined>
  /** Saved customers, orders and cards on this device that are called so, or have this number or phone. */
  findShop(text: string): Promise<ShopFindings>
}
