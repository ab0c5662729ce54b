import type { Dialog } from './dialog'
import { noteDocument, remarkDocument, sharedDraftDocument } from './document'
import type { Item } from './item'
import type { Ref } from './row'

/** The remarks of these people, the notes among these items, drafts being shared. */
export function documentRefs(dialogs: readonly Dialog[], items: readonly Item[]): readonly Ref[] {
  const remarks = dialogs.map(({ contactId }) => remarkDocument(contactId))
  const notes = items.flatMap((item) => (item.kind === 'note' && !item.deleted ? [noteDocument(item.dialogId, item.id)] : []))
  const drafts = dialogs.flatMap(({ id, sharedDraft }) => (sharedDraft ? [sharedDraftDocument(id, sharedDraft.id)] : []))
  return [...remarks, ...notes, ...drafts].map((id) => ({ kind: 'document', id }))
}
