import type { Product } from './product'

/** A product of which nothing is known but its SKU, for tests. */
export const productRow = (sku: string, more: Partial<Product> = {}): Product => ({
  id: sku,
  sku,
  barcode: '',
  name: sku,
  properties: [],
  description: '',
  price: null,
  pictures: [],
  stock: null,
  stocks: [],
  group: '',
  category: '',
  isRemoved: false,
  updatedAt: 0,
  ...more,
})
