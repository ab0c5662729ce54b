import type { Contact } from '#shared/domain/contact'
import { newDialog, withItem } from '#shared/domain/dialog'
import { newId } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'
import { type Change, change } from '#shared/domain/row'
import { eventItemName, peerDialogName } from '../../channels/names'
import type { Store } from '../../store/port'

const DIALOGS_A_COMMIT = 500

/** Dialogs as customers begin them, each with one message, written through the store. */
export async function writeDialogs(
  store: Pick<Store, 'transact'>,
  { count, channelId }: { count: number; channelId: string },
): Promise<readonly { dialogId: string; contactId: string }[]> {
  const written: { dialogId: string; contactId: string }[] = []
  for (let start = 0; start < count; start += DIALOGS_A_COMMIT) {
    const changes: Change[] = []
    const names = new Map<string, string>()
    for (let index = start; index < Math.min(count, start + DIALOGS_A_COMMIT); index += 1) {
      const at = 1_700_000_000_000 + index
      const contact = newContact(index, channelId, at)
      const begun = newDialog({ id: newId(), channelId, contactId: contact.id }, at)
      const item = message(begun.id, at)
      names.set(peerDialogName(channelId, contact.peerKey), begun.id)
      names.set(eventItemName(channelId, `${contact.peerKey}~first`), item.id)
      changes.push(change('contact', contact), change('dialog', withItem(begun, item)), change('item', item))
      written.push({ dialogId: begun.id, contactId: contact.id })
    }
    await store.transact(async () => ({ writes: { changes, names }, value: null }))
  }
  return written
}

const newContact = (index: number, channelId: string, at: number): Contact => ({
  id: newId(),
  channelId,
  peerKey: `peer-${index}`,
  name: `Покупатель ${index}`,
  nameBy: 'channel',
  phones: [],
  emails: [],
  origin: null,
  createdAt: at,
})

const message = (dialogId: string, at: number): MessageItem => ({
  id: newId(),
  dialogId,
  dseq: 1,
  at,
  kind: 'message',
  direction: 'in',
  authorId: null,
  text: 'Здравствуйте, когда приедет мой заказ?',
  attachments: [],
  replyTo: null,
  state: 'received',
  error: null,
})
