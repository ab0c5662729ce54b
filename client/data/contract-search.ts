/** What is found among people and in what was said. */
import type { Accessor } from 'solid-js'
import type { Id } from '#shared/domain/id'

export interface SearchHit {
  readonly key: string
  readonly kind: 'contact' | 'message' | 'note'
  readonly dialogId: Id
  /** The item to jump to, for a message or note. */
  readonly itemId: Id | null
  /** Its place in the dialog. */
  readonly dseq: number | null
  /** Found on this device; otherwise the server has found it. */
  readonly isHere: boolean
  readonly name: string
  readonly text: string
  /** [start, end) of what matched, in `text`. */
  readonly marks: readonly (readonly [number, number])[]
  readonly at: number
}

export interface SearchResults {
  /** Found on this device; people first, then messages and notes from the newest on. */
  readonly here: readonly SearchHit[]
  /** What the server has found besides. */
  readonly there: readonly SearchHit[]
  /** On this device. */
  readonly isSearching: boolean
  /** `unreachable`: what is found is of this device alone. `filling`: the server's index has not reached everything yet. */
  readonly server: 'searching' | 'done' | 'filling' | 'unreachable'
  readonly hasMore: boolean
}

export interface Search {
  readonly results: Accessor<SearchResults>
  more(): void
}
