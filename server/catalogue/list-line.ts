import * as v from 'valibot'
import { ProductEntry } from '#shared/commands/product'
import type { ListProblem } from '#shared/domain/price-list'
import { productId } from '#shared/domain/product'

/** What one line of a price list, or one offer of a YML, comes to. */
export type ListLine = { readonly line: number; readonly entry: ProductEntry } | { readonly line: number; readonly problem: ListProblem }

/** Stands for a value that cannot be read: it passes no schema, so the line is a bad one. */
export const UNREADABLE = Symbol('unreadable')

export function lineOf(line: number, raw: object): ListLine {
  const parsed = v.safeParse(ProductEntry, raw)
  if (parsed.success) return productId(parsed.output.sku) === null ? { line, problem: 'sku' } : { line, entry: parsed.output }
  const field = parsed.issues[0].path?.[0]?.key
  return { line, problem: field === 'sku' || field === 'name' || field === 'price' ? field : 'other' }
}
