/** Tables of the search index: see search-index.ts, which is loaded when somebody searches. */
import type { Id } from '#shared/domain/id'

export type Indexed = 'item' | 'contact' | 'customer'

/** A text that is not in a segment yet. */
export interface Unindexed {
  readonly n?: number
  readonly kind: Indexed
  /** The dialog of an item, or the person's own row. */
  readonly owner: Id
  /** Of an item; 0 for a person. */
  readonly dseq: number
  /** When it was said, or a person was first known. Devices of before did not note it: then it may be the newest of all. */
  readonly at?: number
}

/** Where each text of a segment stands, by its place in the segment. */
export interface Segment {
  readonly n?: number
  readonly kind: Indexed
  /** Time of its newest text, seconds. */
  readonly newest: number
  readonly size: number
  readonly owners: readonly Id[]
  /** For each text its place among `owners`. */
  readonly owner: Uint16Array
  readonly dseq: Uint32Array
  readonly time: Uint32Array
}

export interface SegmentWords {
  /** Kind and first letters. */
  readonly shard: string
  readonly segment: number
  readonly packed: string
}

export const SEARCH_TABLES = {
  unindexed: '++n, owner',
  segments: '++n, [kind+newest], size, *owners',
  segmentWords: '[shard+segment], segment',
} as const
