/**
 * Takes everything of a dialog off the device. Runs inside the transaction that applies the change (I1): when the
 * cursor has passed it, no row is left.
 */

import type { Attachment } from '#shared/domain/attachment'
import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Replica } from '../data/replica'
import { forgetWords } from '../data/search-index'

/** What lies outside the tables (the service worker's files, notes begun) is noted here, and goes after the transaction. */
export async function evictDialogs(replica: Replica, dialogIds: readonly Id[]): Promise<void> {
  const people: Id[] = []
  for (const dialogId of dialogIds) {
    await forgetItems(replica, dialogId, () => true)
    await replica.ranges.delete(dialogId)
    await forgetDocuments(replica, `note.${dialogId}.`)
    await forgetDocuments(replica, `draft.${dialogId}.`)
    await replica.orders.where('dialogId').equals(dialogId).delete()
    await forgetDrafts(replica, dialogId)
    // Those of which the operator is the manager come again, after the dialog has gone (EVC7).
    await replica.cards.where('dialogId').equals(dialogId).delete()
    const dialog = await replica.dialogs.get(dialogId)
    await replica.dialogs.delete(dialogId)
    await replica.listing.delete(dialogId)
    if (dialog) people.push(...(await forgetContact(replica, dialog.contactId)))
  }
  await replica.evictedDialogs.bulkPut(dialogIds.map((id) => ({ id })))
  await forgetWords(replica, [...dialogIds, ...people])
}

/** Items that are not to be kept, by their place, and the files of their messages. The ranges are the caller's to set. */
export async function forgetItems(replica: Replica, dialogId: Id, isGone: (dseq: number) => boolean): Promise<void> {
  const ofDialog = replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, Number.MAX_SAFE_INTEGER])
  const gone = (await ofDialog.toArray()).filter(({ dseq }) => isGone(dseq))
  if (gone.length === 0) return
  await replica.items.bulkDelete(gone.map(({ dseq }) => [dialogId, dseq]))
  await forgetFiles(
    replica,
    gone.flatMap((item) => (item.kind === 'message' ? item.attachments : [])),
  )
}

async function forgetDrafts(replica: Replica, dialogId: Id): Promise<void> {
  const drafts = await replica.drafts.filter((draft) => draft.dialogId === dialogId).toArray()
  await replica.drafts.bulkDelete(drafts.map(({ id }) => id))
  await forgetFiles(
    replica,
    drafts.flatMap(({ attachments }) => attachments ?? []),
  )
}

async function forgetFiles(replica: Replica, attachments: readonly Attachment[]): Promise<void> {
  const files = attachments.map(({ id }) => id)
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

export async function forgetDocuments(replica: Replica, prefix: string): Promise<void> {
  await replica.documents.where('id').startsWith(prefix).delete()
  await replica.knownUpdates.where('doc').startsWith(prefix).delete()
}
