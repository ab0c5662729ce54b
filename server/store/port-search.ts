/** The search index of the store; a part of the store's port. */
import type { Id } from '#shared/domain/id'

/** What the index knows of something found: enough to say whether a viewer may hear of it. */
export interface SearchEntry {
  /** Greater for what is newer. */
  readonly place: number
  readonly id: Id
  /** Of an item. */
  readonly dialogId: Id | null
}

/**
 * Texts by what is written in them. Follows the sequence of changes at its own pace, so that no commit waits for it;
 * where it stands is stored with what it holds, so a crash loses nothing and an old database is taken in like news.
 * What it finds is likely, not sure: the caller looks at the row.
 */
export interface SearchIndex {
  /** Rows up to this version are in. */
  position(): Promise<number>
  /** Takes in at most `limit` further changes, in one commit. @returns the new position. */
  advance(limit: number): Promise<number>
  /** Takes out all texts of these dialogs, and of these people. */
  forget(of: { dialogIds: readonly Id[]; personIds: readonly Id[] }): Promise<void>
  /**
   * Newest first, those below `before`. `anyOf`: the words of each variant must all be there, as parts of words; words
   * of less than three letters are not looked at, and a variant of nothing else finds nothing.
   */
  find(query: {
    kind: 'item' | 'contact' | 'product' | 'customer'
    anyOf: readonly (readonly string[])[]
    before: number | null
    limit: number
  }): Promise<readonly SearchEntry[]>
}
