import { type DocumentName, documentOwner } from '#shared/domain/document'
import type { KnownUpdate, Replica } from './replica'

/**
 * Keeps an update of a document, unless what the document belongs to is not held here any more.
 * EVC4 What was erased is not brought back by a write that comes late, from whichever tab: it asks in its own transaction
 * whether the dialog, or the person, is still there.
 */
export function keepIfHeld(replica: Replica, update: KnownUpdate): Promise<void> {
  return replica.transaction('rw', [replica.dialogs, replica.contacts, replica.knownUpdates], async () => {
    // The name is one of a document, whoever wrote it down.
    if (await isHeldHere(replica, update.doc as DocumentName)) await replica.knownUpdates.add(update)
  })
}

/** Whether the dialog or the person that a document belongs to is on this device. */
export async function isHeldHere(replica: Replica, doc: DocumentName): Promise<boolean> {
  const owner = documentOwner(doc)
  const held = owner.kind === 'remark' ? await replica.contacts.get(owner.contactId) : await replica.dialogs.get(owner.dialogId)
  return held !== undefined
}
