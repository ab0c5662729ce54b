/**
 * Takes everything of a dialog off the device. Runs inside the transaction that applies the change (I1): when the
 * cursor has passed it, no row is left.
 */

import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Replica } from '../data/replica'
import { forgetWords } from '../data/search-index'

/** Files of its messages are noted: the service worker's copies lie outside any transaction and go afterwards. */
export async function evictDialogs(replica: Replica, dialogIds: readonly Id[]): Promise<void> {
  const files: Id[] = []
  const people: Id[] = []
  for (const dialogId of dialogIds) {
    const ofDialog = replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, Number.MAX_SAFE_INTEGER])
    for (const item of await ofDialog.toArray()) if (item.kind === 'message') files.push(...item.attachments.map(({ id }) => id))
    await ofDialog.delete()
    await replica.ranges.delete(dialogId)
    await forgetDocuments(replica, `note.${dialogId}.`)
    await replica.drafts.filter((draft) => draft.dialogId === dialogId).delete()
    const dialog = await replica.dialogs.get(dialogId)
    await replica.dialogs.delete(dialogId)
    await replica.listing.delete(dialogId)
    if (dialog) people.push(...(await forgetContact(replica, dialog.contactId)))
  }
  await forgetWords(replica, [...dialogIds, ...people])
  await replica.files.bulkDelete(files)
  await replica.evictedFiles.bulkPut(files.map((id) => ({ id })))
}

/** @returns the person, if no other dialog with them is held. */
async function forgetContact(replica: Replica, contactId: Id): Promise<readonly Id[]> {
  if ((await replica.dialogs.where('contactId').equals(contactId).count()) > 0) return []
  await replica.contacts.delete(contactId)
  await forgetDocuments(replica, remarkDocument(contactId))
  return [contactId]
}

async function forgetDocuments(replica: Replica, prefix: string): Promise<void> {
  await replica.documents.where('id').startsWith(prefix).delete()
  await replica.knownUpdates.where('doc').startsWith(prefix).delete()
}
