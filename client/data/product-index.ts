/**
 * What products are found by, as text: a line for each, its id and its words. A whole catalogue is a few megabytes, which
 * are looked through faster than an index of a million entries is written; a tab that searches goods keeps them in memory.
 *
 * Lines are only added. One of a product that reads otherwise by now, or is gone, is stale: the row says what is true.
 */
import type { Id } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { productWords } from '#shared/domain/product-search'
import type { Replica } from './replica'

/** A row of the replica's `productIndex`. Never changed. */
export interface ProductLines {
  readonly n?: number
  readonly text: string
}

/** Rows from which on they are written anew, without what is stale. */
const MANY_ROWS = 400
const LINES_OF_ROW = 2000

type Tables = Pick<Replica, 'productIndex'>

/** Every word has a space before and after it, and nothing else has. */
const lineOf = (product: Product): string => `\n${product.id} ${[...productWords(product), ...groupWords(product)].join(' ')} `
const groupWords = ({ group }: Product): readonly string[] => (group === '' ? [] : [groupWord(group)])

/** What variants of one thing are found by. No word that anybody searches for begins so. */
export const groupWord = (group: string): string => `#${encodeURIComponent(group)}`

/** Inside the transaction that puts the products. @param before the rows that stood there. */
export async function indexProducts(
  { productIndex }: Tables,
  products: readonly Product[],
  before: readonly (Product | undefined)[],
): Promise<void> {
  const lines = products.flatMap((product, index) => {
    const known = before[index]
    const line = lineOf(product)
    return known && lineOf(known) === line ? [] : [line]
  })
  if (lines.length === 0) return
  await productIndex.add({ text: lines.join('') })
  if ((await productIndex.count()) > MANY_ROWS) await rewrite(productIndex)
}

async function rewrite(table: Tables['productIndex']): Promise<void> {
  const latest = new Map<string, string>()
  for (const { text } of await table.toArray())
    for (const line of text.split('\n').slice(1)) latest.set(line.slice(0, line.indexOf(' ')), line)
  const lines = [...latest.values()]
  await table.clear()
  for (let start = 0; start < lines.length; start += LINES_OF_ROW)
    await table.add({
      text: lines
        .slice(start, start + LINES_OF_ROW)
        .map((line) => `\n${line}`)
        .join(''),
    })
}

interface Held {
  readonly upTo: number
  readonly texts: readonly string[]
}
const held = new WeakMap<object, Held>()

/** All lines there are; those that were read before are not read again. */
export async function readLines({ productIndex }: Tables): Promise<readonly string[]> {
  const known = held.get(productIndex)
  const count = await productIndex.count()
  const fresh = await productIndex
    .where('n')
    .above(known?.upTo ?? 0)
    .toArray()
  const isWhole = (known?.texts.length ?? 0) + fresh.length === count
  // Rows were written anew, or the tables were emptied.
  const rows = isWhole ? fresh : await productIndex.orderBy('n').toArray()
  const texts = [...(isWhole ? (known?.texts ?? []) : []), ...rows.map(({ text }) => text)]
  held.set(productIndex, { upTo: rows.at(-1)?.n ?? (isWhole ? (known?.upTo ?? 0) : 0), texts })
  return texts
}

/**
 * Products in whose lines each of these begins some word; where there are too many, those that have the longest of them as
 * a whole word come first.
 * @returns at most `limit`.
 */
export function idsWith(texts: readonly string[], beginnings: readonly string[], limit: number): readonly Id[] {
  const [longest, ...others] = [...beginnings].sort((a, b) => b.length - a.length)
  if (longest === undefined) return []
  const begun = scan(texts, ` ${longest}`, others, limit)
  if (begun.size < limit) return [...begun]
  return [...new Set([...scan(texts, ` ${longest} `, others, limit), ...begun])].slice(0, limit)
}

function scan(texts: readonly string[], needle: string, others: readonly string[], limit: number): ReadonlySet<Id> {
  const found = new Set<Id>()
  for (const text of texts) {
    for (let at = text.indexOf(needle); at >= 0 && found.size < limit; ) {
      const start = text.lastIndexOf('\n', at) + 1
      const next = text.indexOf('\n', at)
      const line = text.slice(start, next < 0 ? text.length : next)
      if (others.every((word) => line.includes(` ${word}`))) found.add(line.slice(0, line.indexOf(' ')))
      at = next < 0 ? -1 : text.indexOf(needle, next)
    }
  }
  return found
}
