import * as v from 'valibot'
import { Attachment } from './attachment'
import { Id } from './id'
import { Instant } from './item'
import { Money } from './money'

export const MAX_PROPERTIES = 20
export const MAX_PRODUCT_PICTURES = 5
export const MAX_PROPERTY_NAME_CHARS = 60
export const MAX_PROPERTY_VALUE_CHARS = 200
const MAX_WAREHOUSES = 20

export const Sku = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))
export const Barcode = v.pipe(v.string(), v.trim(), v.maxLength(64))
export const ProductName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
export const Property = v.tuple([
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_PROPERTY_NAME_CHARS)),
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_PROPERTY_VALUE_CHARS)),
])
export type Property = v.InferOutput<typeof Property>

/** Pieces that lie in one place, by its name. */
export const WarehouseStock = v.tuple([v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)), v.pipe(v.number(), v.safeInteger())])
export type WarehouseStock = v.InferOutput<typeof WarehouseStock>

/** A picture that Okno keeps, or one that lies at the shop's own address. */
export const ProductPicture = v.union([
  v.object({ file: Attachment }),
  v.object({ url: v.pipe(v.string(), v.url(), v.regex(/^https?:/i), v.maxLength(1000)) }),
])
export type ProductPicture = v.InferOutput<typeof ProductPicture>

/** What a product is said to be; all of it but `sku` may be left as it was. */
export const productFields = {
  barcode: Barcode,
  name: ProductName,
  properties: v.pipe(v.array(Property), v.maxLength(MAX_PROPERTIES)),
  description: v.pipe(v.string(), v.trim(), v.maxLength(4000)),
  price: v.nullable(Money),
  pictures: v.pipe(v.array(ProductPicture), v.maxLength(MAX_PRODUCT_PICTURES)),
  /** Pieces in all; null: not counted. Where warehouses are known, their sum. */
  stock: v.nullable(v.pipe(v.number(), v.safeInteger())),
  /** Empty: it is not known where they lie. */
  stocks: v.pipe(v.array(WarehouseStock), v.maxLength(MAX_WAREHOUSES)),
  /** Variants of one thing share it: sizes, colours. Empty: there are none. */
  group: v.pipe(v.string(), v.trim(), v.maxLength(60)),
  /** From the top down, with « / » between. */
  category: v.pipe(v.string(), v.trim(), v.maxLength(200)),
}

export const Product = v.object({
  /** See {@link productId}. */
  id: Id,
  sku: Sku,
  ...productFields,
  // Rows of an older time have none of these.
  stocks: v.optional(productFields.stocks, []),
  group: v.optional(productFields.group, ''),
  category: v.optional(productFields.category, ''),
  /** No longer sold. The row stays for orders that name it; devices do not hold it. */
  isRemoved: v.boolean(),
  updatedAt: Instant,
})
export type Product = v.InferOutput<typeof Product>

/** Longest id a product may get; an SKU of letters beyond ASCII takes five characters for each. */
const MAX_ID_CHARS = 160

/**
 * A product is named by its SKU, so that a price list read twice, or on two devices, makes each of them once.
 * @returns null for an SKU too long to be an id.
 */
export function productId(sku: string): Id | null {
  const id = [...sku.trim()].map(idLetter).join('')
  return id.length > 0 && id.length <= MAX_ID_CHARS ? id : null
}

function idLetter(letter: string): string {
  if (/^[A-Za-z0-9_-]$/.test(letter)) return letter
  return `.${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
}
