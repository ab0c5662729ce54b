/** Tells a channel that an operator is writing to its customer, where the channel can show it. */
import type { Contact } from '#shared/domain/contact'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Store } from '../store/port'
import type { ChannelAdapter } from './port'

export async function tellTyping(
  options: {
    store: Pick<Store, 'rows'>
    adapterOf: (channelId: Id) => Pick<ChannelAdapter, 'operatorTyping'> | null
  },
  typing: { dialogId: Id; authorName: string; on: boolean },
): Promise<void> {
  const [dialogRow] = await options.store.rows([{ kind: 'dialog', id: typing.dialogId }])
  // The store returns what was written under the kind asked for.
  const dialog = dialogRow?.row as Dialog | null | undefined
  const adapter = dialog && options.adapterOf(dialog.channelId)
  if (!dialog || !adapter?.operatorTyping) return
  const [contactRow] = await options.store.rows([{ kind: 'contact', id: dialog.contactId }])
  const contact = contactRow?.row as Contact | null | undefined
  if (contact)
    adapter.operatorTyping({ channelId: dialog.channelId, peerKey: contact.peerKey, authorName: typing.authorName, on: typing.on })
}
