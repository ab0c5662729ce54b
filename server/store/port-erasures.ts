/** Erasures of people that are not over with their commit; a part of the store's port. */
import type { Id } from '#shared/domain/id'

/** What is left of a person once their rows are gone, by names that say nothing of them. */
export interface Erasure {
  readonly id: Id
  /** Texts of theirs may be in the search index. */
  readonly dialogIds: readonly Id[]
  /** Contacts and customers; so may theirs. */
  readonly personIds: readonly Id[]
  /** SHA-256 of files of theirs, whose bytes may be on the disk. */
  readonly hashes: readonly string[]
}

export interface ErasureStore {
  /** Also those of a process that died. */
  unfinished(): Promise<readonly Erasure[]>
  finish(ids: readonly Id[]): Promise<void>
}
