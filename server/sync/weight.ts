/** How much rows weigh on the wire, near enough to keep frames below what a socket may hold back. */
import type { Card } from '#shared/domain/card'
import type { DocumentRow } from '#shared/domain/document-row'
import type { Product } from '#shared/domain/product'
import { MAX_BATCH_ROWS } from '#shared/protocol/frames'
import type { StoredRow } from '../store/port'

/** Bytes of rows in one frame. One row alone may weigh more: a document of the largest size. */
export const MAX_FRAME_WEIGHT = 256 * 1024

/** A row without its long texts: ids, numbers and names. */
const BARE_ROW = 400
/** A Cyrillic letter in UTF-8. */
const BYTES_PER_CHAR = 2

export function weightOf({ kind, row }: StoredRow): number {
  if (typeof row !== 'object' || row === null) return BARE_ROW
  // The store returns what was written under the kind.
  const state = kind === 'document' ? (row as DocumentRow).state.length : 0
  const text = 'text' in row && typeof row.text === 'string' ? row.text.length * BYTES_PER_CHAR : 0
  const earlier = 'earlier' in row && row.earlier ? JSON.stringify(row.earlier).length * BYTES_PER_CHAR : 0
  if (kind === 'product') return BARE_ROW + weightOfProduct(row as Product)
  if (kind === 'card') return BARE_ROW + earlier + weightOfCard(row as Card)
  return BARE_ROW + earlier + state + text
}

/** A line and a move each take about a quarter of a bare row. */
const weightOfCard = ({ title, comment, lines, history }: Card): number =>
  (title.length + comment.length) * BYTES_PER_CHAR + ((lines.length + history.length) * BARE_ROW) / 4

function weightOfProduct({ description, properties, pictures }: Product): number {
  const words = properties.reduce((sum, [name, value]) => sum + name.length + value.length, description.length)
  return words * BYTES_PER_CHAR + pictures.length * BARE_ROW
}

/** The first rows that fit into one frame: one at least, if there is one. */
export function frameful(rows: readonly StoredRow[]): readonly StoredRow[] {
  let weight = 0
  const end = rows.findIndex((stored, index) => {
    weight += weightOf(stored)
    return index > 0 && (weight > MAX_FRAME_WEIGHT || index >= MAX_BATCH_ROWS)
  })
  return end < 0 ? rows : rows.slice(0, end)
}

/** All rows, in frames, in order. */
export function* framesOf(rows: readonly StoredRow[]): Generator<readonly StoredRow[]> {
  for (let rest = rows; rest.length > 0; ) {
    const frame = frameful(rest)
    yield frame
    rest = rest.slice(frame.length)
  }
}
