/** Files of the store; a part of the store's port. */
import type { Id } from '#shared/domain/id'
import type { ErasedPeople } from './port'

/** Stands where a file's dialog would: files of templates and products, which every operator may read. */
export const LIBRARY: Id = 'library'

/** Who put a file here decides who may read it before it is part of a message. */
export interface BlobRecord {
  readonly id: Id
  readonly owner: { readonly kind: 'operator' | 'visitor'; readonly id: Id }
  /** Set when a message carries it: whoever may see the dialog may read the file. Or {@link LIBRARY}. */
  readonly dialogId: Id | null
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly sha256: string
  readonly createdAt: number
}

/** Facts about uploaded files; the bytes lie in the data folder by their hash. */
export interface BlobStore {
  get(id: Id): Promise<BlobRecord | null>
  /** @returns false when the id is taken by other bytes or another owner. */
  add(blob: BlobRecord): Promise<boolean>
  attach(ids: readonly Id[], dialogId: Id): Promise<void>
  /** Those that messages of a dialog carry. */
  ofDialog(dialogId: Id): Promise<readonly BlobRecord[]>
  /** All that goes with these people: of their dialogs, chosen for a message that was never sent, sent up by themselves. */
  leftBy(people: ErasedPeople): Promise<readonly BlobRecord[]>
  /** Whether any file has these bytes. */
  hasBytes(sha256: string): Promise<boolean>
}
