/** A price list that is to be taken into the catalogue: what the server found in it, as the screen shows it. */
import * as v from 'valibot'
import { Money } from './money'

/** Bytes of a file: 50,000 products with descriptions are some 80 MB. */
export const MAX_LIST_BYTES = 200 * 1024 * 1024
export const MAX_LIST_PRODUCTS = 100_000

/** What a column of a table says. `warehouse`: pieces in one place, which the title names. */
export const COLUMNS = [
  'skip',
  'sku',
  'name',
  'barcode',
  'price',
  'currency',
  'stock',
  'warehouse',
  'description',
  'category',
  'group',
  'picture',
  'property',
] as const
export const Column = v.picklist(COLUMNS)
export type Column = v.InferOutput<typeof Column>

/** Why a line is left out: no or a bad SKU, no name, a price that is no number, another field, an SKU for the second time, no sense at all. */
export const LIST_PROBLEMS = ['sku', 'name', 'price', 'other', 'repeated', 'unreadable'] as const
export const ListProblem = v.picklist(LIST_PROBLEMS)
export type ListProblem = v.InferOutput<typeof ListProblem>

/** How a list is to be read. */
export const ListReading = v.object({
  /** Of a table, in order; null: by their titles. */
  columns: v.nullable(v.pipe(v.array(Column), v.maxLength(200))),
  /** What names a product in a YML: the maker's code, or the shop's own number. */
  skuFrom: v.picklist(['vendorCode', 'id']),
})
export type ListReading = v.InferOutput<typeof ListReading>

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const ListPreview = v.object({
  format: v.picklist(['csv', 'yml']),
  added: Count,
  changed: Count,
  same: Count,
  problems: Count,
  /** Of a table: its titles, and what each column is taken for. */
  columns: v.array(v.object({ title: v.string(), column: Column })),
  /** The first of those that are added or changed. */
  sample: v.array(
    v.object({
      sku: v.string(),
      name: v.string(),
      effect: v.picklist(['added', 'changed']),
      price: v.nullable(Money),
      /** What it costs until now; null: nothing, or it is new. */
      priceBefore: v.nullable(Money),
      stock: v.nullable(v.number()),
    }),
  ),
  /** The first of them, by line. */
  bad: v.array(v.object({ line: Count, problem: ListProblem })),
})
export type ListPreview = v.InferOutput<typeof ListPreview>

/** How far it is. `done` and `total` count bytes while it is read, products while it is taken in. */
export const ListState = v.object({
  phase: v.picklist(['waiting', 'reading', 'ready', 'applying', 'done', 'failed']),
  done: Count,
  total: Count,
  preview: v.nullable(ListPreview),
})
export type ListState = v.InferOutput<typeof ListState>
