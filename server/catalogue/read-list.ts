/** A price list in either format, as entries for the catalogue; each SKU once. */
import { type ListReading, MAX_LIST_PRODUCTS } from '#shared/domain/price-list'
import { productId } from '#shared/domain/product'
import { type CsvHead, readCsv } from './csv-list'
import type { ListLine } from './list-line'
import { textOf } from './text-of-file'
import { readYml } from './yml-list'

export interface ListOptions {
  readonly reading: ListReading
  readonly signal: AbortSignal
  onBytes(read: number): void
  onFormat(format: 'csv' | 'yml'): void
  onHead(head: CsvHead): void
}

export async function* readList(path: string, options: ListOptions): AsyncGenerator<ListLine> {
  const known = new Set<string>()
  for await (const each of linesOf(textOf(path, options), options)) {
    if ('problem' in each) {
      yield each
      continue
    }
    const id = productId(each.entry.sku) ?? ''
    if (known.has(id)) yield { line: each.line, problem: 'repeated' }
    else if (known.size >= MAX_LIST_PRODUCTS) return
    else {
      known.add(id)
      yield each
    }
  }
}

async function* linesOf(chunks: AsyncGenerator<string>, options: ListOptions): AsyncGenerator<ListLine> {
  const first = await chunks.next()
  if (first.done) return
  const all = beginningWith(first.value, chunks)
  const isXml = /^\s*(?:\ufeff)?\s*</.test(first.value)
  options.onFormat(isXml ? 'yml' : 'csv')
  if (isXml) yield* readYml(all, options.reading)
  else yield* readCsv(all, { columns: options.reading.columns, onHead: options.onHead })
}

async function* beginningWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}
